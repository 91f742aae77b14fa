import { setMaxListeners } from "node:events";
import { AskError, messageOf } from "../pipeline/types.ts";
import { type Archive, openArchive } from "./archive.ts";
import type { FindNextPage } from "./article.ts";
import { type Clock, realClock } from "./clock.ts";
import type { CrawlTask } from "./crawl-task.ts";
import { runEngine } from "./engine.ts";
import { type HostMap, mappedHost } from "./guard.ts";
import { noCounts, SOURCE_RUNS, type SourceCounts, type SourceRun } from "./health.ts";
import { HostQueue } from "./host-queue.ts";
import { Blocked, TryLater } from "./http.ts";
import type { SharedManners } from "./manners.ts";
import { Pace, type Resting } from "./pace.ts";
import type { Source } from "./source.ts";
import { SourceCrawl } from "./source-crawl.ts";
import { openWeb } from "./web.ts";

export interface CrawlOptions {
  sources: Source[];
  archiveDir: string;
  /** `modeltide/0.1 (+contact)`: a product token first, by which robots.txt knows us. */
  userAgent: string;
  /** Day `YYYY-MM-DD` (Beijing) from which on everything is wanted; otherwise what is new. */
  since?: string | null;
  /** Hosts that lie elsewhere than their name says: the bundled newsroom. */
  hosts?: HostMap;
  /** Seconds between two requests to one host; sources that ask for more get it, but for hosts of the map. */
  pace?: number;
  /** Requests to one host at a time. */
  perHost?: number;
  /** Milliseconds of the first back-off after a refusal. */
  backoffMs?: number;
  /** Milliseconds for one request. */
  timeoutMs?: number;
  /** Path of a Chromium, for sources that need one. */
  browserPath?: string | null;
  /** Proxy of the user's, `http://host:port`. */
  proxy?: string | null;
  /** Finds the next page of an article on a page of it; without it, only first pages are fetched. */
  nextPage?: FindNextPage;
  signal?: AbortSignal;
  onProgress?: (progress: SourceProgress) => void;
  now?: () => Date;
  /** Bytes after which a new WARC file is begun. */
  rotateAt?: number;
  /** What is agreed with other processes that crawl at the same time. */
  shared?: SharedManners | undefined;
}

export interface SourceProgress extends SourceCounts {
  sourceId: string;
  /** True where nothing of it is under way any more. */
  done: boolean;
}

export interface CrawlSummary {
  runId: string;
  /** ISO 8601 in UTC. */
  startedAt: string;
  finishedAt: string;
  sources: SourceRun[];
  totals: SourceCounts;
  /** What was mended of an earlier run that was killed. */
  recovered: { records: number; bytes: number };
}

export type { SourceCounts, SourceRun, SourceState } from "./health.ts";

/**
 * Crawls sources side by side into the archive; nothing else is written. What the archive holds is not fetched again
 * unless its list says that it changed, so that a crawl that died is resumed by running it again.
 * @throws StopError where the archive cannot be written; the signal's reason where it is aborted: what was finished is kept
 */
export async function crawl(options: CrawlOptions): Promise<CrawlSummary> {
  const now = options.now ?? (() => new Date());
  const clock = realClock(now);
  const archive = await openArchive(options.archiveDir, {
    now,
    software: options.userAgent,
    ...(options.rotateAt ? { rotateAt: options.rotateAt } : {}),
  });
  try {
    return await crawlInto(archive, clock, options);
  } finally {
    await archive.close();
  }
}

