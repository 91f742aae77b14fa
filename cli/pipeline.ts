import { join } from "node:path";
import { loadViews } from "../analysis/views.ts";
import { readArchive } from "../crawlers/archive.ts";
import { canonicalUrl } from "../crawlers/canonical.ts";
import { readSourceRuns } from "../crawlers/health.ts";
import type { Source } from "../crawlers/source.ts";
import type { SourceInfo } from "../pipeline/articles.ts";
import { type BuildOptions, type BuildSummary, build, type Labeller } from "../pipeline/build.ts";
import { type BuildPlan, planBuild } from "../pipeline/dry-run.ts";
import { loadLexicon } from "../pipeline/lexicon.ts";
import { loadRegistry } from "../pipeline/registry.ts";
import { readReviews } from "../pipeline/reviews.ts";
import type { ShardSource } from "../pipeline/shards/ingest.ts";
import { loadHeadlineModel } from "../pipeline/stages/cluster/model.ts";
import { createExtractor, loadBoilerplate } from "../pipeline/stages/extract/index.ts";
import { loadTagger } from "../pipeline/stages/tag/index.ts";
import type { CliContext } from "./context.ts";
import { type DataPaths, shipped } from "./paths.ts";
import { createProgress } from "./progress.ts";
import { loadSettings } from "./settings.ts";
import { programVersion } from "./version.ts";

/** The stages that a build runs itself. */
export type BuildStages = Pick<BuildOptions, "lexicon" | "extractor" | "labeller">;

/** Builds one data folder's database with everything that ships with the program. */
export async function buildData(
  paths: DataPaths,
  sources: Source[],
  context: CliContext,
  options: { fresh?: boolean; shards?: ShardSource; stages?: BuildStages } = {},
): Promise<BuildSummary> {
  const progress = createProgress(context);
  const [{ lexicon, extractor, labeller }, registry] = await Promise.all([
    options.stages ?? loadBuildStages(),
    loadRegistry(shipped.registry),
  ]);
  try {
    return await build({
      database: paths.database,
      migrationsDir: shipped.migrations,
      checksDir: shipped.checks,
      views: await loadViews(shipped.views),
      records: (isKnown) => readArchive(paths.archive, { skip: isKnown }),
      sources: sources.map(sourceInfo),
      sourceRuns: await readSourceRuns(paths.archive),
      ...(options.shards ? { shards: options.shards } : {}),
      extractor,
      labeller,
      lexicon,
      registry,
      headlines: await loadHeadlineModel(join(shipped.model, "headlines.json")),
      reviews: readReviews(join(paths.dir, "reviews.csv")),
      fresh: options.fresh ?? false,
      snapshots: loadSettings(process.cwd(), context.env).snapshots,
      version: programVersion(),
      now: context.now(),
      signal: context.signal,
      onProgress: progress.step,
    });
  } finally {
    progress.end();
  }
}

async function loadBuildStages(): Promise<BuildStages> {
  const [lexicon, boilerplate, tagger] = await Promise.all([
    loadLexicon(shipped.lexicon),
    loadBoilerplate(shipped.lexicon),
    loadTagger({ lexiconDir: shipped.lexicon, modelDir: shipped.model }),
  ]);
  const labeller: Labeller = {
    version: tagger.version,
    tagMany: async (inputs) => inputs.map((input) => tagger.tag(input)),
  };
  return { lexicon, extractor: createExtractor(boilerplate), labeller };
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
    records: (isKnown) => readArchive(paths.archive, { skip: isKnown }),
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
