import { existsSync } from "node:fs";
import { join } from "node:path";
import type { NotebookSource } from "../notebooks/kit/source.ts";
import { goldFigures } from "../pipeline/eval/gold-figures.ts";
import { packageRoot } from "../pipeline/root.ts";
import { requirePublished } from "../pipeline/store/database.ts";
import { openReader } from "../pipeline/store/query.ts";
import { beijingDay } from "../pipeline/time.ts";
import type { CliContext } from "./context.ts";
import { OWN_GOLD, predictGold, readGold } from "./gold.ts";
import { type DataPaths, dataPaths } from "./paths.ts";

/** More than a page shows is cut there, with a word on it. */
const LIMITS = { rows: 50_000, seconds: 60, memory: "1GB" };

/**
 * The data folder that notebooks read: the one given, otherwise `data`, otherwise the sample run's.
 * @throws StopError exit 4 where none of them has a database
 */
export function notebookData(given: string | undefined, context: CliContext): DataPaths {
  const paths = dataPaths(given ?? "data");
  const sample = dataPaths(join(packageRoot, "data", "sample-run"));
  if (given !== undefined || existsSync(paths.database) || !existsSync(sample.database)) {
    requirePublished(paths.database);
    return paths;
  }
  context.err(
    `${context.text({
      en: `no database in ${paths.dir} yet: these are the notebooks of the sample run`,
      zh: `${paths.dir} 还没有数据库：以下是样例运行的笔记本`,
    })}\n`,
  );
  return sample;
}

/** Opens the published file for notebooks: read-only, cut off from other files, of one snapshot until it is closed. */
export async function openNotebookSource(
  paths: DataPaths,
  context: CliContext,
): Promise<{ source: NotebookSource; close: () => void }> {
  const reader = await openReader(paths.database, LIMITS);
  let gold: Promise<unknown> | null = null;
  const source: NotebookSource = {
    query: (sql) => reader.query(sql),
    gold: () => {
      gold ??= ownGoldFigures();
      return gold;
    },
    lang: context.lang,
    today: beijingDay(context.now()),
    packageRoot,
  };
  return { source, close: reader.close };
}

async function ownGoldFigures(): Promise<unknown> {
  const gold = await readGold(join(OWN_GOLD, "items.jsonl"));
  return goldFigures(gold, await predictGold(gold));
}
