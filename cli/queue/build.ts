import { join } from "node:path";
import type { Source } from "../../crawlers/source.ts";
import type { BuildSummary } from "../../pipeline/build.ts";
import { readReviews } from "../../pipeline/reviews.ts";
import { currentShards } from "../../pipeline/shards/current.ts";
import type { ShardSource } from "../../pipeline/shards/ingest.ts";
import { type Input, listInputs } from "../../pipeline/shards/inputs.ts";
import type { Lake } from "../../pipeline/shards/lake.ts";
import { codeDigest } from "../../pipeline/shards/stages.ts";
import type { CliContext } from "../context.ts";
import type { DataPaths } from "../paths.ts";
import { buildData } from "../pipeline.ts";
import { crawlRuns } from "./crawl-work.ts";
import { loadStages } from "./stages.ts";

/**
 * Clusters and publishes from the shards of a lake.
 * @returns also the inputs of the lake that have no shard yet, which the database is without
 */
export async function buildFromLake(
  lake: Lake,
  paths: DataPaths,
  sources: Source[],
  context: CliContext,
  options: { fresh: boolean },
): Promise<{ summary: BuildSummary; missing: Input[] }> {
  const stages = await loadStages(sources, readReviews(join(paths.dir, "reviews.csv")));
  const { present, missing } = await currentShards(lake, await listInputs(lake), stages, codeDigest());
  const imported = new Map(present.map(({ name, input }) => [name, input.kind !== "archive"]));
  const shards: ShardSource = {
    names: present.map(({ name }) => name),
    fetch: async (names) => {
      const files = await lake.fetchAll(names);
      return files.map((path, at) => ({ path, imported: imported.get(names[at] ?? "") ?? false }));
    },
  };
  const sourceRuns = await crawlRuns(lake);
  const summary = await buildData(paths, sources, context, { ...options, shards, stages, sourceRuns });
  return { summary, missing: missing.map(({ input }) => input) };
}
