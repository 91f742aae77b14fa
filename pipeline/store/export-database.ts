import { copyFileSync, rmSync, statSync } from "node:fs";
import { loadMigrations, migrate, openDatabase, requirePublished, rows } from "./database.ts";
import { quoteText } from "./quote.ts";
import { installViews, type ViewFile } from "./views.ts";
import { withoutFeatures } from "./words.ts";

export interface DatabaseExport {
  /** The published file. */
  source: string;
  target: string;
  /** Leave the publishers' words out, and everything from which they could be put together again. */
  withoutText: boolean;
  migrationsDir: string;
  views: ViewFile[];
}

/** Tables that tell which words stand in which article: the search index, and what clustering keeps of texts. */
const INDEXES = new Set(["documents", "terms", "postings", "sketches"]);
const EMPTIED: Record<string, string> = {
  "articles.title": "''",
  "articles.text": "''",
  "articles.removed": "'[]'",
  "numbers.written": "''",
  "numbers.of_what": "NULL",
  "drops.detail": "NULL",
  "pages.content": "'[]'",
};

/**
 * Writes a database that can be passed on: a copy of the published one, or one without the publishers' words. That is a
 * new file, since what is overwritten in place could still be read from the old blocks; `search` finds nothing in it.
 * @throws StopError exit 4 where there is no database yet
 */
export async function exportDatabase(options: DatabaseExport): Promise<{ path: string; bytes: number }> {
  const { source, target, withoutText } = options;
  requirePublished(source);
  rmSync(target, { force: true });
  if (withoutText) await copyWithoutWords(options);
  else copyFileSync(source, target);
  return { path: target, bytes: statSync(target).size };
}

async function copyWithoutWords({ source, target, migrationsDir, views }: DatabaseExport): Promise<void> {
  const database = await openDatabase(target, "write");
  try {
    const { connection } = database;
    await migrate(connection, await loadMigrations(migrationsDir));
    await connection.run(`ATTACH ${quoteText(source)} AS source (READ_ONLY)`);
    const columns = await rows<{ table_name: string; column_name: string }>(
      connection,
      `SELECT table_name, column_name FROM duckdb_columns()
       WHERE database_name = 'source' AND schema_name = 'store' ORDER BY table_name, column_index`,
    );
    for (const table of new Set(columns.map(({ table_name }) => table_name))) {
      if (INDEXES.has(table)) continue;
      const own = columns.filter(({ table_name }) => table_name === table).map(({ column_name }) => column_name);
      const cells = own.map((name) => EMPTIED[`${table}.${name}`] ?? withoutFeatures(`${table}.${name}`));
      const names = own.map((name) => `"${name}"`).join(", ");
      await connection.run(
        `INSERT INTO store."${table}" (${names}) SELECT ${cells.join(", ")} FROM source.store."${table}"`,
      );
    }
    await connection.run("DETACH source");
    await installViews(connection, views, { prepare: true, beside: [await database.connect()] });
    await connection.run("CHECKPOINT");
  } finally {
    database.close();
  }
}
