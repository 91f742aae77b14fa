import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { article, launch, putLaunches, Store, story, tag, VENDORS } from "./fixture.ts";

describe("views of items and sources", () => {
  let store: Store;
  beforeEach(async () => {
    store = await Store.open();
    await store.put("vendors", VENDORS);
  });
  afterEach(() => store.close());

  it("coverage counts as unlabelled what the tagger was unsure of and what has no labels at all", async () => {
    await store.put("articles", [article("a", "2026-03-02"), article("b", "2026-03-03"), article("c", "2026-03-04")]);
    await store.put("tags", [
      tag("a", "relevant", "true"),
      tag("b", "relevant", "true"),
      tag("b", "tier", "general", { abstained: true }),
    ]);
    expect(await store.query("SELECT week, items, relevant_items, unlabelled_items FROM coverage")).toEqual([
      { week: "2026-W10", items: 3, relevant_items: 2, unlabelled_items: 2 },
    ]);
  });

  it("buyer_concerns quotes the sentence that the evidence lies in, and passes reprints over", async () => {
    const text = "开头一句。🙂 客户最担心数据安全,其次是价格!结尾一句。";
    const start = [...text.slice(0, text.indexOf("数据安全"))].length;
    const evidence = [{ field: "text", start, end: start + 4, rule: "cue" }];
    await store.put("articles", [article("a", "2026-03-02", { text }), article("b", "2026-03-03", { text })]);
    await store.put("tags", [
      tag("a", "concern", "data_security", { evidence }),
      tag("a", "industry", "finance"),
      tag("b", "concern", "data_security", { evidence }),
    ]);
    const { stories, members } = story("s", ["a", "b"]);
    await store.put("stories", stories);
    await store.put("story_members", members);
    expect(await store.query("SELECT article_id, concern_zh, industries, sentence FROM buyer_concerns")).toEqual([
      {
        article_id: "a",
        concern_zh: "数据安全",
        industries: ["finance"],
        sentence: "🙂 客户最担心数据安全,其次是价格!",
      },
    ]);
  });

  it("review_queue holds unsure labels least certain first, without reprints and what people decided", async () => {
    await store.put(
      "articles",
      ["a", "b", "c", "d"].map((id) => article(id, "2026-03-02")),
    );
    await store.put("tags", [
      tag("a", "tier", "general", { abstained: true, confidence: 0.6 }),
      tag("b", "event", "launch", { abstained: true, confidence: 0.4 }),
      tag("c", "tier", "general", { abstained: true, confidence: 0.1 }),
      tag("d", "tier", "general", { abstained: true, confidence: 0.2, origin: "person" }),
    ]);
    const { stories, members } = story("s", ["a", "c"]);
    await store.put("stories", stories);
    await store.put("story_members", members);
    expect(await store.query("SELECT article_id, field, value_zh, story_members FROM review_queue")).toEqual([
      { article_id: "b", field: "event", value_zh: "发布", story_members: 1 },
      { article_id: "a", field: "tier", value_zh: "通用大模型", story_members: 2 },
    ]);
  });

  it("keywords_trend finds a word that rose, not one that only grew with the collection or by reprints", async () => {
    const articles = [];
    const keywords = [];
    for (let week = 0; week < 9; week++) {
      const count = week === 8 ? 20 : 10;
      for (let at = 0; at < count; at++) {
        const id = `w${week}-${at}`;
        const day = new Date(Date.UTC(2026, 0, 5 + week * 7)).toISOString().slice(0, 10);
        articles.push(article(id, day));
        keywords.push({ article_id: id, word: "模型", weight: 1 }, { article_id: id, word: `词${at % 7}`, weight: 1 });
        if (week === 8 && at < 12) keywords.push({ article_id: id, word: "端侧", weight: 1 });
        if (week === 8 && at < 12) keywords.push({ article_id: id, word: "转载", weight: 1 });
      }
    }
    await store.put("articles", articles);
    await store.put("keywords", keywords);
    await store.put(
      "tags",
      articles.map(({ id }) => tag(String(id), "relevant", "true")),
    );
    const copies = Array.from({ length: 12 }, (_, at) => `w8-${at}`);
    const { stories, members } = story("s", copies);
    expect((await store.query("SELECT word FROM keywords_trend WHERE week = '2026-W10'")).length).toBe(2);
    await store.put("stories", stories);
    await store.put("story_members", members);
    expect(await store.query("SELECT word FROM keywords_trend WHERE week = '2026-W10'")).toEqual([]);
  });

  it("source_health puts sources in trouble first and tells when they last were fine", async () => {
    await store.put("sources", [
      { id: "good", name_zh: "好站", kind: "site" },
      { id: "bad", name_zh: "坏站", kind: "site" },
      { id: "file", name_zh: "文件", kind: "import" },
    ]);
    const run = (source_id: string, started_at: string, state: string) => ({
      run_id: started_at,
      source_id,
      started_at,
      listed: 1,
      new: 0,
      fetched: 0,
      unchanged: 1,
      dropped: 0,
      blocked: 0,
      failed: 0,
      state,
    });
    await store.put("source_runs", [
      run("good", "2026-03-02T01:00:00Z", "fine"),
      run("bad", "2026-03-02T01:00:00Z", "fine"),
      run("bad", "2026-03-09T01:00:00Z", "blocked"),
    ]);
    expect(await store.query("SELECT source, state, state_zh, last_run, last_fine, runs FROM source_health")).toEqual([
      {
        source: "坏站",
        state: "blocked",
        state_zh: "被拒绝",
        last_run: "2026-03-09 09:00",
        last_fine: "2026-03-02 09:00",
        runs: 2,
      },
      {
        source: "文件",
        state: "never_run",
        state_zh: "未采集",
        last_run: null,
        last_fine: null,
        runs: 0,
      },
      {
        source: "好站",
        state: "fine",
        state_zh: "正常",
        last_run: "2026-03-02 09:00",
        last_fine: "2026-03-02 09:00",
        runs: 1,
      },
    ]);
    expect(await store.query("SELECT week, trouble_zh FROM source_weeks WHERE runs_in_trouble > 0")).toEqual([
      { week: "2026-W11", trouble_zh: "被拒绝" },
    ]);
  });

  it("launch_lags measure from promise to availability to filing, not from a filing to itself", async () => {
    await putLaunches(store, [
      launch("甲言", "2026-03-10"),
      launch("乙语", "2026-03-01", { basis: "registry", vendor_id: "yizhi" }),
    ]);
    await store.put("articles", [article("promise", "2026-03-01")]);
    await store.put("launch_articles", [{ launch_id: "甲言", article_id: "promise", event: "plan" }]);
    await store.put("filings", [
      { vendor_id: "jiayun", model: "甲言大模型", entity: "甲云公司", date: "2026-04-09", attribution: "名录" },
      { vendor_id: "yizhi", model: "乙语", entity: "乙智公司", date: "2026-03-01", attribution: "名录" },
    ]);
    expect(
      await store.query("SELECT model, days_announced_to_available, days_available_to_filed FROM launch_lags"),
    ).toEqual([{ model: "甲言", days_announced_to_available: 9, days_available_to_filed: 30 }]);
  });

  it("story_spread tells the hours after the first report of a relevant story", async () => {
    await store.put("articles", [
      article("a", "2026-03-02"),
      article("b", "2026-03-02", { published: "2026-03-02T15:00:00+08:00", publisher: "转载站" }),
      article("c", "2026-03-03", { published: null }),
    ]);
    const { stories, members } = story("s", ["a", "b", "c"]);
    await store.put("stories", stories);
    await store.put("story_members", members);
    expect(await store.query("SELECT * FROM story_spread")).toEqual([]);
    await store.put("tags", [tag("a", "relevant", "true")]);
    expect(await store.query("SELECT article_id, relation, hours_after_first, place FROM story_spread")).toEqual([
      { article_id: "a", relation: "lead", hours_after_first: 0, place: 1 },
      { article_id: "b", relation: "reprint", hours_after_first: 6, place: 2 },
      { article_id: "c", relation: "reprint", hours_after_first: null, place: 3 },
    ]);
  });

  it("launch_reports quotes no weights, only the places that labels rest on", async () => {
    await putLaunches(store, [launch("l", "2026-03-02")]);
    const span = { field: "title", start: 0, end: 2, rule: "cue" };
    const weighed = { rule: "subject", features: [{ name: "context", weight: 1.8 }] };
    await store.put("tags", [
      tag("on-l", "tier", "general", { evidence: [weighed, span] }),
      tag("on-l", "event", "launch", { evidence: [{ ...span, features: [{ name: "标题", weight: 1 }] }] }),
      tag("on-l", "relevant", "true"),
    ]);
    const [row] = await store.query<{ labels: string }>("SELECT labels FROM launch_reports");
    expect(JSON.parse(row?.labels ?? "")).toEqual([
      { field: "event", value: "launch", confidence: 0.9, evidence: [span] },
      { field: "tier", value: "general", confidence: 0.9, evidence: [span] },
    ]);
  });
});
