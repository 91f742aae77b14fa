import type { DuckDBConnection } from "@duckdb/node-api";
import { articlesOf, type Extractor, type SourceInfo } from "./articles.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Registry } from "./registry.ts";
import type { Review } from "./reviews.ts";
import { ingestShards, needsFresh, type ShardSource } from "./shards/ingest.ts";
import type { HeadlineModel } from "./stages/cluster/model.ts";
import { type CheckResult, refuseFailed, runChecks } from "./store/checks.ts";
import { clusterStore } from "./store/cluster.ts";
import { applyCorrections, articlesOfReviews, correctedArticles, type Disagreement } from "./store/corrections.ts";
import { type Database, loadMigrations, migrate, openDatabase, rows } from "./store/database.ts";
import { articlesIn, refuseEmpty } from "./store/emptied.ts";
import { type IngestCounts, ingest, restoreTaggerLabels } from "./store/ingest.ts";
import type { KnownCaptures } from "./store/known.ts";
import { launchStore } from "./store/launches.ts";
import { acquireLock } from "./store/lock.ts";
import { discardNext, prepareNext, publish } from "./store/publish.ts";
import { loadReference, type SourceRun } from "./store/reference.ts";
import { updateSearch } from "./store/search.ts";
import { keepSnapshot } from "./store/snapshots.ts";
import { appendRows } from "./store/tables.ts";
import { unknownReviews } from "./store/unknown-reviews.ts";
import { installViews, type ViewFile } from "./store/views.ts";
import type { CapturedRecord, TagInput, Tags } from "./types.ts";

/** The labelling stage as the build uses it: many texts in, their labels out in the same order. */
export interface Labeller {
  version: string;
  tagMany: (inputs: TagInput[]) => Promise<Tags[]>;
  /** Gives back what labelling many texts at once takes; they can be labelled all the same. */
  rest?: () => Promise<void>;
}

export interface BuildOptions {
  /** The published file, `…/market.duckdb`. */
  database: string;
  migrationsDir: string;
  checksDir: string;
  views: ViewFile[];
  /**
   * Archived records except those that are known, in archive order. Asks of every record of the archive whether it is
   * known before it gives the first: what it does not ask of is taken to be gone from the archive.
   */
  records: (isKnown: KnownCaptures["has"]) => AsyncIterable<CapturedRecord>;
  /** Shards that workers made of records elsewhere, in place of `records`. */
  shards?: ShardSource;
  sources: SourceInfo[];
  sourceRuns: SourceRun[];
  extractor: Extractor;
  labeller: Labeller;
  lexicon: Lexicon;
  registry: Registry;
  /** People's corrections, oldest first. */
  reviews: Review[];
  /** What comparing headlines goes by. */
  headlines: HeadlineModel;
  /** Start from nothing instead of from the published file. */
  fresh: boolean;
  /** Publish even where nothing is left of a published file that had articles. */
  allowEmpty: boolean;
  /** How many builds before the published one are kept. */
  snapshots: number;
  version: string;
  now: Date;
  signal: AbortSignal;
  onProgress: (stage: string, done: number) => void;
}

export interface BuildSummary extends IngestCounts {
  runId: string;
  /** Articles whose labels were made anew because tagger or lexicon changed. */
  retagged: number;
  articles: number;
  stories: number;
  launches: number;
  newArticles: number;
  launchesByTier: Record<string, number>;
  checks: CheckResult[];
  /** Where the tagger says otherwise than a person's correction in force. */
  disagreements: Disagreement[];
  /** Corrections in force that name an article or launch which is not there. */
  unknownCorrections: Review[];
}

/**
 * Builds the database beside the published one and puts it in its place: new captures become articles, articles get
 * labels, reprints become stories, items and registry facts become launches. Readers of the old file are not disturbed.
 * @throws StopError exit 5 where another build holds the lock, a check of severity error fails, or no article is left of
 *   a market that had some (the old file stays).
 */
export async function build(options: BuildOptions): Promise<BuildSummary> {
  const release = acquireLock(options.database, options.now);
  try {
    const before = await articlesIn(options.database);
    const stale = options.shards !== undefined && (await needsFresh(options.database, options.shards));
    const files = prepareNext(options.database, options.fresh || stale);
    const database = await openDatabase(files.next, "write");
    let summary: BuildSummary;
    try {
      summary = await fill(database, options, before);
      await database.connection.run("CHECKPOINT");
    } finally {
      database.close();
    }
    publish(files);
    keepSnapshot(options.database, summary.runId, options.snapshots);
    return summary;
  } catch (error) {
    discardNext(options.database);
    throw error;
  } finally {
    release();
  }
}

