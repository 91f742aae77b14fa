import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadViews } from "../../../analysis/views.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { type Database, loadMigrations, migrate, openDatabase, rows } from "../../../pipeline/store/database.ts";
import { dataDictionary } from "../../../pipeline/store/dictionary.ts";
import { appendRows } from "../../../pipeline/store/tables.ts";
import { installViews } from "../../../pipeline/store/views.ts";
import { article, launch, tag } from "../../analysis/fixture.ts";

const VIEWS = join(packageRoot, "analysis", "views");
const described = (name: string, query: string) =>
  `CREATE OR REPLACE VIEW main.${name} AS ${query};\nCOMMENT ON VIEW main.${name} IS 'Of a test';`;

describe("views that a build prepares", () => {
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase(":memory:", "write");
    const { connection } = database;
    await migrate(connection, await loadMigrations(join(packageRoot, "pipeline", "store", "migrations")));
    await appendRows(connection, "articles", [article("a", "2026-03-02"), article("b", "2026-03-09")]);
    await appendRows(connection, "tags", [
      tag("a", "relevant", "true"),
      tag("a", "event", "launch"),
      tag("a", "tier", "general"),
      tag("a", "vendor", "jiayun", { name: "甲云" }),
      tag("b", "relevant", "false"),
    ]);
    await appendRows(connection, "launches", [launch("m1", "2026-03-02")]);
    await appendRows(connection, "launch_articles", [{ launch_id: "m1", article_id: "a", event: "launch" }]);
  });
  afterEach(() => database.close());

  const content = async () => {
    const found: Record<string, unknown> = {};
    for (const { name, sql } of await loadViews(VIEWS)) {
      if (/CREATE OR REPLACE VIEW/.test(sql))
        found[name] = await rows(database.connection, `SELECT * FROM main.${name}`);
    }
    return found;
  };

  it("give the rows, columns and comments that they give when worked out anew", async () => {
    await installViews(database.connection, await loadViews(VIEWS), { prepare: false });
    const live = [await content(), await dataDictionary(database.connection)];
    await installViews(database.connection, await loadViews(VIEWS), { prepare: true });
    expect([await content(), await dataDictionary(database.connection)]).toEqual(live);
    expect((live[0] as Record<string, unknown[]>).launches).toHaveLength(1);
  });

  it("are the same where several are worked out side by side", async () => {
    const views = await loadViews(VIEWS);
    await installViews(database.connection, views, { prepare: true });
    const alone = [await content(), await dataDictionary(database.connection)];
    const beside = [await database.connect(), await database.connect()];
    await installViews(database.connection, views, { prepare: true, beside });
    expect([await content(), await dataDictionary(database.connection)]).toEqual(alone);
  });

  it("come after those they read also where these take longer than all others", async () => {
    const { connection } = database;
    const slow = "SELECT count(*) AS n FROM range(3000000) t(i) WHERE i % 7 = sqrt(i)::BIGINT % 7";
    const views = ["slow", "b", "c"].map((name, at) => ({
      name,
      sql: described(name, at === 0 ? slow : `FROM main.${["slow", "b"][at - 1]}`),
      prepared: true,
    }));
    await installViews(connection, views, { prepare: true, beside: [await database.connect()] });
    const tables =
      "SELECT table_name AS name, estimated_size AS n FROM duckdb_tables() WHERE schema_name = 'prepared' ORDER BY 1";
    expect(await rows(connection, tables)).toEqual(["b", "c", "slow"].map((name) => ({ name, n: "1" })));
  });

  it("fail as a whole where one cannot be made, and can be made anew afterwards", async () => {
    const { connection } = database;
    const good = { name: "good", sql: described("good", "SELECT 1 AS one"), prepared: true };
    const bad = { name: "bad", sql: described("bad", "SELECT nothing FROM store.articles"), prepared: true };
    const beside = [await database.connect()];
    await expect(installViews(connection, [bad, good], { prepare: true, beside })).rejects.toThrow("nothing");
    await installViews(connection, [good], { prepare: true, beside });
    expect(await rows(connection, "FROM main.good")).toEqual([{ one: 1 }]);
  });

  it("are worked out anew by the next build, and nothing is left of those that are gone", async () => {
    const { connection } = database;
    const old = described("old", "SELECT 1 AS one");
    const views = await loadViews(VIEWS);
    await installViews(connection, [...views, { name: "old", sql: old, prepared: true }], { prepare: true });
    await appendRows(connection, "articles", [article("c", "2026-03-16")]);
    expect(await rows(connection, "SELECT items FROM main.snapshot")).toEqual([{ items: 2 }]);
    await installViews(connection, views, { prepare: true });
    expect(await rows(connection, "SELECT items FROM main.snapshot")).toEqual([{ items: 3 }]);
    expect(await rows(connection, "SELECT 1 FROM duckdb_columns() WHERE table_name = 'old'")).toEqual([]);
  });
});
