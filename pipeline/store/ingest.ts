import { setImmediate } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { articlesOf as ArticlesOf } from "../articles.ts";
import type { BuildOptions, Labeller } from "../build.ts";
import { tagInput } from "../tag-input.ts";
import { count, type Tally } from "../tally.ts";
import type { Article, TagInput, Tags } from "../types.ts";
import { isEmpty, rows } from "./database.ts";
import { FreshIds } from "./fresh-ids.ts";
import { knownCaptures } from "./known.ts";
import { type Entry, withPages } from "./pages.ts";
import { LABEL_TABLES, removeLabels } from "./remove.ts";
import { articleRow, captureRow, keywordRows, mentionRows, numberRows, tagRows } from "./rows.ts";
import { settle } from "./settle.ts";
import { appendRows, type Row } from "./tables.ts";

const BATCH = 2048;
/** Records read before the loop lets others have a turn: they are read faster than they are labelled. */
const PAUSE = 64;

export interface IngestCounts {
  /** Records read from the archive in this build. */
  records: number;
  /** Articles that came of them, replaced ones included. */
  extracted: number;
  /** Records that are pages of an article which another record gave. */
  joined: number;
  /** Records and items that gave no article, by reason. */
  dropped: Tally;
  /** Captures taken out of the database because the archive no longer has them. */
  removed: number;
}

/**
 * Brings what is new in the archive into the tables (captures, articles, labels) and takes out what the archive has no
 * more. Works in batches, so that memory does not grow with the archive's texts; while one batch is written, the next is
 * labelled and the one after it is read. When the tagger's version differs from the one that labelled the database,
 * every article in it is labelled anew first. All in one transaction: rows go to their place in the file at once instead
 * of by way of the log.
 * @returns also `label`, which writes the labels of the last articles: they are still being made, and who needs articles
 *   alone need not wait for them
 */
export async function ingest(
  connection: DuckDBConnection,
  runId: string,
  options: BuildOptions,
  articlesOf: typeof ArticlesOf,
): Promise<{ counts: IngestCounts; retagged: number; label: WriteLabels }> {
  await connection.run("BEGIN");
  const retagged = await retag(connection, options);
  const known = await knownCaptures(connection);
  const counts: IngestCounts = { records: 0, extracted: 0, joined: 0, dropped: {}, removed: 0 };
  const sources = new Map(options.sources.map((source) => [source.id, source]));
  let batch = emptyBatch();
  let written = Promise.resolve();
  const fresh = new FreshIds(await isEmpty(connection, "store.articles"));
  const take = () => {
    const full = batch;
    batch = emptyBatch();
    // Labels depend on an article alone: they are made before it is known which articles stay.
    const labels = options.labeller.tagMany(full.texts);
    // What goes wrong is told where it is waited for.
    labels.catch(() => {});
    return { ...full, labels, fresh };
  };
  for await (const record of options.records(known.has)) {
    options.signal.throwIfAborted();
    // The first record comes when the whole index was gone through.
    if (!counts.records++) counts.removed = await known.settle();
    const { capture } = record;
    const result = articlesOf(record, sources.get(capture.sourceId ?? ""), options.extractor);
    if ("dropped" in result) {
      count(counts.dropped, result.dropped);
      batch.captures.push(captureRow(capture, runId, "dropped", result.dropped));
      const { dropped: reason, detail } = result;
      batch.drops.push({ run_id: runId, stage: "extract", item: capture.id, reason, detail });
    } else {
      batch.captures.push(captureRow(capture, runId, "article", null));
      for (const article of result) {
        // A page of several is labelled with the others, once they are joined.
        const ahead = article.page ? null : batch.texts.push(tagInput(article)) - 1;
        batch.articles.push({ article, capture, ahead });
      }
    }
    if (batch.captures.length >= BATCH) {
      const full = take();
      await written;
      written = bringIn(connection, runId, options, full, counts).then((label) => label(connection));
      written.catch(() => {});
    }
    // Threads that label are given their next texts only when this one pauses.
    else if (counts.records % PAUSE === 0) await setImmediate();
  }
  if (!counts.records) counts.removed = await known.settle();
  const last = take();
  await written;
  const label = await bringIn(connection, runId, options, last, counts);
  await connection.run("INSERT OR REPLACE INTO store.meta VALUES ('tagger_version', $1)", [options.labeller.version]);
  // What shards brought is no longer in it.
  await connection.run("DELETE FROM store.meta WHERE key = 'shards'");
  await connection.run("COMMIT");
  return { counts, retagged, label };
}

/** Writes the labels of articles that are in the table, once they are made. */
type WriteLabels = (connection: DuckDBConnection) => Promise<void>;

