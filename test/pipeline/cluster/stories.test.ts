import { describe, expect, it } from "vitest";
import { candidatePairs, sketch } from "../../../pipeline/stages/cluster/candidates.ts";
import { type ClusterItem, clusterArticles, type StoryOverride } from "../../../pipeline/stages/cluster/index.ts";
import { prepare } from "../../../pipeline/stages/cluster/prepare.ts";
import { article, item, model } from "./fixture.ts";

const stories = (items: ClusterItem[], overrides: StoryOverride[] = []) =>
  clusterArticles(items, { model, overrides }).stories;
/** Members of each story, sorted, the lead marked. */
const groups = (items: ClusterItem[], overrides: StoryOverride[] = []) =>
  stories(items, overrides)
    .map(({ leadId, members }) => members.map(({ articleId: id }) => (id === leadId ? `${id}*` : id)).sort())
    .sort();

const text = article("羊川");
const original = item("a", { title: "羊川开始供应仓储调度模型", text });
const other = item("z", { title: "一家茶馆的旧账本", text: article("茶馆") });

describe("a story", () => {
  it("joins a text with its edited copy", () => {
    const edited = text.replace("将近一半", "四成多").replace("十四个月", "一年多").replace("逐条", "逐一");
    const copy = item("b", { title: "仓储调度有了新办法", text: edited, day: "2024-05-11" });
    expect(groups([original, copy])).toEqual([["a*", "b"]]);
  });

  it("joins a text with the part that was cut out of it", () => {
    const cut = item("b", {
      title: "羊川供应仓储调度模型",
      text: text.split("\n").slice(0, 2).join("\n"),
      day: "2024-05-11",
    });
    expect(groups([original, cut])).toEqual([["a*", "b"]]);
  });

  it("joins a text with a copy wrapped in other words, written in full-width signs", () => {
    const wrapped = `今天为大家带来一条消息,请耐心读完。\n${text.replaceAll(",", ",")}\n以上就是全部内容,感谢您的阅读。`;
    expect(groups([original, item("b", { title: "今天的消息", text: wrapped, day: "2024-05-12" })])).toEqual([
      ["a*", "b"],
    ]);
  });

  it("takes in a roundup, which does not weld its items together", () => {
    const second = item("b", { title: "茶馆开放旧账本", text: article("茶馆") });
    const roundup = item("r", {
      title: "早报:羊川供货;茶馆旧账本;河口新桥通车",
      text: `${text}\n${article("茶馆")}\n${article("河口")}`,
    });
    const found = groups([original, second, roundup]);
    expect(found).toHaveLength(2);
    expect(found.flat().filter((id) => id.startsWith("r"))).toEqual(["r"]);
  });

  it("keeps texts of one event in other words apart, and links them", () => {
    const title = "羊川仓储调度模型 HaulMind 2 今日发布";
    const a = item("a", { title, text });
    const b = item("b", {
      title: "仓储调度模型 HaulMind 2 由羊川今日发布",
      text: "记者在现场看到,这套系统把叉车、货架和工人的时间放进同一张表,屏幕上的路线每隔几秒就重排一次,老仓管员起初并不相信,后来也改了主意,说它比自己记得牢。",
    });
    const { stories: found, links } = clusterArticles([a, b], { model });
    expect(found).toHaveLength(2);
    expect(links).toMatchObject([{ a: "a", b: "b", relation: "same_event" }]);
  });

  it("does not join one column's issues that differ in their number only by their boilerplate", () => {
    const frame = article("河口").split("\n").slice(0, 3).join("\n");
    const a = item("a", {
      title: "公告栏第 31 期",
      text: `${frame}\n出让河西旧厂房两间,可议价,请在月底前与物业联系,附照片与平面图。`,
    });
    const b = item("b", {
      title: "公告栏第 32 期",
      text: `${frame}\n寻找会修老式座钟的师傅,报酬从优,工具自备,地点在南门外的钟表行二楼。`,
    });
    expect(groups([a, b])).toEqual([["a*"], ["b*"]]);
  });

  it("joins bare headlines that are one headline within a few days, and not after a month", () => {
    const a = item("a", { title: "羊川发布仓储调度模型 HaulMind 2,价格降低四成" });
    const b = item("b", { title: "羊川发布仓储调度模型HaulMind 2 价格降低四成", day: "2024-05-11" });
    const late = item("c", { title: b.title, day: "2024-06-20" });
    expect(groups([a, b, late])).toEqual([["a*", "b"], ["c*"]]);
  });

  it("puts every item into exactly one story, those without text, title or day too", () => {
    const items = [original, other, item("m", {}), item("n", { day: null }), item("o", { title: "茶", day: null })];
    const members = stories(items).flatMap((story) => story.members.map(({ articleId }) => articleId));
    expect(members.sort()).toEqual(items.map(({ id }) => id).sort());
  });

  it("compares an undated text with all others", () => {
    expect(groups([original, item("b", { title: "旧闻一则", text, day: null })])).toEqual([["a*", "b"]]);
  });

  it("costs no square of the copies: of a thousand each is compared with a few dozen, and all are one story", () => {
    const copies = Array.from({ length: 1_000 }, (_, at) => item(`c${at}`, { title: "羊川供货", text }));
    const indexed = copies.map((copy) => {
      const { day, title, hashes } = prepare(copy, model);
      return { day, title, sketch: sketch({ hashes }), fresh: true };
    });
    expect(candidatePairs(indexed).length).toBeLessThan(60 * copies.length);
    expect(stories(copies)).toHaveLength(1);
  });
});

describe("the lead", () => {
  it("is the publication that the others name as their source, even where a copy is dated earlier", () => {
    const origin = item("b", { title: "供货", text, publisher: "羊城观察", day: "2024-05-12" });
    const copy = item("a", { title: "供货", text, publisher: "转载站", source: "羊城观察", day: "2024-05-11" });
    expect(groups([copy, origin])).toEqual([["a", "b*"]]);
  });

  it("is the earliest, then the longest, and never the roundup", () => {
    const early = item("b", { title: "供货", text, published: "2024-05-10T08:00:00+08:00" });
    const late = item("a", { title: "供货", text, published: "2024-05-10T09:00:00+08:00" });
    expect(groups([early, late])).toEqual([["a", "b*"]]);
    const longer = item("c", { title: "供货", text: `${text}\n完。` });
    expect(groups([item("d", { title: "供货", text }), longer])).toEqual([["c*", "d"]]);
    const daily = item("e", { title: "羊川早报", text: `${text}\n完。`, published: "2024-05-10T07:00:00+08:00" });
    expect(groups([early, daily])).toEqual([["b*", "e"]]);
  });
});

describe("people", () => {
  it("merge what was apart, and split what was together; without their word it is as before", () => {
    const copy = item("b", { title: "供货", text });
    const items = [original, copy, other];
    expect(groups(items)).toEqual([["a*", "b"], ["z*"]]);
    expect(groups(items, [{ merge: ["a", "z"] }])).toEqual([["a*", "b", "z"]]);
    expect(groups(items, [{ split: "b" }])).toEqual([["a*"], ["b*"], ["z*"]]);
    expect(groups(items, [{ split: "b" }, { merge: ["b", "z"] }])).toEqual([["a*"], ["b*", "z"]]);
    expect(groups(items, [])).toEqual([["a*", "b"], ["z*"]]);
  });
});
