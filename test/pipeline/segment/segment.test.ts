import fc from "fast-check";
import nodejieba from "nodejieba";
import { describe, expect, it } from "vitest";
import { loadLexicon } from "../../../pipeline/lexicon.ts";
import { createDiscovery } from "../../../pipeline/stages/segment/discover.ts";
import { createSegmenter } from "../../../pipeline/stages/segment/index.ts";
import { lexiconFolder, shippedLexicon, VENDORS } from "../lexicon/folder.ts";

const segmenter = createSegmenter(await loadLexicon(shippedLexicon));
const small = createSegmenter(await loadLexicon(lexiconFolder()));
const words = (text: string) => segmenter.cut(text).map(({ word }) => word);

describe("segmenting", () => {
  it.each([
    ["OpenAI发布GPT-4o", "GPT-4o"],
    ["阿里开源Qwen2.5-72B模型", "Qwen2.5-72B"],
    ["百度推出文心一言 4.0", "文心一言 4.0"],
    ["Claude Sonnet 4 上线", "Claude Sonnet 4"],
    ["彭博的Bloomberg GPT", "Bloomberg GPT"],
    ["ＧＰＴ－４ｏ来了", "ＧＰＴ－４ｏ"],
  ])("keeps the name in %s whole", (text, name) => {
    expect(words(text)).toContain(name);
  });

  it("takes no number for a version that counts something", () => {
    expect(words("Kimi 3月更新")).toContain("Kimi");
    expect(words("ChatGPT 5 大用法")).toContain("ChatGPT");
    expect(words("豆包 10亿用户")).toContain("豆包");
  });

  it("finds no Latin name inside a longer word", () => {
    expect(small.segment("Orbital mechanics, exOrbit").names).toEqual([]);
  });

  it("cuts as nodejieba does where there are no names", () => {
    const text = "今天下午天气很好,我们去公园散步";
    expect(small.cut(text).map(({ word }) => word)).toEqual(nodejieba.cut(text, true));
  });

  it("counts offsets in code points", () => {
    const text = "😀🎉阿克米发布晨星2.0";
    const name = small.cut(text).find(({ word }) => word === "晨星2.0");
    expect(name).toEqual({ word: "晨星2.0", start: 7, end: 12 });
  });

  it("cuts any text into words that join to it again", () => {
    const pieces = fc.constantFrom("文心一言", "GPT-4", "a", "\0", " ", "😀", "模", "4.0", "-", "\n", "é", "Ａ");
    const text = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 30 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (given) => {
        const { tokens } = segmenter.segment(given);
        expect(tokens.map(({ word }) => word).join("")).toBe(given.toWellFormed());
        tokens.forEach(({ start, end, word }) => {
          expect(given.toWellFormed().slice(start, end)).toBe(word);
        });
      }),
    );
  });

  it("does the same with a lexicon in which thousands of rows stand beside", async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `v${i},甲乙${i}丙,Vendor${i},,,startup,,北京,public\n`).join(
      "",
    );
    const large = createSegmenter(await loadLexicon(lexiconFolder({ "vendors.csv": VENDORS + many })));
    const text = "阿克米与Bolt Labs发布晨星";
    expect(large.cut(text)).toEqual(small.cut(text));
    expect(large.segment("甲乙19999丙").names).toHaveLength(1);
  });

  it("weighs names and rare words above common ones", () => {
    const text = segmenter.segment("智谱发布新模型,智谱表示模型将继续开源,欢迎大家使用。");
    expect(segmenter.keywords(text, 3).map(({ word }) => word)).toContain("智谱");
    expect(segmenter.keywords(text, 3)).toHaveLength(3);
  });

  it("takes no word for a keyword that all items on AI have", () => {
    const text = segmenter.segment("AI 智能体来了:智谱 ai 用人工智能做智能办公,AI、AI、智能");
    const words = segmenter.keywords(text, 20).map(({ word }) => word.toLowerCase());
    expect(words).toContain("办公");
    expect(words.filter((word) => ["ai", "智能", "人工智能"].includes(word))).toEqual([]);
  });
});

describe("discovering words", () => {
  it("finds a string that recurs in free surroundings, and no chance neighbours", () => {
    const discovery = createDiscovery();
    const prose =
      "我们在公园里散步,看见许多孩子放风筝,老人下棋,年轻人跑步,天气很好,大家都很高兴地聊着各自的生活和工作。";
    for (let i = 0; i < 4; i++) discovery.add(small.segment(prose.split(",").slice(i).join(",")));
    const around = ["今天", "昨天", "据悉", "此外", "最近", "听说", "目前", "后来"];
    around.forEach((word, i) => {
      discovery.add(small.segment(`${word}蓝杉智能${around[(i * 3 + 1) % 8]}公布了计划`));
    });
    const found = discovery.found({ min: 5, limit: 5 }).map(({ word }) => word);
    expect(found[0]).toBe("蓝杉智能");
  });
});
