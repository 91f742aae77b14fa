import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Lexicon } from "../lexicon.ts";
import type { Review } from "../reviews.ts";
import { applyCorrections } from "../store/corrections.ts";
import { loadMigrations, migrate, rows } from "../store/database.ts";
import { nestedColumns, nestedForm } from "./layout.ts";

/** Name of no corrections at all. */
export const UNCORRECTED = "none";

/**
 * The corrections that name an article of a shard, by id, by the id it came with or by address.
 * @param from the table of an open shard, or a call of `read_parquet`
 */
export async function correctionsOf(
  connection: DuckDBConnection,
  from: string,
  inForce: Review[],
): Promise<{ row: number; review: Review }[]> {
  if (!inForce.length) return [];
  const found = await rows<{ item: string; row: number }>(
    connection,
    `SELECT i.item, s."row"::INTEGER AS "row" FROM (SELECT unnest(from_json($1, '["VARCHAR"]')) AS item) i
     JOIN ${from} s ON s.id = i.item OR s.external_id = i.item OR s.url = i.item ORDER BY s."row", i.item`,
    [JSON.stringify([...new Set(inForce.map(({ item }) => item))])],
  );
  return found.flatMap(({ item, row }) =>
    inForce.filter((review) => review.item === item).map((review) => ({ row, review })),
  );
}

/** The digest that a shard's name has for the corrections of its articles. */
export function correctionsDigest(corrections: { review: Review }[]): string {
  if (!corrections.length) return UNCORRECTED;
  const lines = [...new Set(corrections.map(({ review }) => JSON.stringify(review)))].sort();
  return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 12);
}

/** Puts people's corrections in the place of the tagger's labels, as the build does in the database. */
export async function correctShard(
  connection: DuckDBConnection,
  corrections: { row: number; review: Review }[],
  { migrationsDir, lexicon }: { migrationsDir: string; lexicon: Lexicon },
): Promise<void> {
  if (!corrections.length) return;
  await migrate(connection, await loadMigrations(migrationsDir));
  const among = `IN (SELECT unnest(from_json($1, '["BIGINT"]')))`;
  const touched = [JSON.stringify([...new Set(corrections.map(({ row }) => row))])];
  await connection.run(
    `INSERT INTO store.articles BY NAME
     SELECT "row"::VARCHAR AS id, capture_id, source_id, publisher, title, text, lang, kind, fetched_at, rule, removed
     FROM shard WHERE "row" ${among}`,
    touched,
  );
  await connection.run(
    `INSERT INTO store.tags BY NAME SELECT "row"::VARCHAR AS article_id, unnest(from_json(tags, '${nestedForm("tags")}'), max_depth := 2)
     FROM shard WHERE "row" ${among}`,
    touched,
  );
  const ofRows = corrections.map(({ row, review }) => ({ ...review, item: String(row) }));
  await applyCorrections(connection, ofRows, lexicon);
  const fields = nestedColumns("tags").map(({ name }) => `"${name}" := "${name}"`);
  await connection.run(
    `UPDATE shard SET tags = t.tags FROM (
       SELECT article_id::BIGINT AS "row", to_json(list(struct_pack(${fields.join(", ")}) ORDER BY field, position))::VARCHAR AS tags
       FROM store.tags GROUP BY article_id) t
     WHERE shard."row" = t."row"`,
  );
}
