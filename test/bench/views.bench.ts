import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { loadViews } from "../../analysis/views.ts";
import { dataPaths, shipped } from "../../cli/paths.ts";
import { type Database, openDatabase, rows } from "../../pipeline/store/database.ts";
import { installViews } from "../../pipeline/store/views.ts";
import { type Bench, type BenchInput, type Figure, wallSeconds } from "./bench.ts";
import { archiveItems, buildOnce } from "./built.ts";

const LARGE = 2_000_000;
/** Copies lie so far apart in time. */
const APART_DAYS = 28;
const QUERIES = ["端侧 大模型 手机", "端侧大模型手机", "DeepSeek 开源 推理"];

/**
 * Milliseconds that each view takes to give all its rows, of the given corpus (or of a built `.duckdb` file) and of two
 * million items made of it; the search; and the file beside Parquet files of the same tables.
 */
export const bench: Bench = async function* (input) {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-bench-"));
  const path = join(dir, "market.duckdb");
  try {
    copyFileSync(await builtFile(input, dir), path);
    yield* sizes(path, dir);
    yield* figures("corpus", path, QUERIES);
    yield* multiply(path);
    yield* figures("2 million", path, []);
  } finally {
    rmSync(dir, { recursive: true });
  }
};

/** A database that is built already, or the one that a build makes of the corpus. */
async function builtFile({ corpus }: BenchInput, dir: string): Promise<string> {
  const [first] = corpus;
  if (first?.endsWith(".duckdb")) return first;
  const paths = dataPaths(join(dir, "built"));
  await archiveItems(paths, { corpus });
  await buildOnce(paths);
  return paths.database;
}

async function* figures(of: string, path: string, queries: string[]): AsyncGenerator<Figure> {
  const database = await openDatabase(path, "read");
  try {
    const { connection } = database;
    const views = (await loadViews(shipped.views)).filter(({ sql }) => sql.includes("CREATE OR REPLACE VIEW"));
    for (const { name } of views.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      yield { what: `${of}: ${name}`, value: await best(connection, `SELECT * FROM main.${name}`), unit: "ms" };
    }
    for (const query of queries) {
      yield { what: `${of}: search('${query}')`, value: await best(connection, `FROM search('${query}')`), unit: "ms" };
    }
  } finally {
    database.close();
  }
}

/** The quickest of three, all rows computed. */
async function best(connection: DuckDBConnection, sql: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    least = Math.min(least, 1000 * (await wallSeconds(() => connection.run(sql))));
  }
  return least;
}

async function* sizes(path: string, dir: string): AsyncGenerator<Figure> {
  const { connection, close } = await openDatabase(path, "read");
  const file = statSync(path).size;
  const out = join(dir, "table.parquet");
  let parquet = 0;
  for (const { name } of await rows<{ name: string }>(
    connection,
    "SELECT schema_name || '.' || table_name AS name FROM duckdb_tables() WHERE schema_name IN ('store', 'prepared')",
  )) {
    await connection.run(`COPY ${name} TO '${out}' (FORMAT parquet)`);
    parquet += statSync(out).size;
  }
  rmSync(out);
  close();
  yield { what: "file", value: file / 1e6, unit: "MB" };
  yield { what: "file as a multiple of the Parquet of its tables", value: file / parquet, unit: "×" };
}

/** Copies every item, label, story and launch under new ids on other days until there are two million items. */
async function* multiply(path: string): AsyncGenerator<Figure> {
  const database: Database = await openDatabase(path, "write");
  const { connection } = database;
  const [stored] = await rows<{ n: number }>(connection, "SELECT count(*)::INTEGER AS n FROM store.articles");
  const times = Math.ceil(LARGE / (stored?.n ?? 1));
  const copy = (table: string, changed: string) =>
    connection.run(
      `INSERT INTO store.${table} SELECT t.* REPLACE (${changed}) FROM store.${table} t, range(1, ${times}) c(i)`,
    );
  const ids = (...columns: string[]) => columns.map((name) => `t.${name} || '-' || c.i AS ${name}`).join(", ");
  const earlier = (column: string) => `(t.${column} - c.i::INTEGER * ${APART_DAYS}) AS ${column}`;
  for (const table of ["documents", "terms", "postings"]) await connection.run(`DELETE FROM store.${table}`);
  await copy(
    "articles",
    `${ids("id")}, ${earlier("published_day")}, t.published - to_days(c.i::INTEGER * ${APART_DAYS}) AS published`,
  );
  for (const table of ["tags", "mentions", "numbers", "keywords"]) await copy(table, ids("article_id"));
  await copy("stories", `${ids("id", "lead_id")}, ${earlier("first_day")}`);
  await copy("story_members", ids("story_id", "article_id"));
  await copy("launches", `${ids("id")}, ${earlier("date")}`);
  await copy("launch_values", ids("launch_id", "article_id"));
  await copy("launch_articles", ids("launch_id", "article_id"));
  const seconds = await wallSeconds(async () =>
    installViews(connection, await loadViews(shipped.views), { prepare: true }),
  );
  await connection.run("CHECKPOINT");
  const [now] = await rows<{ n: number }>(connection, "SELECT count(*)::INTEGER AS n FROM store.articles");
  database.close();
  yield { what: "2 million: items", value: now?.n ?? 0, unit: "" };
  yield { what: "2 million: preparing the views, in a build", value: seconds, unit: "s" };
  yield { what: "2 million: file, without the search index", value: statSync(path).size / 1e6, unit: "MB" };
}
