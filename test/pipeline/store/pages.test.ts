import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataPaths } from "../../../cli/paths.ts";
import { buildData } from "../../../cli/pipeline.ts";
import { loadStages } from "../../../cli/queue/stages.ts";
import { forgetAddress, type NewRecord, openArchive } from "../../../crawlers/archive.ts";
import type { BuildSummary } from "../../../pipeline/build.ts";
import type { Stages } from "../../../pipeline/shards/stages.ts";
import { openDatabase, rows } from "../../../pipeline/store/database.ts";
import { publishedContent } from "../../cli/queue/content.ts";
import { quietContext } from "../../cli/queue/context.ts";
import { FIRST, PARAGRAPHS, pageRecord, pageUrl, TITLE, textOf } from "./paged.ts";

const NOW = new Date("2026-11-21T00:00:00.000Z");

describe("an article of several pages", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-pages-"));
  const context = quietContext();
  let stages: Stages;
  let made = 0;
  beforeAll(async () => {
    stages = await loadStages([], []);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const build = (name: string, fresh = false): Promise<BuildSummary> =>
    buildData(dataPaths(join(dir, name)), [], context, { fresh, stages });
  const archive = async (name: string, records: NewRecord[]) => {
    const open = await openArchive(dataPaths(join(dir, name)).archive, { now: () => NOW });
    await open.appendMany(records);
    await open.close();
  };
  /** Archives and builds, batch by batch; gives the folder and the last build's summary. */
  const grown = async (...batches: NewRecord[][]) => {
    const name = `data-${made++}`;
    let summary: BuildSummary | undefined;
    for (const records of batches) {
      await archive(name, records);
      summary = await build(name);
    }
    return { name, summary: summary as BuildSummary };
  };
  const content = (name: string) => publishedContent(dataPaths(join(dir, name)).database, { places: false });
  const query = async <T = Record<string, unknown>>(name: string, sql: string): Promise<T[]> => {
    const database = await openDatabase(dataPaths(join(dir, name)).database, "read");
    try {
      return await rows<T>(database.connection, sql);
    } finally {
      database.close();
    }
  };
  const articles = (name: string) =>
    query<{ url: string; title: string; text: string }>(
      name,
      "SELECT url, title, text FROM store.articles ORDER BY url",
    );
  const whole = (...numbers: number[]) => [{ url: FIRST, title: TITLE, text: textOf(...numbers) }];
  const warnings = ({ checks }: BuildSummary) => checks.find(({ name }) => name === "pages_complete")?.offending;
  const equalsFresh = async (name: string) => {
    const before = await content(name);
    await build(name, true);
    expect(await content(name)).toEqual(before);
  };

  it("is one article with the text of all, whatever page comes first and in whichever build", async () => {
    const at = (...numbers: number[]) => numbers.map((number) => pageRecord(number));
    const once = await grown(at(1, 2, 3));
    expect(await articles(once.name)).toEqual(whole(1, 2, 3));
    expect(once.summary).toMatchObject({ records: 3, extracted: 1, joined: 2, dropped: {} });
    for (const batches of [[at(3, 2, 1)], [at(3), at(2), at(1)], [at(1), at(3, 2)]]) {
      const { name } = await grown(...batches);
      expect(await content(name)).toEqual(await content(once.name));
    }
    await equalsFresh(once.name);
  });

  it("has labels that lie in the joined text, and leads to every record that it came from", async () => {
    const { name } = await grown([pageRecord(1)], [pageRecord(2), pageRecord(3)]);
    const spans = await query<{ text: string; written: string; start: number; end: number }>(
      name,
      `SELECT a.text, m.name AS written, m.start_at AS start, m.end_at AS end FROM store.mentions m
       JOIN store.articles a ON a.id = m.article_id WHERE m.field = 'text' AND m.kind = 'vendor'`,
    );
    const last = textOf(1, 2).length;
    expect(spans.some(({ start }) => start > last)).toBe(true);
    for (const { text, written, start, end } of spans) expect([...text].slice(start, end).join("")).toBe(written);
    const lineage = await query(
      name,
      `SELECT p.number, c.url FROM store.pages p JOIN store.captures c ON c.id = p.capture_id
       JOIN store.articles a ON a.id = p.article_id WHERE a.url = '${FIRST}' ORDER BY 1`,
    );
    expect(lineage).toEqual([1, 2, 3].map((number) => ({ number, url: pageUrl(number) })));
  });

  it("keeps what is there where a page is missing, says so, and closes the gap when it comes", async () => {
    const gap = await grown([pageRecord(1), pageRecord(3)]);
    expect(await articles(gap.name)).toEqual(whole(1, 3));
    expect(warnings(gap.summary)).toBe(1);
    await archive(gap.name, [pageRecord(2)]);
    expect(warnings(await build(gap.name))).toBe(0);
    expect(await articles(gap.name)).toEqual(whole(1, 2, 3));
    const headless = await grown([pageRecord(3), pageRecord(2)]);
    expect(await articles(headless.name)).toEqual(whole(2, 3));
    expect(warnings(headless.summary)).toBe(1);
  });

  it("knows pages that say nothing of themselves by the page that leads to them", async () => {
    const silent = pageRecord(2, { pager: [] });
    const leading = pageRecord(1, { pager: [2] });
    const once = await grown([leading, silent]);
    expect(await articles(once.name)).toEqual(whole(1, 2));
    for (const batches of [[[silent], [leading]], [[leading], [silent]], [[silent, leading]]]) {
      const { name } = await grown(...batches);
      expect(await content(name)).toEqual(await content(once.name));
    }
  });

  it("shows the newest fetch of each page, and drops none of the earlier ones' records", async () => {
    const changed = [...(PARAGRAPHS[1] ?? []), "更正：试运行时间应为四个月，此前误写为三个月。"];
    const { name } = await grown(
      [pageRecord(1), pageRecord(2), pageRecord(3)],
      [pageRecord(2, { paragraphs: changed, second: 60 })],
    );
    const [article] = await articles(name);
    expect(article?.text).toBe([...(PARAGRAPHS[0] ?? []), ...changed, ...(PARAGRAPHS[2] ?? [])].join("\n"));
    expect(await query(name, "SELECT number, shown FROM store.pages ORDER BY fetched_at")).toEqual([
      { number: 1, shown: true },
      { number: 2, shown: false },
      { number: 3, shown: true },
      { number: 2, shown: true },
    ]);
    await equalsFresh(name);
  });

  it("loses a page that was taken out of the archive", async () => {
    const { name } = await grown([pageRecord(1), pageRecord(2), pageRecord(3)]);
    forgetAddress(dataPaths(join(dir, name)).archive, pageUrl(2), NOW);
    expect(await build(name)).toMatchObject({ removed: 1 });
    expect(await articles(name)).toEqual(whole(1, 3));
    await equalsFresh(name);
    forgetAddress(dataPaths(join(dir, name)).archive, `${FIRST.replace(".html", "")}*`, NOW);
    await archive(name, [{ ...pageRecord(1, { pager: [] }), url: "https://shuiwu.example/news/82.html" }]);
    await build(name);
    expect(await query(name, "SELECT url FROM store.articles")).toEqual([
      { url: "https://shuiwu.example/news/82.html" },
    ]);
    expect(await query(name, "SELECT * FROM store.pages")).toEqual([]);
  });

  it("leaves single pages and neighbouring articles as they are", async () => {
    const other = { ...pageRecord(1, { pager: [] }), url: "https://shuiwu.example/news/82.html" };
    const { name, summary } = await grown([pageRecord(1, { pager: [] }), other]);
    expect((await articles(name)).map(({ url }) => url)).toEqual([FIRST, other.url]);
    expect(summary.joined).toBe(0);
  });
});
