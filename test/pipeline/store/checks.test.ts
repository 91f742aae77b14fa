import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shipped } from "../../../cli/paths.ts";
import { runChecks } from "../../../pipeline/store/checks.ts";
import { type Database, loadMigrations, migrate, openDatabase } from "../../../pipeline/store/database.ts";
import { appendRows, type Row, type TableName } from "../../../pipeline/store/tables.ts";
import { article, launch } from "../../analysis/fixture.ts";

/** Rows whose other end is missing, each alone in an otherwise sound database. */
const ORPHANS: [TableName, Row][] = [
  ["keywords", { article_id: "gone", word: "词", weight: 1 }],
  [
    "mentions",
    {
      article_id: "gone",
      kind: "vendor",
      ref_id: "x",
      name: "x",
      role: "subject",
      field: "title",
      start_at: 0,
      end_at: 1,
    },
  ],
  [
    "numbers",
    { article_id: "gone", what: "users", value: 1, unit: "人", written: "1", field: "text", start_at: 0, end_at: 1 },
  ],
  ["story_links", { a: "a", b: "gone", relation: "same_event", score: 1 }],
  ["story_members", { story_id: "gone", article_id: "a", relation: "lead", score: 1 }],
  ["launch_values", { launch_id: "gone", field: "date", value: "x", basis: "registry", shown: true }],
  ["launch_values", { launch_id: "m", field: "date", value: "x", basis: "news", article_id: "gone", shown: true }],
  ["articles", article("b", "2026-03-02", { source_id: "gone" })],
];

describe("the check that what rows refer to is there", () => {
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase(":memory:", "write");
    await migrate(database.connection, await loadMigrations(shipped.migrations));
    await put("sources", { id: "news", name_zh: "新闻站", kind: "site" });
    await put("articles", article("a", "2026-03-02"));
    await put("launches", launch("m", "2026-03-02"));
  });
  afterEach(() => database.close());
  const put = (table: TableName, row: Row) => appendRows(database.connection, table, [row]);
  const offending = async () => {
    const checks = await runChecks(database.connection, shipped.checks);
    return checks.find(({ name }) => name === "rows_have_parents");
  };

  it("passes a sound database, and keeps a build that fails it from being published", async () => {
    expect(await offending()).toMatchObject({
      name: "rows_have_parents",
      severity: "error",
      offending: 0,
      examples: [],
    });
  });

  for (const [table, row] of ORPHANS) {
    it(`finds an orphan in ${table}: ${Object.values(row).slice(0, 2).join(", ")}`, async () => {
      await put(table, row);
      expect((await offending())?.offending).toBe(1);
    });
  }

  it("say what they hold, in English and in Chinese", async () => {
    const rules = (await runChecks(database.connection, shipped.checks)).map(({ rule }) => rule);
    expect(rules.length).toBeGreaterThan(15);
    expect(rules.filter(({ en, zh }) => !/^[A-Z].*\.$/.test(en) || !/^\p{Script=Han}.*。$/u.test(zh))).toEqual([]);
  });
});
