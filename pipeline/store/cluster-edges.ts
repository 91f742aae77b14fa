import type { DuckDBConnection } from "@duckdb/node-api";
import { TEXT_WINDOW_DAYS } from "../stages/cluster/candidates.ts";
import { type Compared, Comparison, type SketchedItem, type WholeItem } from "../stages/cluster/comparison.ts";
import { startComparison } from "../stages/cluster/comparison-thread.ts";
import type { HeadlineModel } from "../stages/cluster/model.ts";
import { AMONG, isEmpty, manyRows, rows } from "./database.ts";
import { appendRows } from "./tables.ts";

/** Fresh articles compared at once: what is in memory at a time does not grow with the archive. */
const BATCH = 8_192;
/** Goes up with every change of the code that makes sketches or edges. */
const VERSION = "2";

type FreshRow = WholeItem & { digest: string };
const DAY = "coalesce(published_day, fetched_at::DATE)";
const FRESH = "FROM store.articles WHERE id NOT IN (SELECT article_id FROM store.sketches)";
interface KnownRow {
  id: string;
  title: string;
  day: string;
  bands: string | null;
  anchors: string | null;
}

/** Brings `sketches` and `story_edges` up to date with the articles: those new, changed or gone since the last build. */
export async function updateEdges(connection: DuckDBConnection, model: HeadlineModel): Promise<void> {
  await forget(connection, `${VERSION}-${model.version}`);
  const [expected] = await rows<{ n: number }>(connection, `SELECT count(*)::INTEGER AS n ${FRESH}`);
  if (!expected?.n) return;
  // Many are compared in a thread, while this one does something else; a week's are done in less time than its start takes.
  const comparer = expected.n < BATCH ? new Comparison(model) : startComparison(model);
  try {
    const alone = await isEmpty(connection, "store.sketches");
    // Batches go in order of day: those of the days before are still in memory, and only earlier builds' are read.
    let next = await freshAfter(connection, { day: "0001-01-01", id: "" });
    let before: [FreshRow[], Compared] = [[], { edges: [], sketches: [] }];
    for (let fresh = next; fresh.length; fresh = next) {
      const [first, last] = [fresh[0], fresh.at(-1)] as [FreshRow, FreshRow];
      const known = alone ? [] : await sketched(connection, first.day, last.day);
      const comparing = comparer.compare(fresh.map(withoutDigest), known, (ids) => whole(connection, ids));
      // What goes wrong is told where it is waited for.
      comparing.catch(() => {});
      await write(connection, ...before);
      next = fresh.length < BATCH ? [] : await freshAfter(connection, last);
      before = [fresh, await comparing];
    }
    await write(connection, ...before);
  } finally {
    await comparer.close();
  }
}

const withoutDigest = ({ digest: _, ...item }: FreshRow): WholeItem => item;

/** Articles without a sketch, in order of day and id, from behind a place in that order on. */
function freshAfter(connection: DuckDBConnection, { day, id }: Pick<FreshRow, "day" | "id">): Promise<FreshRow[]> {
  return manyRows<FreshRow>(
    connection,
    `SELECT id, title, text, next.day::VARCHAR AS day, publisher, md5(title || chr(10) || text) AS digest
     FROM store.articles JOIN (
       SELECT id, ${DAY} AS day ${FRESH} AND (day > $1::DATE OR (day = $1::DATE AND id > $2))
       ORDER BY day, id LIMIT ${BATCH}
     ) next USING (id)`,
    "day, id",
    [day, id],
  );
}

/**
 * Drops what was kept of pairs whose articles are gone or were replaced, of which the sketch went with the article; and
 * all of it where another version compared them.
 */
async function forget(connection: DuckDBConnection, version: string): Promise<void> {
  const [last] = await rows<{ value: string }>(
    connection,
    "SELECT value FROM store.meta WHERE key = 'cluster_version'",
  );
  if (last?.value !== version) await connection.run("DELETE FROM store.sketches");
  await connection.run(`
    DELETE FROM store.story_edges WHERE a NOT IN (SELECT article_id FROM store.sketches)
      OR b NOT IN (SELECT article_id FROM store.sketches)`);
  await connection.run("INSERT OR REPLACE INTO store.meta VALUES ('cluster_version', $1)", [version]);
}

async function write(connection: DuckDBConnection, fresh: FreshRow[], { edges, sketches }: Compared): Promise<void> {
  await appendRows(
    connection,
    "story_edges",
    edges.map((edge) => ({ ...edge })),
  );
  await appendRows(
    connection,
    "sketches",
    fresh.map(({ id, digest, day }, at) => ({
      article_id: id,
      digest,
      day,
      bands: bytes(sketches[at]?.bands),
      anchors: bytes(sketches[at]?.anchors),
    })),
  );
}

/** Articles on the days around that are stored. */
async function sketched(connection: DuckDBConnection, first: string, last: string): Promise<SketchedItem[]> {
  const found = await rows<KnownRow>(
    connection,
    `SELECT s.article_id AS id, a.title, s.day::VARCHAR AS day, hex(s.bands) AS bands, hex(s.anchors) AS anchors
     FROM store.sketches s JOIN store.articles a ON a.id = s.article_id
     WHERE s.day BETWEEN $1::DATE - ${TEXT_WINDOW_DAYS} AND $2::DATE + ${TEXT_WINDOW_DAYS}`,
    [first, last],
  );
  return found.map(({ bands, anchors, ...item }) => ({
    ...item,
    sketch: bands && anchors ? { bands: words(bands), anchors: words(anchors) } : null,
  }));
}

/** The earlier articles that a closer look is worth. */
function whole(connection: DuckDBConnection, ids: string[]): Promise<WholeItem[]> {
  return rows<WholeItem>(
    connection,
    `SELECT id, title, text, ${DAY}::VARCHAR AS day, publisher FROM store.articles WHERE id ${AMONG}`,
    [JSON.stringify(ids)],
  );
}

const bytes = (values: Uint32Array | undefined): Uint8Array | null =>
  values ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength) : null;
function words(hex: string): Uint32Array {
  const buffer = Buffer.from(hex, "hex");
  return Uint32Array.from({ length: buffer.length / 4 }, (_, at) => buffer.readUInt32LE(at * 4));
}
