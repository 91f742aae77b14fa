import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadViews } from "../../../analysis/views.ts";
import { shipped } from "../../../cli/paths.ts";
import { type Lexicon, loadLexicon } from "../../../pipeline/lexicon.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { runChecks } from "../../../pipeline/store/checks.ts";
import { type Database, loadMigrations, migrate, openDatabase, rows } from "../../../pipeline/store/database.ts";
import { removeArticles } from "../../../pipeline/store/remove.ts";
import { updateSearch } from "../../../pipeline/store/search.ts";
import { appendRows } from "../../../pipeline/store/tables.ts";
import { installViews } from "../../../pipeline/store/views.ts";
import { article } from "../../analysis/fixture.ts";

const TEXTS = {
  phone: ["手机厂商抢跑端侧大模型", "多家手机厂商把端侧大模型装进新机,离线也能用。"],
  edge: ["端侧智能的账怎么算", "端侧部署省下云端费用。"],
  cloud: ["云厂商下调大模型价格", "大模型接口全线降价。"],
  claude: ["Claude Sonnet 4 上线", "新版本写代码更稳。"],
  other: ["一家餐厅开业", "菜单上有二十道菜。"],
};

describe("full-text search", () => {
  let lexicon: Lexicon;
  let database: Database;
  beforeAll(async () => {
    lexicon = await loadLexicon(shipped.lexicon);
  });
  beforeEach(async () => {
    database = await openDatabase(":memory:", "write");
    await migrate(database.connection, await loadMigrations(shipped.migrations));
    await installViews(database.connection, await loadViews(join(packageRoot, "analysis", "views")), {
      prepare: false,
    });
    await put(TEXTS);
  });
  afterEach(() => database.close());

  async function put(texts: Record<string, string[]>): Promise<void> {
    const list = Object.entries(texts).map(([id, [title, text]]) => article(id, "2026-03-02", { title, text }));
    await appendRows(database.connection, "articles", list);
    await updateSearch(database.connection, lexicon);
  }
  const found = async (query: string, more = "") => {
    const answer = await rows<{ article_id: string }>(
      database.connection,
      `SELECT article_id FROM search('${query}'${more})`,
    );
    return answer.map(({ article_id }) => article_id);
  };
  const indexChecks = async () =>
    (await runChecks(database.connection, shipped.checks)).filter(({ name }) => name.startsWith("postings_"));

  it("ranks what speaks of every word before what speaks of some, and gives readable columns", async () => {
    expect(await found("端侧 大模型 手机")).toEqual(["phone", expect.any(String), expect.any(String)]);
    const [first] = await rows(database.connection, "FROM search('端侧 大模型 手机')");
    expect(first).toEqual({
      rank: 1,
      score: expect.any(Number),
      article_id: "phone",
      title: "手机厂商抢跑端侧大模型",
      day: "2026-03-02",
      source: "新闻站",
      url: "https://news.example/phone",
    });
  });

  it("takes a Chinese query that nobody divided", async () => {
    expect((await found("端侧大模型手机"))[0]).toBe("phone");
    expect(await found("餐厅开业")).toEqual(["other"]);
  });

  it("finds a name however it is written, and by its parts", async () => {
    for (const query of ["Claude Sonnet 4", "claude-sonnet-4", "ＣＬＡＵＤＥ", "claudesonnet4"]) {
      expect(await found(query), query).toEqual(["claude"]);
    }
    expect(await found("aud")).toEqual([]);
  });

  it("finds what is written in traditional characters by both scripts", async () => {
    await appendRows(database.connection, "articles", [
      article("trad", "2026-03-02", { title: "鴻海發布語言模型", lang: "zh-Hant" }),
    ]);
    await updateSearch(database.connection, lexicon);
    for (const query of ["鸿海", "鴻海"]) expect(await found(query), query).toEqual(["trad"]);
  });

  it("gives a hundred unless told otherwise", async () => {
    expect(await found("大模型", ", most := 1")).toHaveLength(1);
  });

  it("finds nothing for an empty query, signs alone, or what nobody wrote", async () => {
    for (const query of ["", "  ", "%_*()", "zzz", "鼋"]) expect(await found(query), query).toEqual([]);
  });

  it("knows new articles, and nothing of those that are gone, after the next build", async () => {
    await put({ later: ["手机里的小模型", ""] });
    expect(await found("手机")).toEqual(expect.arrayContaining(["later", "phone"]));
    await removeArticles(database.connection, ["claude", "phone"]);
    await updateSearch(database.connection, lexicon);
    expect(await found("手机")).toEqual(["later"]);
    expect(await rows(database.connection, "SELECT term FROM store.terms WHERE term LIKE 'claude%'")).toEqual([]);
    expect((await indexChecks()).map(({ offending }) => offending)).toEqual([0, 0]);
  });

  it("keeps the postings in order of their terms when much was added", async () => {
    await put(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`n${at}`, [`第${at}号手机模型发布`, ""]])));
    const [unordered] = await rows<{ n: number }>(
      database.connection,
      "SELECT count(*)::INTEGER AS n FROM (SELECT term < lag(term) OVER (ORDER BY rowid) AS back FROM store.postings) WHERE back",
    );
    expect(unordered).toEqual({ n: 0 });
  });

  it("is made anew where the lexicon has changed", async () => {
    await updateSearch(database.connection, { ...lexicon, digest: "other" });
    expect(await found("餐厅")).toEqual(["other"]);
    expect((await indexChecks()).map(({ offending }) => offending)).toEqual([0, 0]);
  });

  it("a posting that is lost is found by the checks", async () => {
    await database.connection.run(
      "DELETE FROM store.postings WHERE doc = 1 AND term = (SELECT min(term) FROM store.postings WHERE doc = 1)",
    );
    expect((await indexChecks()).find(({ name }) => name === "postings_fit_documents")?.offending).toBe(1);
  });
});
