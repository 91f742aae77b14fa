import type { DuckDBConnection } from "@duckdb/node-api";
import { AMONG, rows } from "./database.ts";
import { forgetPages } from "./rejoin.ts";
import { removeArticles } from "./remove.ts";

/** Where a record's raw bytes lie. */
export interface Place {
  filename: string;
  /** Position and length of its gzip member, bytes. */
  offset: number;
  length: number;
}

/** What the database has of the archive, compared with what the archive has while its index is read. */
export interface KnownCaptures {
  /** True where the database has the capture; to be asked of every record, with the place where it lies now. */
  has: (captureId: string, place: Place) => boolean;
  /** Captures that nobody asked of yet: when all of the archive was asked of, those that it has no more. */
  gone: () => string[];
  /**
   * Brings the database in line with the answers given: captures that nobody asked of are taken out with their
   * articles, moved ones get their new place. Gives the number taken out.
   */
  settle: () => Promise<number>;
}

export async function knownCaptures(connection: DuckDBConnection): Promise<KnownCaptures> {
  const unseen = await placesOf(connection);
  const seen = new Set<string>();
  const moved: (Place & { id: string })[] = [];
  return {
    has: (id, { filename, offset, length }) => {
      const place = unseen.get(id);
      if (place === undefined) return seen.has(id);
      unseen.delete(id);
      seen.add(id);
      if (place !== `${filename}:${offset}`) moved.push({ id, filename, offset, length });
      return true;
    },
    gone: () => [...unseen.keys()],
    settle: async () => {
      await move(connection, moved);
      const gone = [...unseen.keys()];
      await forget(connection, gone);
      return gone.length;
    },
  };
}

/** Where each capture lies, `file:offset` by id. Many come as one JSON text, which is read much faster than row by row. */
async function placesOf(connection: DuckDBConnection): Promise<Map<string, string>> {
  const found = await rows<{ places: string }>(
    connection,
    `SELECT to_json(list([id, warc_file || ':' || warc_offset])) AS places FROM store.captures GROUP BY rowid // 10000`,
  );
  return new Map(found.flatMap(({ places }) => JSON.parse(places) as [string, string][]));
}

async function move(connection: DuckDBConnection, moved: (Place & { id: string })[]): Promise<void> {
  if (!moved.length) return;
  await connection.run(
    `UPDATE store.captures SET warc_file = m.filename, warc_offset = m."offset", warc_length = m.length
     FROM (SELECT unnest(from_json($1, '[{"id":"VARCHAR","filename":"VARCHAR","offset":"BIGINT","length":"BIGINT"}]'), recursive := true)) m
     WHERE store.captures.id = m.id`,
    [JSON.stringify(moved)],
  );
}

async function forget(connection: DuckDBConnection, ids: string[]): Promise<void> {
  if (!ids.length) return;
  const list = JSON.stringify(ids);
  await forgetPages(connection, ids);
  const articles = await rows<{ id: string }>(connection, `SELECT id FROM store.articles WHERE capture_id ${AMONG}`, [
    list,
  ]);
  await removeArticles(
    connection,
    articles.map(({ id }) => id),
  );
  await connection.run(`DELETE FROM store.drops WHERE item ${AMONG}`, [list]);
  await connection.run(`DELETE FROM store.captures WHERE id ${AMONG}`, [list]);
}
