import { describe, expect, it } from "vitest";
import { loadLexicon } from "../../../pipeline/lexicon.ts";
import { createSegmenter } from "../../../pipeline/stages/segment/index.ts";
import { createNameFinder, evidenceOf } from "../../../pipeline/stages/tag/names/index.ts";
import { candidatesOf } from "../../../pipeline/stages/tag/subject-candidates.ts";
import { lexiconFolder, MODELS } from "../lexicon/folder.ts";

const models = `${MODELS}Vega,acme,application,,assistant,织女星,,public\n`;
const lexicon = await loadLexicon(lexiconFolder({ "models.csv": models }));
const finder = createNameFinder(lexicon, createSegmenter(lexicon));
const input = { id: "a", title: "", text: "", published: null, source: null };
const find = (title: string, text = "") => finder.find({ ...input, title, text });
const listed = (title: string) =>
  find(title)
    .hits.filter(({ rule }) => rule.startsWith("lexicon"))
    .map(({ kind, id, version }) => `${kind} ${id}${version ? ` ${version}` : ""}`);
const unlisted = (title: string, kind: "vendor" | "model") =>
  find(title)
    .hits.filter((hit) => hit.kind === kind && hit.rule.startsWith("pattern"))
    .map(({ written }) => written);

describe("names of the lexicon", () => {
  it.each([
    ["阿克米发布晨星2.5-72B", ["vendor acme", "model 晨星 2.5-72B"]],
    ["ACME智能 推出 晨星大模型 4.0 Turbo", ["vendor acme", "model 晨星 4.0 Turbo"]],
    ["Orbit-4o mini 上线", ["model Orbit 4o mini"]],
    ["Orbit Code发布", ["model Orbit Code"]],
    ["织女星3月上线新功能", ["model Vega"]],
    ["阿克米发布晨星大模型3.0 张三:很满意", ["vendor acme", "model 晨星 3.0"]],
    ["阿克米开源晨星-V3-0324", ["vendor acme", "model 晨星 V3-0324"]],
    ["Vega 发布 2026.4.9", ["model Vega 2026.4.9"]],
    ["Vega 2 小模型来袭", ["model Vega 2"]],
    ["Vega 2 小时生成一部短片", ["model Vega"]],
  ])("finds in %s what it names and the version", (title, expected) => {
    expect(listed(title)).toEqual(expected);
  });

  it("is less sure of a form that may be a common word", () => {
    const [hit] = find("小山发布山泉").hits;
    expect(hit).toMatchObject({ id: "hill", rule: "lexicon:ambiguous" });
    expect(hit?.score).toBeLessThan(0.6);
  });

  it("reads a text that only repeats the title once", () => {
    expect(find("阿克米发布晨星", "阿克米发布晨星 ").hits.filter(({ field }) => field === "text")).toEqual([]);
  });

  it("says where a name stands in code points of its field", () => {
    const found = find("😀", "😀阿克米发布晨星");
    const hit = found.hits.find(({ id }) => id === "acme");
    expect(hit && evidenceOf(found, hit)).toEqual({ field: "text", start: 1, end: 4, rule: "lexicon" });
  });
});

describe("names that begin with digits", () => {
  it.each([
    ["某公司开源 2-bit Osprey 系列", "2-bit Osprey"],
    ["Orrery 4D Gen 发布", "Orrery 4D Gen"],
  ])("are found in %s", (title, name) => {
    expect(unlisted(title, "model")).toContain(name);
  });

  it("are no languages, fields or fairs that everybody knows", () => {
    expect(unlisted("用 C++ 和 Python 写 AI Agent，亮相 WAIC", "model")).toEqual([]);
  });

  it("are no numbers alone", () => {
    expect(unlisted("山谷大模型3.0发布", "model")).not.toContain("3.0");
    expect(unlisted("在 5G 时代发布", "model").filter((name) => name.startsWith("5G"))).toEqual([]);
  });
});

describe("names that are put together", () => {
  it.each([
    ["阿克米发布晨星万象", "晨星万象"],
    ["阿克米上线山雀 APP，限时免费", "山雀 APP"],
    ["玩具公司带来旗下机器人——山雀 AI 童伴", "山雀 AI 童伴"],
    ["Vega agent 上线", "Vega agent"],
    ["Acme 3D Gen 发布", "Acme 3D Gen"],
    ["榜单首位是开源模型苍耳排名第一", "苍耳"],
  ])("are found in %s", (title, name) => {
    expect(unlisted(title, "model")).toContain(name);
  });

  it("take no verb in, and nothing across a gap", () => {
    expect(unlisted("晨星发布，万象更新", "model").filter((name) => name.startsWith("晨星"))).toEqual([]);
    expect(unlisted("发布 APP", "model")).not.toContain("发布 APP");
  });
});

describe("names far down in a text", () => {
  const far = (name: string) => candidatesOf(find("行业观察", `${"这是一段话。".repeat(150)}${name}`)).models;

  it("may be subjects where the lexicon has them", () => {
    expect(far("阿克米的晨星").map(({ name }) => name)).toEqual(["晨星"]);
    expect(far(`${"这是一段话。".repeat(60)}阿克米的晨星`)).toEqual([]);
  });

  it("are no subjects where no list has them", () => {
    expect(far("发布 Quillwort-7B")).toEqual([]);
  });
});

