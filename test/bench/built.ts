import type { CliContext } from "../../cli/context.ts";
import type { DataPaths } from "../../cli/paths.ts";
import { buildData } from "../../cli/pipeline.ts";
import { importKey, openArchive } from "../../crawlers/archive.ts";
import type { BuildSummary } from "../../pipeline/build.ts";
import { type BenchInput, type BenchItem, benchItems } from "./bench.ts";

const now = () => new Date();

/** Writes the items of a bench to an archive, as `modeltide import` does; gives them. */
export async function archiveItems(paths: DataPaths, input: BenchInput): Promise<BenchItem[]> {
  const items = await benchItems(input);
  await archiveList(paths, items);
  return items;
}

export async function archiveList(paths: DataPaths, items: BenchItem[]): Promise<void> {
  const archive = await openArchive(paths.archive, { now });
  await archive.appendMany(
    items.map((item) => ({
      kind: "import" as const,
      url: importKey(item),
      fetchedAt: now().toISOString(),
      sourceId: null,
      hints: {},
      item,
    })),
  );
  await archive.close();
}

/** A build with everything that ships; `onProgress` is told of every stage. */
export function buildOnce(
  paths: DataPaths,
  options: { fresh?: boolean; onProgress?: (stage: string) => void } = {},
): Promise<BuildSummary> {
  return buildData(paths, [], QUIET, options);
}

const QUIET: CliContext = {
  stdin: process.stdin,
  out: () => {},
  err: () => {},
  lang: "en",
  env: process.env,
  now,
  signal: new AbortController().signal,
  terminal: false,
  exitWith: () => {},
  text: (message) => message.en,
};
