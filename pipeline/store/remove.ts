import type { DuckDBConnection } from "@duckdb/node-api";

/** What the tagger fills. */
export const LABEL_TABLES = ["tags", "mentions", "numbers", "keywords"];

/** Takes articles out, with their labels. */
export async function removeArticles(connection: DuckDBConnection, ids: string[]): Promise<void> {
  if (!ids.length) return;
  await connection.run("DELETE FROM store.articles WHERE id IN (SELECT unnest(from_json($1, '[\"VARCHAR\"]')))", [
    JSON.stringify(ids),
  ]);
  await removeLabels(connection, ids);
}

/** Takes out what the tagger said of articles. */
export async function removeLabels(connection: DuckDBConnection, ids: string[]): Promise<void> {
  for (const table of LABEL_TABLES) {
    await connection.run(
      `DELETE FROM store.${table} WHERE article_id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
      [JSON.stringify(ids)],
    );
  }
}