describe("longer names of a model in the same item", () => {
  const others = (title: string) =>
    Object.fromEntries(candidatesOf(find(title)).models.map(({ name, otherNames }) => [name, otherNames]));

  it("are names of the model they end with", () => {
    expect(others("Tundra K7 来了：K7 有何不同")["K7"]).toEqual(["Tundra K7"]);
  });

  it("are none that end with the same letters only", () => {
    expect(others("Falcon 与 Con 发布")["Con"] ?? []).not.toContain("Falcon");
  });
});

describe("forms of one family", () => {
  const family = `${models}Zeta,acme,application,,product,Zeta CLI|Zeta Desktop|Zeta App|泽塔,,public\n`;
  const named = async (title: string) => {
    const own = await loadLexicon(lexiconFolder({ "models.csv": family }));
    const found = createNameFinder(own, createSegmenter(own)).find({ ...input, title });
    return candidatesOf(found).models.flatMap((model) => (model.modelRow?.name === "Zeta" ? [model.name] : []));
  };

  it("are one model where an item has one of them, or two writings of the same", async () => {
    expect(await named("阿克米更新 Zeta CLI")).toEqual(["Zeta CLI"]);
    expect(await named("阿克米更新泽塔(Zeta)")).toEqual(["泽塔"]);
    expect(await named("阿克米更新 Zeta,Zeta App 已上线")).toEqual(["Zeta"]);
  });

  it("are several where an item sets them side by side", async () => {
    expect(await named("阿克米更新 Zeta CLI 与 Zeta Desktop")).toEqual(["Zeta CLI", "Zeta Desktop"]);
  });
});

describe("names that no list has", () => {
  it.each([
    ["蓝杉智能发布新模型", "蓝杉智能"],
    ["杉树湾推出聊天助手", "杉树湾"],
    ["Nimbus Works 发布新模型", "Nimbus Works"],
    ["「杉海」完成数千万元融资", "杉海"],
  ])("proposes the organisation in %s", (title, name) => {
    expect(unlisted(title, "vendor")).toContain(name);
  });

  it.each([
    ["阿克米推出NimbusChat", "NimbusChat"],
    ["阿克米发布“银河”大模型", "银河"],
    ["阿克米发布银河大模型", "银河大模型"],
    ["Vega Canvas 上线", "Vega Canvas"],
    ["阿克米开源 Zeta-7B-Instruct", "Zeta-7B-Instruct"],
    ["首个大模型——松泉 Lingo 开放内测", "松泉 Lingo"],
    ["阿克米推出杉海MChat可控大模型", "杉海MChat"],
    ["阿克米发布电影级视频模型万杉2.6", "万杉2.6"],
    ["阿克米开放 Vega AI 助手 Beta", "Vega AI 助手"],
    ["Zeta Agent v0.15.0 版本发布", "Zeta Agent v0.15.0"],
    ["对话 Bolt Labs 创始人", "Bolt Labs"],
    ["Zeta 3性能炸裂,开发者沸腾", "Zeta 3"],
    ["阿克米上线 Zeta 2 mini", "Zeta 2 mini"],
    ["阿克米更新了银河大模型 5.0", "银河大模型 5.0"],
    ["三个气象系统亮相:松风、松雷和松雨", "松风"],
    ["三个气象系统亮相:松风、松雷和松雨", "松雷"],
    ["三个气象系统亮相:松风、松雷和松雨", "松雨"],
    ["Vega、Zeta、Nimbus 三款应用对比", "Zeta"],
    ["阿克米推出 Zeta for Nimbus 365", "Zeta for Nimbus 365"],
    ["Say what you hear - 一款听写游戏", "Say what you hear"],
  ])("proposes the model in %s", (title, name) => {
    expect(unlisted(title, "model")).toContain(name);
  });

  it("takes up the version of a new name after its verb", () => {
    expect(find("ZetaCode 发布 1.0.0 版").hits[0]).toMatchObject({ name: "ZetaCode 1.0.0", version: "1.0.0" });
  });

  it("proposes a product of unknown maker as its own maker", async () => {
    const ownerless = `${models}Zeta,,application,,product,,,public\n`;
    const own = await loadLexicon(lexiconFolder({ "models.csv": ownerless }));
    const { hits } = createNameFinder(own, createSegmenter(own)).find({ ...input, title: "Zeta 完成新一轮融资" });
    expect(hits.map(({ kind, rule }) => `${kind} ${rule}`)).toContain("vendor pattern:model-name");
  });

  it("counts what a number before a counted word counts", () => {
    expect(unlisted("Zeta 3 月上线", "model")).not.toContain("Zeta 3");
  });

  it("knows the maker whose name a product bears", () => {
    const [hit] = find("阿克米-V2 开源").hits.filter(({ rule }) => rule === "pattern:vendor-version");
    expect(hit).toMatchObject({ kind: "model", vendor: "acme" });
  });

  it("proposes no address, no lone common word and no part of a sentence", () => {
    expect(unlisted("阿克米上线AI API,见 https://acme.example/Foo", "model")).toEqual([]);
    expect(unlisted("我们为什么不用它", "vendor")).toEqual([]);
  });
});
