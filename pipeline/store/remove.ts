import type { DuckDBConnection } from "@duckdb/node-api";
import { AMONG } from "./database.ts";

/** What the tagger fills. */
export const LABEL_TABLES = ["tags", "mentions", "numbers", "keywords"];

/**
 * Takes articles out, with their labels, with their sketch, so that what comes in their place is compared anew, and with
 * their entry in the search index, which then forgets their terms.
 */
export async function removeArticles(connection: DuckDBConnection, ids: string[]): Promise<void> {
  if (!ids.length) return;
  const list = JSON.stringify(ids);
  await connection.run(`DELETE FROM store.articles WHERE id ${AMONG}`, [list]);
  await connection.run(`DELETE FROM store.sketches WHERE article_id ${AMONG}`, [list]);
  await connection.run(`DELETE FROM store.documents WHERE article_id ${AMONG}`, [list]);
  await removeLabels(connection, ids);
}

/** Takes out what the tagger said of articles. */
export async function removeLabels(connection: DuckDBConnection, ids: string[]): Promise<void> {
  for (const table of LABEL_TABLES) {
    await connection.run(`DELETE FROM store.${table} WHERE article_id ${AMONG}`, [JSON.stringify(ids)]);
  }
}
