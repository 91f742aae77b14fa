import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadLexicon } from "../../../pipeline/lexicon.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { explain } from "../../../pipeline/stages/tag/explain.ts";
import { loadTagger, type Tagger } from "../../../pipeline/stages/tag/index.ts";
import { AskError, type Evidence, type Tags } from "../../../pipeline/types.ts";

const dirs = { lexiconDir: join(packageRoot, "data/lexicon"), modelDir: join(packageRoot, "data/model") };
const item = (title: string, text = "") => ({ id: "x", title, text, published: "2024-05-01", source: null });

let tagger: Tagger;
beforeAll(async () => {
  tagger = await loadTagger(dirs);
});

describe("tagger", () => {
  it("tells a launch, an update, a plan and mere news of models apart", () => {
    expect(tagger.tag(item("百度发布文心大模型 5.0，参数规模翻倍并开放下载")).event.value).toBe("launch");
    expect(tagger.tag(item("豆包 App 新增播客功能，支持定时播放")).event.value).toBe("update");
    expect(tagger.tag(item("Claude Code 新增快捷键设置，支持 Windows 终端")).event.value).toBe("update");
    expect(tagger.tag(item("消息称 OpenAI 将于下月推出新模型 GPT-6")).event.value).toBe("plan");
    expect(tagger.tag(item("大模型公司月之暗面完成新一轮 5 亿美元融资")).event.value).toBe("none");
  });

  it("tells the three layers of the pyramid apart", () => {
    expect(tagger.tag(item("智谱开源 GLM-5 大语言模型，上下文达百万")).tier.value).toBe("general");
    expect(tagger.tag(item("某三甲医院联合团队发布眼科医疗大模型")).tier.value).toBe("industry");
    expect(tagger.tag(item("钉钉上线 AI 助理，可在群聊里写会议纪要")).tier.value).toBe("application");
    expect(tagger.tag(item("英伟达发布新一代 AI 芯片，算力提升四倍")).tier.value).toBe("none");
  });

  it("gives no labels to what is not about AI", () => {
    const tags = tagger.tag(item("台风逼近沿海，多地停运列车并关闭景区"));
    expect(tags.relevant.value).toBe(false);
    expect([tags.event.value, tags.tier.value, tags.vendors, tags.models, tags.industries]).toEqual([
      "none",
      "none",
      [],
      [],
      [],
    ]);
  });

  it("gives the same labels every time, whatever was tagged in between", () => {
    const one = item("科大讯飞推出星火教育大模型，面向中小学课堂");
    const first = JSON.stringify(tagger.tag(one));
    tagger.tag(item("阿里云通义千问 Qwen2 开源", "多种尺寸的模型一并开放下载。".repeat(200)));
    expect(JSON.stringify(tagger.tag(one))).toBe(first);
  });

  it("points evidence at code points of the field it names, behind emoji too", () => {
    const title = "😀😀 百度发布文心一言 4.5，全面升级";
    const tags = tagger.tag(item(title));
    const spans = allEvidence(tags).filter((e) => e.field === "title" && e.features?.length === 1);
    expect(spans.length).toBeGreaterThan(0);
    for (const { start, end, features } of spans) {
      expect([...title].slice(start, end).join("")).toBe(features?.[0]?.name);
    }
  });

  it("takes what an attacker may send: nothing, lone surrogates, very long lines", () => {
    expect(tagger.tag(item("")).relevant.value).toBe(false);
    expect(() => tagger.tag(item("发布\ud800大模型", "\udc00".repeat(50)))).not.toThrow();
    expect(() => tagger.tag(item("大".repeat(5_000), "模型 发布；".repeat(40_000)))).not.toThrow();
  });

  it("counts a negated delivery for nothing", () => {
    const of = (text: string) => tagger.tag(item("某公司介绍其大模型产品", text)).facets.delivery.value;
    expect(of("客户可以选择私有化部署。")).toContain("private_deployment");
    expect(of("目前不支持私有化部署。")).not.toContain("private_deployment");
  });

  it("names itself by a version that is the same for the same files", async () => {
    expect(tagger.version).toBe((await loadTagger(dirs)).version);
    expect(tagger.tag(item("大模型")).taggerVersion).toBe(tagger.version);
  });

  it("says which file is missing and what to do", async () => {
    const error = await loadTagger({ ...dirs, modelDir: "/nowhere" }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AskError);
    expect((error as AskError).text.en).toContain("/nowhere");
    expect((error as AskError).text.zh).toContain("npm run train");
  });
});

describe("explanation", () => {
  it("shows labels and the words that spoke for them in both languages", async () => {
    const { taxonomy } = await loadLexicon(dirs.lexiconDir);
    const title = "科大讯飞发布星火医疗大模型";
    const tags = tagger.tag(item(title));
    const zh = explain(tags, "zh", { title, text: "", taxonomy });
    const en = explain(tags, "en", { title, text: "", taxonomy });
    expect(zh).toMatch(/事件:.*\[launch\]/);
    expect(zh).toContain("「");
    expect(en).toMatch(/Event: .*\[launch\]/);
    expect(en).toContain("title ");
  });

  it("says in both languages that a maker is known from its product alone", async () => {
    const { taxonomy } = await loadLexicon(dirs.lexiconDir);
    const title = "Claude 3.5 正式发布";
    const shown = (lang: "zh" | "en") => explain(tagger.tag(item(title)), lang, { title, text: "", taxonomy });
    expect(shown("zh")).toContain("由其产品推知");
    expect(shown("zh")).not.toContain("maker");
    expect(shown("en")).toContain("maker of the product");
  });
});

describe("founding article", () => {
  const path = join(packageRoot, "../shared/seed/three-gaps.txt");
  it("gets the facets and labels that a reader gives it", async (context) => {
    const raw = await readFile(path, "utf8").catch(() => null);
    if (raw === null) return context.skip();
    const [title = "", ...rest] = raw.split("\n");
    const tags = tagger.tag({ id: "seed", title, text: rest.join("\n"), published: "2023-06-16", source: "雷锋网" });
    expect([tags.relevant.value, tags.event.value, tags.tier.value]).toEqual([true, "none", "none"]);
    expect([tags.vendors, tags.models]).toEqual([[], []]);
    expect([...tags.facets.concern.value].sort()).toEqual(["cost", "data_security"]);
    expect([...tags.facets.delivery.value].sort()).toEqual(["api", "fine_tuning", "private_deployment"]);
  });
});

function allEvidence(tags: Tags): Evidence[] {
  return [tags.relevant, tags.event, tags.tier].flatMap((label) => label.evidence);
}
