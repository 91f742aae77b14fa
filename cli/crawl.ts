import { findChromium } from "../crawlers/browser.ts";
import { type CrawlSummary, crawl, type SourceProgress } from "../crawlers/crawl.ts";
import type { Source } from "../crawlers/source.ts";
import { NEWSROOM_DOMAIN, startNewsroom } from "../data/sample/server/newsroom.ts";
import { EXIT } from "../pipeline/errors.ts";
import { nextPageOf } from "../pipeline/stages/extract/index.ts";
import type { CliContext } from "./context.ts";
import { type DataPaths, shipped } from "./paths.ts";
import { liveSettings, proxyOf, userAgent } from "./sources/contact.ts";

/** The newsroom's articles begin in March 2023. */
const SAMPLE_SINCE = "2023-01-01";

/** Crawls live sources under the name and contact of the settings. */
export async function crawlLive(
  sources: Source[],
  paths: DataPaths,
  context: CliContext,
  since: string | null,
): Promise<CrawlSummary> {
  const settings = liveSettings(context);
  return crawl({
    sources,
    archiveDir: paths.archive,
    userAgent: userAgent(settings.contact),
    since,
    pace: settings.pace,
    browserPath: findChromium(context.env.MODELTIDE_CHROMIUM),
    proxy: proxyOf(context.env),
    ...common(context),
  });
}

/** Plays the bundled newsroom on loopback and crawls it. */
export async function crawlSample(sources: Source[], paths: DataPaths, context: CliContext): Promise<CrawlSummary> {
  const newsroom = await startNewsroom(shipped.sample);
  try {
    return await crawl({
      sources,
      archiveDir: paths.archive,
      userAgent: userAgent("bundled newsroom"),
      since: SAMPLE_SINCE,
      hosts: { [NEWSROOM_DOMAIN]: { address: newsroom.address, port: newsroom.port } },
      pace: 0.05,
      browserPath: findChromium(context.env.MODELTIDE_CHROMIUM),
      ...common(context),
    });
  } finally {
    await newsroom.close();
  }
}

function common(context: CliContext) {
  return { nextPage: nextPageOf, signal: context.signal, now: context.now, onProgress: progressLines(context) };
}

/** A line for each source: redrawn in place on a terminal; elsewhere those that moved, every few seconds. */
function progressLines(context: CliContext): (progress: SourceProgress) => void {
  const latest = new Map<string, SourceProgress>();
  const moved = new Set<string>();
  let last = context.now().getTime();
  let drawn = 0;
  return (progress) => {
    latest.set(progress.sourceId, progress);
    moved.add(progress.sourceId);
    const now = context.now().getTime();
    if (now - last < (context.terminal ? 200 : 5000)) return;
    last = now;
    const shown = [...latest.values()].filter(({ sourceId }) => context.terminal || moved.has(sourceId));
    moved.clear();
    const lines = shown.map((one) => `${context.terminal ? "\u001b[K" : ""}${progressLine(one, context)}\n`);
    context.err(`${context.terminal && drawn ? `\u001b[${drawn}A` : ""}${lines.join("")}`);
    drawn = lines.length;
  };
}

const progressLine = (one: SourceProgress, { text }: CliContext): string =>
  `${one.sourceId.padEnd(16)} ${text({
    en: `listed ${one.listed}, new ${one.new}, fetched ${one.fetched}, unchanged ${one.unchanged}, dropped ${one.dropped}, blocked ${one.blocked}`,
    zh: `列出 ${one.listed}，新 ${one.new}，已取 ${one.fetched}，未变 ${one.unchanged}，丢弃 ${one.dropped}，被拒 ${one.blocked}`,
  })}`;

/** The table that a crawl ends with. */
export function crawlRows(summary: CrawlSummary, sources: Source[]): Record<string, unknown>[] {
  return summary.sources.map((run) => ({
    source: sources.find(({ id }) => id === run.sourceId)?.name.zh ?? run.sourceId,
    state: run.state,
    listed: run.listed,
    new: run.new,
    fetched: run.fetched,
    unchanged: run.unchanged,
    dropped: run.dropped,
    blocked: run.blocked,
    failed: run.failed,
    note: run.message ?? "",
  }));
}

/** Done when every source is fine, done in part when some are not, nothing fetched when none answered. */
export function crawlExit(summary: CrawlSummary): (typeof EXIT)[keyof typeof EXIT] {
  const fine = summary.sources.filter((run) => run.state === "fine").length;
  if (fine === summary.sources.length) return EXIT.done;
  const reached = summary.totals.fetched + summary.totals.unchanged > 0;
  return reached ? EXIT.partial : EXIT.nothingFetched;
}
