import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../pipeline/root.ts";

export const MAIN = join(packageRoot, "dist", "cli", "main.js");

/** Runs the compiled program as a user would, in an English locale. */
export function modeltide(
  args: string[],
  options: { input?: string; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): SpawnSyncReturns<string> {
  const { MODELTIDE_CONTACT: _, ...env } = process.env;
  return spawnSync(process.execPath, [MAIN, ...args], {
    encoding: "utf8",
    maxBuffer: 1e8,
    ...options,
    env: { ...env, LANG: "C", LC_ALL: "C", ...options.env },
  });
}