async function fill(
  { connection, connect }: Database,
  options: BuildOptions,
  published: number,
): Promise<BuildSummary> {
  await migrate(connection, await loadMigrations(options.migrationsDir));
  const runId = `build-${options.now.toISOString().replace(/[-:.]/g, "")}`;
  const before = await count(connection, "store.articles");
  const { counts, retagged, renamed, label } = await bringIn(connection, runId, options);
  if (!options.allowEmpty) await refuseEmpty(connection, published);
  options.signal.throwIfAborted();
  options.onProgress("cluster", 0);
  const [beside, labels] = [await connect(), await connect()];
  // Neither stories nor the search index go by labels.
  const labelling = label(labels)
    .then(() => correct(labels, options, renamed))
    .finally(() => options.labeller.rest?.());
  const searching = updateSearch(beside, options.lexicon);
  const clustering = clusterStore(connection, { model: options.headlines, reviews: options.reviews }).then(() =>
    options.onProgress("search", 0),
  );
  await allDone(labelling, clustering, searching);
  const disagreements = await labelling;
  options.signal.throwIfAborted();
  options.onProgress("launches", 0);
  const unknown = await unknownReviews(connection, options.reviews);
  await loadReference(connection, options);
  await recordRun(connection, runId, options, { ...counts, retagged });
  const checks = (launches: boolean) =>
    runChecks(beside, options.checksDir, (sql) => sql.includes("store.launch") === launches);
  // All but the launches are as they will be published.
  const checkingOthers = checks(false);
  const launching = launchStore(connection, options.registry, options.lexicon.models, options.reviews);
  await allDone(launching, checkingOthers);
  unknown.push(...(await launching));
  options.onProgress("checks", 0);
  const checking = checks(true);
  const installing = installViews(connection, options.views, { prepare: true, beside: [await connect()] });
  await allDone(
    installing,
    checking.then(() => options.onProgress("views", 0)),
  );
  const results = [...(await checkingOthers), ...(await checking)].sort((a, b) => (a.name < b.name ? -1 : 1));
  const articles = await count(connection, "store.articles");
  await appendRows(
    connection,
    "checks",
    results.map((check) => ({ ...check, run_id: runId })),
  );
  refuseFailed(results);
  const tiers = await rows<{ tier: string; n: number }>(
    connection,
    "SELECT tier, count(*)::INTEGER AS n FROM store.launches WHERE basis = 'news' GROUP BY tier",
  );
  return {
    ...counts,
    runId,
    retagged,
    articles,
    newArticles: articles - before,
    stories: await count(connection, "store.stories"),
    launches: await count(connection, "store.launches"),
    launchesByTier: Object.fromEntries(tiers.map(({ tier, n }) => [tier, n])),
    checks: results,
    disagreements,
    unknownCorrections: unknown,
  };
}

/** Waits for all, also where one fails: nothing may be under way when the file is closed. */
async function allDone(...work: Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

/** Brings in what is new, from the archive or from shards that workers made of it. */
async function bringIn(
  connection: DuckDBConnection,
  runId: string,
  options: BuildOptions,
): Promise<Awaited<ReturnType<typeof ingest>> & { renamed: string[] }> {
  const { shards } = options;
  if (!shards) return { ...(await ingest(connection, runId, options, articlesOf)), renamed: [] };
  return { ...(await ingestShards(connection, runId, { ...options, shards })), retagged: 0, label: async () => {} };
}

/** People's corrections win over the tagger, whose own labels come back where a correction was taken back. */
async function correct(
  connection: DuckDBConnection,
  options: BuildOptions,
  renamed: string[],
): Promise<Disagreement[]> {
  const named = await articlesOfReviews(connection, options.reviews);
  // A shard corrects an article by the id it has there, which may be another's in the end.
  const mistaken = options.reviews.length ? renamed : [];
  const touched = new Set([...named.values(), ...(await correctedArticles(connection)), ...mistaken]);
  await restoreTaggerLabels(connection, [...touched], options);
  return applyCorrections(connection, options.reviews, options.lexicon);
}

async function count(connection: DuckDBConnection, table: string): Promise<number> {
  const [row] = await rows<{ n: number }>(connection, `SELECT count(*)::INTEGER AS n FROM ${table}`);
  return row?.n ?? 0;
}

async function recordRun(
  connection: DuckDBConnection,
  runId: string,
  options: BuildOptions,
  counts: object,
): Promise<void> {
  await connection.run("INSERT INTO store.runs VALUES ($1, 'build', $2::TIMESTAMPTZ, now(), 'done', $3, $4, $5, $6)", [
    runId,
    options.now.toISOString(),
    options.version,
    options.labeller.version,
    options.lexicon.digest,
    JSON.stringify(counts),
  ]);
}
