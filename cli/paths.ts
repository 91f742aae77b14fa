import { join, resolve } from "node:path";
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
    database: join(root, "market.duckdb"),
    report: join(root, "report"),
  };
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