async function crawlInto(archive: Archive, clock: Clock, options: CrawlOptions): Promise<CrawlSummary> {
  const startedAt = new Date(clock.now()).toISOString();
  const runId = `crawl-${startedAt.replace(/\D/g, "")}`;
  const { signal, release } = followed(options.signal);
  const usual = { seconds: options.pace ?? 5, backoffMs: options.backoffMs ?? 10_000, perHost: options.perHost };
  const pace = new Pace(clock, usual, options.shared ?? null);
  const queue = new HostQueue<CrawlTask>(pace, clock, options.perHost ?? 1);
  const web = openWeb(archive.state, pace, clock, options);
  const since = options.since ? Date.parse(`${options.since}T00:00:00+08:00`) : null;
  const crawls = options.sources.map((source) => {
    for (const host of source.hosts) {
      if (source.pace && !mappedHost(host, options.hosts ?? {})) pace.slowDown(host, source.pace);
    }
    return new SourceCrawl(source, {
      ...web.tools,
      archive,
      nextPage: options.nextPage,
      now: clock.now,
      signal,
      runId,
      since,
      add: (task, first) => {
        const resting = pace.resting(hostOf(task));
        if (resting) giveUp(task, resting);
        else queue.add(task, first);
      },
      log: (event) => archive.state.log(`events/${runId}`, event),
      onProgress: (own) => options.onProgress?.({ sourceId: source.id, ...own.tally.counts, done: own.done }),
    });
  });
  let runs: SourceRun[] = [];
  try {
    for (const own of crawls) own.start();
    await runEngine<CrawlTask>({
      queue,
      signal,
      handle: (task) => handle(task, pace, queue),
      onGivenUp: (task, error) => task.crawl.giveUp(task, "failed", messageOf(error)),
    });
    runs = crawls.map((own) => own.finish());
  } catch (error) {
    runs = crawls.map((own) => own.interrupted());
    throw error;
  } finally {
    release();
    await web.close();
    for (const run of runs) archive.state.log(SOURCE_RUNS, run);
  }
  const finishedAt = new Date(clock.now()).toISOString();
  return { runId, startedAt, finishedAt, sources: runs, totals: totalsOf(runs), recovered: archive.recovered };
}

/** A signal of the crawl's own that every request may listen to, however many they are. */
function followed(outer: AbortSignal | undefined): { signal: AbortSignal; release: () => void } {
  const own = new AbortController();
  setMaxListeners(0, own.signal);
  const stop = () => own.abort(outer?.reason);
  if (outer?.aborted) stop();
  else outer?.addEventListener("abort", stop, { once: true });
  return { signal: own.signal, release: () => outer?.removeEventListener("abort", stop) };
}

/** Does a task and draws the conclusions for its host. */
async function handle(task: CrawlTask, pace: Pace, queue: HostQueue<CrawlTask>): Promise<void> {
  const host = hostOf(task);
  const resting = pace.resting(host);
  if (resting) return giveUp(task, resting);
  try {
    await task.crawl.handle(task);
    pace.succeed(host);
  } catch (error) {
    if (error instanceof Blocked) pace.rest(error.host, { kind: "blocked", reason: error.message });
    else if (error instanceof TryLater) {
      if (pace.strike(error.host, error.message, error.retryAfter)) throw error;
    } else if (!(error instanceof AskError)) throw error;
    giveUp(task, { kind: error instanceof Blocked ? "blocked" : "failing", reason: messageOf(error) });
    if (!(error instanceof AskError)) drain(error.host, pace, queue);
  } finally {
    drain(host, pace, queue);
  }
}

/** What waits for a host that is left alone for the rest of the run will not be done. */
function drain(host: string, pace: Pace, queue: HostQueue<CrawlTask>): void {
  const resting = pace.resting(host);
  if (resting) for (const lost of queue.drain(host)) giveUp(lost, resting);
}

const giveUp = (task: CrawlTask, { kind, reason }: Resting): void =>
  task.crawl.giveUp(task, kind === "blocked" ? "blocked" : "failed", reason);

const hostOf = (task: CrawlTask): string => new URL(task.url).hostname;

function totalsOf(runs: SourceRun[]): SourceCounts {
  const totals = noCounts();
  for (const run of runs) for (const key of Object.keys(totals) as (keyof SourceCounts)[]) totals[key] += run[key];
  return totals;
}
