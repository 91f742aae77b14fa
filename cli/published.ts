import { existsSync } from "node:fs";
import { EXIT, StopError } from "../pipeline/errors.ts";

/** @throws StopError exit 4 where no database has been published yet */
export function requireDatabase(path: string): void {
  if (existsSync(path)) return;
  throw new StopError(
    {
      en: `there is no database at ${path}: run "modeltide weekly --sample", "modeltide weekly" or "modeltide build" first.`,
      zh: `${path} 还没有数据库：请先运行 modeltide weekly --sample、modeltide weekly 或 modeltide build。`,
    },
    { exitCode: EXIT.nothingFetched },
  );
}
