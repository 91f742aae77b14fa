import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { EXIT, messageOf, StopError } from "../errors.ts";

export interface Database {
  connection: DuckDBConnection;
  /** Another connection to the same file, for what goes on side by side. */
  connect: () => Promise<DuckDBConnection>;
  close: () => void;
}

/**
 * Opens a DuckDB file. DuckDB itself allows one writing process or many reading ones.
 * @throws StopError exit 5 where the file cannot be opened.
 */
export async function openDatabase(path: string, access: "read" | "write"): Promise<Database> {
  const config: Record<string, string> = { memory_limit: "1GB", threads: "2" };
  if (access === "read") config.access_mode = "READ_ONLY";
  // A file that is being built is thrown away where the build dies: it need not be brought up to date after every
  // statement. What is larger than this goes to its place at once instead of to the log and from there to its place.
  else config.checkpoint_threshold = "64MB";
  try {
    const instance = await DuckDBInstance.create(path, config);
    const connections: DuckDBConnection[] = [];
    const connect = async () => {
      const connection = await instance.connect();
      connections.push(connection);
      await connection.run("SET TimeZone = 'Asia/Shanghai'");
      return connection;
    };
    return {
      connection: await connect(),
      connect,
      close: () => {
        for (const connection of connections) connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    throw new StopError(
      {
        en: `cannot open the database ${path}: ${messageOf(error)} "modeltide build --fresh" makes it anew from the archive.`,
        zh: `打不开数据库 ${path}:${messageOf(error)} 可用 modeltide build --fresh 从档案重新生成。`,
      },
      { exitCode: EXIT.storeUnwritable, cause: error },
    );
  }
}

/** Opens the published file for reading. */
export async function openPublished(path: string): Promise<Database> {
  requirePublished(path);
  return openDatabase(path, "read");
}

/** @throws StopError exit 4 where there is no published file yet. */
export function requirePublished(path: string): void {
  if (!existsSync(path)) {
    throw new StopError(
      {
        en: `there is no database at ${path}: run "modeltide weekly --sample", "modeltide weekly" or "modeltide build" first.`,
        zh: `${path} 还没有数据库:请先运行 modeltide weekly --sample、modeltide weekly 或 modeltide build。`,
      },
      { exitCode: EXIT.nothingFetched },
    );
  }
}

export interface Migration {
  /** File name, `NNN_name.sql`. */
  name: string;
  sql: string;
  digest: string;
}

/** All migrations of a folder in order. */
export async function loadMigrations(dir: string): Promise<Migration[]> {
  const files = (await readdir(dir)).filter((file) => /^\d{3}_\w+\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(join(dir, file), "utf8");
      return { name: basename(file), sql, digest: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Applies what is not applied yet, each migration in a transaction of its own.
 * @throws StopError where an applied migration is missing from the folder, was changed, or is newer than this program.
 */
export async function migrate(connection: DuckDBConnection, migrations: Migration[]): Promise<void> {
  await connection.run(
    "CREATE TABLE IF NOT EXISTS main.migrations (name TEXT PRIMARY KEY, digest TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL)",
  );
  const applied = await rows<{ name: string; digest: string }>(
    connection,
    "SELECT name, digest FROM main.migrations ORDER BY name",
  );
  for (const { name, digest } of applied) {
    const known = migrations.find((migration) => migration.name === name);
    if (known?.digest !== digest) {
      throw new StopError(
        {
          en: `the database has the migration ${name}, which this version ${known ? "has in another form" : "does not know"}: use the version of modeltide that made it, or rebuild with "modeltide build --fresh".`,
          zh: `数据库带有迁移 ${name},${known ? "但内容与本版本不同" : "而本版本没有它"}:请用生成它的版本,或用 modeltide build --fresh 重建。`,
        },
        { exitCode: EXIT.storeUnwritable },
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  for (const migration of migrations.filter(({ name }) => !done.has(name))) {
    await connection.run("BEGIN");
    try {
      await connection.run(migration.sql);
      await connection.run("INSERT INTO main.migrations VALUES ($1, $2, now())", [migration.name, migration.digest]);
      await connection.run("COMMIT");
    } catch (error) {
      await connection.run("ROLLBACK");
      throw error;
    }
  }
}

/** A condition on a column: among the strings of `$1`, which holds them as a JSON list. */
export const AMONG = `IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`;

/** Runs a query with bound values and gives its rows as plain objects (bigints as numbers, dates as ISO strings). */
export async function rows<T>(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, string | number | boolean | null> | (string | number | boolean | null)[] = [],
): Promise<T[]> {
  const reader = await connection.runAndReadAll(sql, values);
  return reader.getRowObjectsJson() as T[];
}

/**
 * The same for thousands of rows: they come as one JSON text, which is read in half the time that their cells take one by
 * one. Values are as JSON writes them: whole numbers of any width are numbers.
 * @param order columns of the query that the rows are in order of
 */
export async function manyRows<T>(
  connection: DuckDBConnection,
  sql: string,
  order: string,
  values: (string | number)[] = [],
): Promise<T[]> {
  const [all] = await rows<{ found: string | null }>(
    connection,
    `SELECT to_json(list(found ORDER BY ${order})) AS found FROM (${sql}) found`,
    values,
  );
  return JSON.parse(all?.found ?? "[]") as T[];
}

/** @param table with its schema; from our own code, never from outside */
export async function isEmpty(connection: DuckDBConnection, table: string): Promise<boolean> {
  return (await rows(connection, `SELECT 1 FROM ${table} LIMIT 1`)).length === 0;
}
