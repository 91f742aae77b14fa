import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadViews } from "../analysis/views.ts";
import { indexedAbout, readArchive } from "../crawlers/archive.ts";
import { canonicalUrl } from "../crawlers/canonical.ts";
import { readSourceRuns, type SourceRun } from "../crawlers/health.ts";
import type { Source } from "../crawlers/source.ts";
import type { SourceInfo } from "../pipeline/articles.ts";
import { type BuildOptions, type BuildSummary, build } from "../pipeline/build.ts";
import { type BuildPlan, planBuild } from "../pipeline/dry-run.ts";
import { EXIT, type StopError } from "../pipeline/errors.ts";
import { loadLexicon } from "../pipeline/lexicon.ts";
import { loadRegistry } from "../pipeline/registry.ts";
import { readReviews } from "../pipeline/reviews.ts";
import type { ShardSource } from "../pipeline/shards/ingest.ts";
import { loadHeadlineModel } from "../pipeline/stages/cluster/model.ts";
import { createExtractor, loadBoilerplate } from "../pipeline/stages/extract/index.ts";
import { loadTagger } from "../pipeline/stages/tag/index.ts";
import { type CliContext, printable } from "./context.ts";
import { loadLabeller } from "./labeller.ts";
import { type DataPaths, shipped } from "./paths.ts";
import { createProgress } from "./progress.ts";
import { loadSettings } from "./settings.ts";
import { programVersion } from "./version.ts";

/** Damaged records that are named one by one. */
const TOLD = 5;

/** The stages that a build runs itself. */
export type BuildStages = Pick<BuildOptions, "lexicon" | "extractor" | "labeller">;

/** Builds one data folder's database with everything that ships with the program. */
export async function buildData(
  paths: DataPaths,
  sources: Source[],
  context: CliContext,
  options: {
    fresh?: boolean;
    allowEmpty?: boolean;
    shards?: ShardSource;
    /** Shares of crawls that went elsewhere than to the archive here. */
    sourceRuns?: SourceRun[];
    stages?: BuildStages;
    /** Told of every stage beside the line of progress. */
    onProgress?: (stage: string) => void;
  } = {},
): Promise<BuildSummary> {
  const progress = createProgress(context);
  const unreadable: StopError[] = [];
  const anew = options.fresh || !existsSync(paths.database);
  const { close, ...stages } = options.stages
    ? { ...options.stages, close: null }
    : await loadBuildStages(anew ? indexedAbout(paths.archive) : 0);
  try {
    const summary = await build({
      database: paths.database,
      migrationsDir: shipped.migrations,
      checksDir: shipped.checks,
      views: await loadViews(shipped.views),
      records: (isKnown) => readArchive(paths.archive, { skip: isKnown, damaged: (error) => unreadable.push(error) }),
      sources: sources.map(sourceInfo),
      sourceRuns: [...(await readSourceRuns(paths.archive)), ...(options.sourceRuns ?? [])],
      ...(options.shards ? { shards: options.shards } : {}),
      ...stages,
      registry: await loadRegistry(shipped.registry),
      headlines: await loadHeadlineModel(join(shipped.model, "headlines.json")),
      reviews: readReviews(join(paths.dir, "reviews.csv")),
      fresh: options.fresh ?? false,
      allowEmpty: options.allowEmpty ?? false,
      snapshots: loadSettings(process.cwd(), context.env).snapshots,
      version: programVersion(),
      now: context.now(),
      signal: context.signal,
      onProgress: (stage, done) => {
        progress.step(stage, done);
        options.onProgress?.(stage);
      },
    });
    progress.end();
    tellUnreadable(unreadable, context);
    return summary;
  } finally {
    progress.end();
    await close?.();
  }
}

/** What the archive could not give is told, and makes the exit code that of a part done; the rest is built. */
function tellUnreadable(errors: StopError[], context: CliContext): void {
  if (!errors.length) return;
  context.exitWith(EXIT.partial);
  for (const error of errors.slice(0, TOLD)) context.err(`${printable(context.text(error.text))}\n`);
  context.err(
    `${context.text({ en: `left out: ${errors.length} that the archive could not give`, zh: `档案无法读出、因而略去:${errors.length}` })}\n`,
  );
}

/** @param expected about how many articles there will be to label, as far as that is known before */
async function loadBuildStages(expected: number): Promise<BuildStages & { close: () => Promise<void> }> {
  const reading = loadLexicon(shipped.lexicon);
  const labelling = loadLabeller({ lexiconDir: shipped.lexicon, modelDir: shipped.model, lexicon: reading }, expected);
  try {
    const [lexicon, boilerplate] = await Promise.all([reading, loadBoilerplate(shipped.lexicon)]);
    const labeller = await labelling;
    return { lexicon, extractor: createExtractor(boilerplate), labeller, close: labeller.rest };
  } catch (error) {
    // Its threads would go on.
    await labelling.then(
      (labeller) => labeller.rest(),
      () => {},
    );
    throw error;
  }
}

/** Says what `buildData` would do; writes nothing. */
export async function planData(
  paths: DataPaths,
  context: CliContext,
  options: { fresh?: boolean } = {},
): Promise<BuildPlan> {
  const tagger = await loadTagger({ lexiconDir: shipped.lexicon, modelDir: shipped.model });
  return planBuild({
    database: paths.database,
    records: (isKnown) => readArchive(paths.archive, { skip: isKnown, damaged: () => {} }),
    reviews: readReviews(join(paths.dir, "reviews.csv")),
    taggerVersion: tagger.version,
    fresh: options.fresh ?? false,
    signal: context.signal,
  });
}

/** What building needs to know of a source. */
export const sourceInfo = (source: Source): SourceInfo => ({
  id: source.id,
  nameZh: source.name.zh,
  nameEn: source.name.en ?? null,
  home: source.home,
  kind: "site",
  rules: source.extract,
  boilerplate: source.boilerplate,
  canonicalUrl: (url) => canonicalUrl(url, source),
});
