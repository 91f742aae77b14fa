import type { DuckDBConnection } from "@duckdb/node-api";
import type { Labeller } from "../build.ts";
import { rows } from "../store/database.ts";
import { quoteText } from "../store/quote.ts";
import { appendTo } from "../store/tables.ts";
import type { TagInput } from "../types.ts";
import { NESTED } from "./layout.ts";
import { labelCells } from "./rows.ts";

const BATCH = 512;

/** Fills an open shard from one that the same extraction made, with labels made anew. */
export async function retagShard(
  connection: DuckDBConnection,
  path: string,
  labeller: Labeller,
  signal: AbortSignal,
): Promise<void> {
  const from = `read_parquet(${quoteText(path)})`;
  const columns = NESTED.map((name) => ({ name, kind: "text" as const }));
  await connection.run(`CREATE TABLE labels ("row" BIGINT, ${NESTED.map((name) => `${name} VARCHAR`).join(", ")})`);
  for (let after = -1; ; ) {
    signal.throwIfAborted();
    const batch = await rows<TagInput & { row: number }>(
      connection,
      `SELECT "row"::INTEGER AS "row", id, title, text, published_written AS published, coalesce(source, publisher) AS source
       FROM ${from} WHERE outcome = 'article' AND "row" > $1 ORDER BY "row" LIMIT ${BATCH}`,
      [after],
    );
    if (!batch.length) break;
    after = batch.at(-1)?.row ?? after;
    const tags = await labeller.tagMany(batch.map(({ row: _, ...input }) => input));
    const labels = tags.map((own, at) => ({ row: batch[at]?.row ?? 0, ...labelCells(own) }));
    const target = { schema: "main", table: "labels", columns: [{ name: "row", kind: "bigint" as const }, ...columns] };
    await appendTo(connection, target, labels);
  }
  await connection.run(
    `INSERT INTO shard SELECT s.* REPLACE (${NESTED.map((name) => `l.${name} AS ${name}`).join(", ")})
     FROM ${from} s LEFT JOIN labels l ON l."row" = s."row" ORDER BY s."row"`,
  );
}
