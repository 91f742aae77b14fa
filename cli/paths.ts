import { readlinkSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { packageRoot } from "../pipeline/root.ts";

/** Where one run's archive, database and report lie. */
export interface DataPaths {
  dir: string;
  archive: string;
  database: string;
  report: string;
}

/** The layout below a data folder (`--data`, default `data` of the working folder). */
export function dataPaths(dir: string): DataPaths {
  const root = resolve(dir);
  return {
    dir: root,
    archive: join(root, "archive"),
    database: behindLink(join(root, "market.duckdb")),
    report: join(root, "report"),
  };
}

/** The file that a link stands for: builds put their result in its place, where it lies, and leave the link. */
function behindLink(path: string): string {
  let target: string;
  try {
    target = readlinkSync(path);
  } catch {
    // No link, or nothing there.
    return path;
  }
  try {
    return realpathSync(path);
  } catch {
    // Not there yet: the first build makes it.
    return resolve(dirname(path), target);
  }
}

/** What ships with the program. */
export const shipped = {
  analysis: join(packageRoot, "analysis"),
  notebooks: join(packageRoot, "notebooks"),
  lexicon: join(packageRoot, "data", "lexicon"),
  registry: join(packageRoot, "data", "registry"),
  model: join(packageRoot, "data", "model"),
  sample: join(packageRoot, "data", "sample"),
  migrations: join(packageRoot, "pipeline", "store", "migrations"),
  checks: join(packageRoot, "pipeline", "store", "checks"),
  views: join(packageRoot, "analysis", "views"),
};
