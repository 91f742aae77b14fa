import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DataPaths, dataPaths } from "../../../cli/paths.ts";
import { buildData } from "../../../cli/pipeline.ts";
import { liveSources } from "../../../cli/sources/load.ts";
import { importRecord } from "../../../crawlers/archive/captured.ts";
import { openArchive } from "../../../crawlers/archive.ts";
import type { Item } from "../../../pipeline/types.ts";
import { quietContext } from "./context.ts";

/** When the tests' items were gathered. */
export const FETCHED = "2026-11-20T00:00:00.000Z";

/** Archives items in files of about so many bytes and builds from there, as on one machine. */
export async function directBuild(dir: string, items: Item[], rotateAt = 1e9): Promise<DataPaths> {
  const paths = dataPaths(dir);
  const archive = await openArchive(paths.archive, { now: () => new Date(FETCHED), rotateAt });
  await archive.appendMany(items.map((item) => importRecord(item, FETCHED)));
  await archive.close();
  await buildData(paths, await liveSources(dir), quietContext());
  return paths;
}

/** Items as a file of JSON lines; gives its path. */
export function itemFile(dir: string, name: string, items: Item[]): string {
  const path = join(dir, name);
  writeFileSync(path, items.map((item) => `${JSON.stringify(item)}\n`).join(""));
  return path;
}
