import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { warcFiles } from "../../crawlers/archive/files.ts";
import { type CrawlOptions, type CrawlSummary, crawl } from "../../crawlers/crawl.ts";
import { SOURCE_RUNS, type SourceRun } from "../../crawlers/health.ts";
import type { Source } from "../../crawlers/source.ts";
import { RetryError, SkipError } from "../../pipeline/errors.ts";
import { type Input, inputId, noteInput } from "../../pipeline/shards/inputs.ts";
import type { Lake } from "../../pipeline/shards/lake.ts";
import type { CrawlJob } from "./jobs.ts";

export interface CrawlTools {
  lake: Lake;
  sources: Source[];
  scratchDir: string;
  /** How the crawl behaves, and what it shares with other workers. */
  manners: Omit<CrawlOptions, "sources" | "archiveDir" | "since" | "signal">;
  /** Called with every input that a crawl made. */
  onInput: (input: Input, job: CrawlJob) => Promise<void>;
}

/** What a source's crawls remember lies here: the index of what was fetched, and the archive's state. */
const CRAWLS = "crawls/";
const memoryOf = (source: string): string => `${CRAWLS}${source}/`;

/**
 * Crawls one source into files of its own and brings them into the lake, then what later crawls need to know of them. A
 * crawl that dies on the way leaves the lake as it was.
 */
export function crawlWork(tools: CrawlTools): (job: CrawlJob, signal: AbortSignal) => Promise<CrawlSummary> {
  return async (job, signal) => {
    const source = tools.sources.find(({ id }) => id === job.source);
    if (!source) {
      throw new SkipError({
        en: `this worker has no source "${job.source}": "modeltide sources list" names them all.`,
        zh: `本机没有名为“${job.source}”的来源:modeltide sources list 可列出全部。`,
      });
    }
    const dir = join(tools.scratchDir, `crawl-${randomUUID()}`);
    try {
      await recall(tools.lake, source.id, dir);
      const { manners } = tools;
      const summary = await crawl({ ...manners, sources: [source], archiveDir: dir, since: job.since, signal });
      for (const name of warcFiles(dir)) {
        const path = join(dir, name);
        const input = await bring(tools.lake, path, name, source.id);
        await tools.onInput(input, job);
      }
      await remember(tools.lake, source.id, dir);
      const run = summary.sources[0];
      const reached = summary.totals.fetched + summary.totals.unchanged > 0;
      if (run && run.state !== "fine" && !reached) throw unreached(source.id, run.message ?? run.state);
      return summary;
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  };
}

/** Every source's share of every crawl that workers made into a lake, oldest first for each source. */
export async function crawlRuns(lake: Lake): Promise<SourceRun[]> {
  const logs = (await lake.list(CRAWLS)).filter(({ name }) => name.endsWith(`/state/${SOURCE_RUNS}.jsonl`));
  const runs: SourceRun[] = [];
  for (const { name } of logs) {
    const lines = (await lake.read(name))?.toString("utf8").split("\n").filter(Boolean) ?? [];
    runs.push(...lines.map((line) => JSON.parse(line) as SourceRun));
  }
  return runs;
}

/** Writes down here what earlier crawls of the source left in the lake. */
async function recall(lake: Lake, source: string, dir: string): Promise<void> {
  mkdirSync(dir, { recursive: true });
  const folder = memoryOf(source);
  for (const { name } of await lake.list(folder)) {
    const content = await lake.read(name);
    const path = join(dir, name.slice(folder.length));
    mkdirSync(dirname(path), { recursive: true });
    if (content) writeFileSync(path, content);
  }
}

/** The state first, the index last: what the index names is in the lake, and so is all that goes with it. */
async function remember(lake: Lake, source: string, dir: string): Promise<void> {
  const state = join(dir, "state");
  const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(dir, path);
    if (!name.startsWith("state/robots/")) await lake.write(`${memoryOf(source)}${name}`, readFileSync(path));
  }
  await lake.write(`${memoryOf(source)}index.cdxj`, readFileSync(join(dir, "index.cdxj")));
}

async function bring(lake: Lake, path: string, name: string, source: string): Promise<Input> {
  const content = readFileSync(path);
  const id = inputId(content);
  const bytes = statSync(path).size;
  const [, order = name] = /^modeltide-(.+)\.warc\.gz$/.exec(name) ?? [];
  const at = `raw/${id}.warc.gz`;
  await lake.put(at, path);
  const fetchedAt = `${order.slice(0, 4)}-${order.slice(4, 6)}-${order.slice(6, 8)}T00:00:00.000Z`;
  return noteInput(lake, { id, kind: "archive", name, at, bytes, order, fetchedAt, source });
}

const unreached = (source: string, why: string): RetryError =>
  new RetryError({ en: `${source}: ${why}`, zh: `${source}:${why}` });
