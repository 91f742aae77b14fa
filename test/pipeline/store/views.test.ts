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

  it("are worked out anew by the next build, and nothing is left of those that are gone", async () => {
    const { connection } = database;
    const old = "CREATE VIEW main.old AS SELECT 1 AS one;\nCOMMENT ON VIEW main.old IS 'Old';";
    const views = await loadViews(VIEWS);
    await installViews(connection, [...views, { name: "old", sql: old, prepared: true }], { prepare: true });
    await appendRows(connection, "articles", [article("c", "2026-03-16")]);
    expect(await rows(connection, "SELECT items FROM main.snapshot")).toEqual([{ items: 2 }]);
    await installViews(connection, views, { prepare: true });
    expect(await rows(connection, "SELECT items FROM main.snapshot")).toEqual([{ items: 3 }]);
    expect(await rows(connection, "SELECT 1 FROM duckdb_columns() WHERE table_name = 'old'")).toEqual([]);
  });
});
