import type { DuckDBConnection } from "@duckdb/node-api";
import { candidatePairs, type Indexed, sketch, TEXT_WINDOW_DAYS } from "../stages/cluster/candidates.ts";
import { edgesOf } from "../stages/cluster/edges.ts";
import type { HeadlineModel } from "../stages/cluster/model.ts";
import { type Prepared, prepare } from "../stages/cluster/prepare.ts";
import { titleFeatures } from "../stages/cluster/titles.ts";
import { dayNumber } from "../time.ts";
import { AMONG, rows } from "./database.ts";
import { appendRows } from "./tables.ts";

/** Fresh articles compared at once: what is in memory at a time does not grow with the archive. */
const BATCH = 8_192;
/** Goes up with every change of the code that makes sketches or edges. */
const VERSION = "2";

interface FreshRow {
  id: string;
  title: string;
  text: string;
  day: string;
  publisher: string;
  digest: string;
}
interface KnownRow {
  id: string;
  title: string;
  day: string;
  bands: string | null;
  anchors: string | null;
}
interface Entry {
  id: string;
  day: string;
  indexed: Indexed;
}

/** Brings `sketches` and `story_edges` up to date with the articles: those new, changed or gone since the last build. */
export async function updateEdges(connection: DuckDBConnection, model: HeadlineModel): Promise<void> {
  await forget(connection, `${VERSION}-${model.version}`);
  const [stored] = await rows<{ some: boolean }>(connection, "SELECT count(*) > 0 AS some FROM store.sketches");
  // Batches go in order of day: those of the days before are still in memory, and only earlier builds' are read.
  let recent: Entry[] = [];
  for (;;) {
    const fresh = await rows<FreshRow>(
      connection,
      `SELECT id, title, text, next.day::VARCHAR AS day, publisher, md5(title || chr(10) || text) AS digest
       FROM store.articles JOIN (
         SELECT id, coalesce(published_day, fetched_at::DATE) AS day FROM store.articles
         WHERE id NOT IN (SELECT article_id FROM store.sketches) ORDER BY day, id LIMIT ${BATCH}
       ) next USING (id)
       ORDER BY next.day, id`,
    );
    if (!fresh.length) return;
    const [first, last] = [fresh[0]?.day ?? "", fresh.at(-1)?.day ?? ""];
    recent = recent.filter(({ day }) => dayNumber(day) >= dayNumber(first) - TEXT_WINDOW_DAYS);
    const earlier = stored?.some ? await known(connection, { first, last, except: recent }, model) : [];
    recent.push(...(await compare(connection, fresh, [...recent, ...earlier], model)));
  }
}

/** Drops what was kept of articles that are gone or were changed, and all of it where another version compared them. */
async function forget(connection: DuckDBConnection, version: string): Promise<void> {
  const [last] = await rows<{ value: string }>(
    connection,
    "SELECT value FROM store.meta WHERE key = 'cluster_version'",
  );
  const stale =
    last?.value === version
      ? `WHERE article_id NOT IN (SELECT s.article_id FROM store.sketches s JOIN store.articles a ON a.id = s.article_id
           WHERE s.digest = md5(a.title || chr(10) || a.text))`
      : "";
  await connection.run(`DELETE FROM store.sketches ${stale}`);
  await connection.run(`
    DELETE FROM store.story_edges WHERE a NOT IN (SELECT article_id FROM store.sketches)
      OR b NOT IN (SELECT article_id FROM store.sketches)`);
  await connection.run("INSERT OR REPLACE INTO store.meta VALUES ('cluster_version', $1)", [version]);
}

/**
 * Compares fresh articles with each other and with earlier ones, and stores what comes of it; gives their entries, as
 * those that come later are to be compared with.
 */
async function compare(
  connection: DuckDBConnection,
  fresh: FreshRow[],
  earlier: Entry[],
  model: HeadlineModel,
): Promise<Entry[]> {
  const prepared = new Map(fresh.map((row) => [row.id, prepare(row, model)]));
  const sketches = new Map([...prepared].map(([id, item]) => [id, sketch(item)]));
  const compared = fresh.map(({ id, day }): Entry => {
    const { day: number, title } = prepared.get(id) as Prepared;
    const { tokens, weights, weight } = title;
    const indexed = { day: number, sketch: sketches.get(id) ?? null, title: { tokens, weights, weight }, fresh: true };
    return { id, day, indexed };
  });
  const entries = [...compared, ...earlier];
  entries.sort((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1));
  const items = entries.map(({ indexed }) => indexed);
  const idAt = (position: number) => entries[position]?.id as string;
  const pairs = candidatePairs(items);
  await prepareKnown(connection, new Set(pairs.flat().map(idAt)), prepared, model);
  const edges = edgesOf(pairs, (position) => prepared.get(idAt(position)) as Prepared, model);
  await appendRows(
    connection,
    "story_edges",
    edges.map((edge) => ({ ...edge })),
  );
  await appendRows(
    connection,
    "sketches",
    fresh.map(({ id, digest, day }) => ({
      article_id: id,
      digest,
      day,
      bands: bytes(sketches.get(id)?.bands),
      anchors: bytes(sketches.get(id)?.anchors),
    })),
  );
  return compared.map(({ indexed, ...entry }) => ({ ...entry, indexed: { ...indexed, fresh: false } }));
}

/** Articles on the days around that are stored, except those that are in memory. */
async function known(
  connection: DuckDBConnection,
  { first, last, except }: { first: string; last: string; except: Entry[] },
  model: HeadlineModel,
): Promise<Entry[]> {
  const held = new Set(except.map(({ id }) => id));
  const all = await rows<KnownRow>(
    connection,
    `SELECT s.article_id AS id, a.title, s.day::VARCHAR AS day, hex(s.bands) AS bands, hex(s.anchors) AS anchors
     FROM store.sketches s JOIN store.articles a ON a.id = s.article_id
     WHERE s.day BETWEEN $1::DATE - ${TEXT_WINDOW_DAYS} AND $2::DATE + ${TEXT_WINDOW_DAYS}`,
    [first, last],
  );
  const found = all.filter(({ id }) => !held.has(id));
  return found.map(({ id, title, day, bands, anchors }) => ({
    id,
    day,
    indexed: {
      day: dayNumber(day),
      sketch: bands && anchors ? { bands: words(bands), anchors: words(anchors) } : null,
      title: titleFeatures(title, model),
      fresh: false,
    },
  }));
}

/** Reads the earlier articles that a closer look is worth. */
async function prepareKnown(
  connection: DuckDBConnection,
  ids: Set<string>,
  prepared: Map<string, Prepared>,
  model: HeadlineModel,
): Promise<void> {
  const missing = [...ids].filter((id) => !prepared.has(id));
  if (!missing.length) return;
  const found = await rows<Omit<FreshRow, "digest">>(
    connection,
    `SELECT a.id, a.title, a.text, s.day::VARCHAR AS day, a.publisher
     FROM store.articles a JOIN store.sketches s ON s.article_id = a.id
     WHERE a.id ${AMONG}`,
    [JSON.stringify(missing)],
  );
  for (const row of found) prepared.set(row.id, prepare(row, model));
}

const bytes = (values: Uint32Array | undefined): Uint8Array | null =>
  values ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength) : null;
function words(hex: string): Uint32Array {
  const buffer = Buffer.from(hex, "hex");
  return Uint32Array.from({ length: buffer.length / 4 }, (_, at) => buffer.readUInt32LE(at * 4));
}
