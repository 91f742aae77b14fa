import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadLexicon } from "../../../pipeline/lexicon.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { createSegmenter } from "../../../pipeline/stages/segment/index.ts";
import { createNameFinder } from "../../../pipeline/stages/tag/names/index.ts";
import { createSubjectChooser } from "../../../pipeline/stages/tag/subject.ts";
import { loadSubjectWeights, SUBJECT_WEIGHTS } from "../../../pipeline/stages/tag/subject-weights.ts";
import { shippedLexicon } from "../lexicon/folder.ts";

const lexicon = await loadLexicon(shippedLexicon);
const finder = createNameFinder(lexicon, createSegmenter(lexicon));
const weights = await loadSubjectWeights(join(packageRoot, "data", "model", SUBJECT_WEIGHTS));
const chooser = createSubjectChooser(lexicon, weights);

/** Scores of an item that is surely about the launch of a general model. */
const LAUNCH = { relevant: 0.99, event: [0.9, 0.04, 0.03, 0.03], tier: [0.9, 0.04, 0.04, 0.02] };
const choose = (title: string, text = "", scores = LAUNCH) => {
  const found = finder.find({ id: "a", title, text, published: null, source: null });
  return chooser.choose(found, scores, chooser.judge(found, scores));
};
const vendors = (title: string) => choose(title).vendors.map(({ id }) => id);
const models = (title: string) => choose(title).models.map(({ name }) => name);

describe("subjects", () => {
  it("are who acts and what comes out, not what it is compared with", () => {
    expect(vendors("阿里开源Qwen3-72B,性能超越GPT-4")).toEqual(["alibaba"]);
    expect(models("阿里开源Qwen3-72B,性能超越GPT-4")).toEqual(["Qwen3-72B"]);
  });

  it("include the maker where only the product is named", () => {
    const { vendors: found } = choose("Claude 3.5 正式发布");
    expect(found.map(({ id }) => id)).toEqual(["anthropic"]);
    expect(found[0]?.evidence[0]?.rule).toBe("maker of the product");
  });

  it("are found where no list has them", () => {
    expect(choose("杉海智能发布多模态大模型杉海2.0").vendors.map(({ name }) => name)).toEqual(["杉海智能"]);
    expect(models("百度发布 Zephyra-7B 模型")).toContain("Zephyra-7B");
  });

  it("give all names that they go by", () => {
    const [model] = choose("阿里开源Qwen3-72B").models;
    expect(model).toMatchObject({ family: "Qwen", vendor: "alibaba", tier: "general" });
    expect(model?.names).toContain("Qwen3");
    expect(choose("百度发布文心一言").vendors[0]?.names).toEqual(expect.arrayContaining(["百度", "Baidu"]));
  });

  it("are none of an item that is not about AI", () => {
    const scores = { ...LAUNCH, relevant: 0.02 };
    expect(choose("百度发布新款浏览器", "", scores)).toMatchObject({ vendors: [], models: [] });
  });

  it("have no models where the item's tier is surely none", () => {
    const scores = { ...LAUNCH, tier: [0, 0, 0, 1] };
    expect(choose("OpenAI发布GPT-4", "", scores).models).toEqual([]);
  });

  it("are the same every time", () => {
    expect(choose("腾讯发布混元大模型")).toEqual(choose("腾讯发布混元大模型"));
  });
});

describe("mentions", () => {
  it("give each name once with the part it plays", () => {
    const { mentions } = choose("阿里开源Qwen3-72B,超越GPT-4", "该模型基于Llama训练。阿里表示还将开源更多。");
    const roles = mentions.map(({ kind, id, role }) => `${kind} ${id} ${role}`);
    expect(roles).toContain("vendor alibaba subject");
    expect(roles).toContain("model GPT-4 comparison");
    expect(roles).toContain("model Llama base");
    expect(roles.filter((role) => role.startsWith("vendor alibaba"))).toHaveLength(1);
  });

  it("leave out a word that is no name here", () => {
    const { mentions } = choose("OpenAI发布新模型", "院子里的小米和苹果都熟了。");
    expect(mentions.map(({ id }) => id)).not.toContain("xiaomi");
  });
});

const seed = join(packageRoot, "..", "shared", "seed");
// The body of a suite is read even where its tests do not run.
const read = (name: string) => (existsSync(seed) ? readFileSync(join(seed, name), "utf8") : null);
describe.runIf(existsSync(seed))("the founding article", () => {
  const text = read("three-gaps.txt") ?? "";
  const expected: { mentions: Record<string, string>[] } = JSON.parse(read("expected.json") ?? '{"mentions":[]}');
  const scores = { relevant: 0.99, event: [0, 0, 0, 1], tier: [0, 0, 0, 1] };
  const { mentions } = choose("大模型时代的三道鸿沟", text, scores);

  it.each(expected.mentions)("mentions $vendor $model", ({ vendor = "", model: wanted, tier, industry }) => {
    const row = lexicon.vendors.find(({ nameZh, nameEn, aliases }) => [nameZh, nameEn, ...aliases].includes(vendor));
    const about = mentions.filter((mention) => mention.id === row?.id || mention.vendor === row?.id);
    expect(about.length).toBeGreaterThan(0);
    if (!wanted) return;
    const model = about.find(({ kind, id }) => kind === "model" && id.includes(wanted));
    expect(model?.tier).toBe(tier);
    if (industry) expect(model?.industry).toBe(industry);
  });
});
