import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadViews } from "../../../analysis/views.ts";
import { shipped } from "../../../cli/paths.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { type Database, loadMigrations, migrate, openDatabase, rows } from "../../../pipeline/store/database.ts";
import { dataDictionary } from "../../../pipeline/store/dictionary.ts";
import { installViews } from "../../../pipeline/store/views.ts";

const SHIPPED = join(packageRoot, "pipeline", "store", "migrations");

describe("migrations", () => {
  let dir = "";
  let database: Database;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "modeltide-"));
    database = await openDatabase(join(dir, "market.duckdb"), "write");
  });
  afterEach(() => {
    database.close();
    rmSync(dir, { recursive: true });
  });
  const tables = () =>
    rows<{ name: string }>(
      database.connection,
      "SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'store' ORDER BY 1",
    );

  it("make every table of the store, once", async () => {
    const migrations = await loadMigrations(SHIPPED);
    await migrate(database.connection, migrations);
    const first = await tables();
    await migrate(database.connection, migrations);
    expect(await tables()).toEqual(first);
    expect(first.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["articles", "captures", "launches", "runs", "sources", "stories", "tags"]),
    );
  });

  it("bring a file of every earlier version to the schema of a new one", async () => {
    const migrations = await loadMigrations(SHIPPED);
    await migrate(database.connection, migrations);
    const views = await loadViews(shipped.views);
    await installViews(database.connection, views, { prepare: true });
    const schema = await dataDictionary(database.connection);
    for (let version = 1; version < migrations.length; version++) {
      const old = await openDatabase(":memory:", "write");
      await migrate(old.connection, migrations.slice(0, version));
      await migrate(old.connection, migrations);
      await installViews(old.connection, views, { prepare: true });
      expect(await dataDictionary(old.connection), `from ${migrations[version - 1]?.name}`).toBe(schema);
      old.close();
    }
  });

  it("refuse a database whose applied migration has been changed", async () => {
    const migrations = await loadMigrations(SHIPPED);
    await migrate(database.connection, migrations);
    const changed = migrations.map((migration) => ({ ...migration, digest: "other" }));
    await expect(migrate(database.connection, changed)).rejects.toThrow(/in another form/);
  });

  it("refuse a database that is newer than the program", async () => {
    const migrations = await loadMigrations(SHIPPED);
    await migrate(database.connection, [
      ...migrations,
      { name: "999_future.sql", sql: "CREATE TABLE store.future (a INT)", digest: "x" },
    ]);
    await expect(migrate(database.connection, migrations)).rejects.toThrow(/999_future\.sql.*does not know/);
  });

  it("leave nothing of a migration that fails half-way", async () => {
    writeFileSync(
      join(dir, "001_bad.sql"),
      "CREATE SCHEMA store; CREATE TABLE store.half (a INT); SELECT no_such_column;",
    );
    await expect(migrate(database.connection, await loadMigrations(dir))).rejects.toThrow(/no_such_column/);
    expect(await tables()).toEqual([]);
  });
});