interface Batch {
  captures: Row[];
  drops: Row[];
  /** What is labelled ahead. */
  texts: TagInput[];
  /** Articles, with their place among the texts. */
  articles: (Entry<Article> & { ahead: number | null })[];
}

const emptyBatch = (): Batch => ({ captures: [], drops: [], texts: [], articles: [] });

async function bringIn(
  connection: DuckDBConnection,
  runId: string,
  options: BuildOptions,
  { captures, drops, articles, labels, fresh }: Batch & { labels: Promise<Tags[]>; fresh: FreshIds },
  counts: IngestCounts,
): Promise<WriteLabels> {
  const load = async (ids: string[]) => {
    const contents = new Map(ids.map((id): [string, Article[]] => [id, []]));
    for (const { article, capture } of articles) contents.get(capture.id)?.push(article);
    return contents;
  };
  const { entries, joined } = await withPages(connection, articles, load);
  counts.joined += joined;
  const drop = (article: Article, reason: string) => {
    count(counts.dropped, reason);
    drops.push({ run_id: runId, stage: "dedupe", item: article.captureId, reason, detail: article.title });
  };
  const kept = await settle(connection, entries, drop, fresh.mayBeStored);
  counts.extracted += kept.length;
  await appendRows(
    connection,
    "articles",
    kept.map(({ article }) => articleRow(article)),
  );
  for (const { article } of kept) fresh.add(article.id);
  await appendRows(connection, "captures", captures);
  await appendRows(connection, "drops", drops);
  options.onProgress("articles", counts.records);
  return async (own) => {
    const whole = kept.filter((entry) => placeOf(entry) === null);
    const late = await options.labeller.tagMany(whole.map(({ article }) => tagInput(article)));
    const early = await labels;
    await writeLabels(
      own,
      kept.map(({ article }) => article.id),
      kept.map((entry) => early[placeOf(entry) ?? -1] ?? (late.shift() as Tags)),
    );
  };
}

const placeOf = (entry: Entry<Article> & { ahead?: number | null }): number | null => entry.ahead ?? null;

/** Labels articles and appends them to their tables. */
export async function writeArticles(
  connection: DuckDBConnection,
  articles: Article[],
  labeller: Labeller,
): Promise<void> {
  const tags = await labeller.tagMany(articles.map(tagInput));
  await appendRows(connection, "articles", articles.map(articleRow));
  await writeLabels(
    connection,
    articles.map(({ id }) => id),
    tags,
  );
}

async function writeLabels(connection: DuckDBConnection, ids: string[], tags: Tags[]): Promise<void> {
  const each = <T>(make: (id: string, tags: Tags) => T[]): T[] =>
    ids.flatMap((id, at) => {
      const own = tags[at];
      return own ? make(id, own) : [];
    });
  await appendRows(connection, "tags", each(tagRows));
  await appendRows(connection, "mentions", each(mentionRows));
  await appendRows(connection, "keywords", each(keywordRows));
  await appendRows(
    connection,
    "numbers",
    each((id, own) => numberRows(id, own.numbers)),
  );
}

async function retag(connection: DuckDBConnection, options: BuildOptions): Promise<number> {
  const [last] = await rows<{ value: string }>(connection, "SELECT value FROM store.meta WHERE key = 'tagger_version'");
  if (!last || last.value === options.labeller.version) return 0;
  for (const table of LABEL_TABLES) await connection.run(`DELETE FROM store.${table}`);
  return tagStored(connection, options, "true", []);
}

/** Gives articles that people correct, or have corrected, the tagger's own labels again. */
export async function restoreTaggerLabels(
  connection: DuckDBConnection,
  ids: string[],
  options: BuildOptions,
): Promise<void> {
  if (!ids.length) return;
  await removeLabels(connection, ids);
  await tagStored(connection, options, `id IN (SELECT unnest(from_json($2, '["VARCHAR"]')))`, [JSON.stringify(ids)]);
}

/** Labels stored articles that meet a condition, batch by batch; gives their number. */
async function tagStored(
  connection: DuckDBConnection,
  options: BuildOptions,
  condition: string,
  values: string[],
): Promise<number> {
  let after = "";
  let done = 0;
  for (;;) {
    options.signal.throwIfAborted();
    const batch = await rows<TagInput>(
      connection,
      `SELECT id, title, text, coalesce(strftime(published, '%Y-%m-%dT%H:%M:%S+08:00'), published_day::VARCHAR) AS published,
              coalesce(source, publisher) AS source
       FROM store.articles WHERE id > $1 AND ${condition} ORDER BY id LIMIT ${BATCH}`,
      [after, ...values],
    );
    if (!batch.length) return done;
    await writeLabels(
      connection,
      batch.map(({ id }) => id),
      await options.labeller.tagMany(batch),
    );
    after = batch.at(-1)?.id ?? after;
    done += batch.length;
    options.onProgress("retag", done);
  }
}
