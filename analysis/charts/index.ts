import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ChartDefinition } from "./chart.ts";

export type { ChartDefinition, ChartOptions, ChartRow, Snapshot } from "./chart.ts";

/** Every chart of this folder, in the order of the report. A file that exports `chart` is one. */
export async function loadCharts(): Promise<ChartDefinition[]> {
  const folder = import.meta.dirname;
  const files = (await readdir(folder)).filter((file) => /(?<!\.d)\.[jt]s$/.test(file) && !file.startsWith("index."));
  const modules = await Promise.all(
    files.map(async (file) => (await import(pathToFileURL(join(folder, file)).href)) as { chart?: ChartDefinition }),
  );
  return modules
    .flatMap(({ chart }) => (chart ? [chart] : []))
    .sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
}
