import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EXIT } from "../pipeline/errors.ts";
import { modeltide } from "./cli/program.ts";

/** Longest wait for it in milliseconds: the machine may be busy, or another test file making it. */
export const SAMPLE_RUN_WAIT = 600_000;

/**
 * The data folder of a sample run that all test files of one run of the suite share; the first to ask for it makes it.
 * It is for reading.
 */
export async function sampleRun(): Promise<string> {
  const shared = process.env.MODELTIDE_TEST_SHARED;
  if (!shared) throw new Error("MODELTIDE_TEST_SHARED is not set: test/compile.ts names a folder there");
  const dir = join(shared, "sample-run");
  try {
    mkdirSync(dir);
  } catch {
    while (!existsSync(join(dir, "report", "index.html"))) await sleep(200);
    return dir;
  }
  const { status, stderr } = modeltide(["weekly", "--sample", "--data", dir]);
  if (status !== EXIT.done) throw new Error(stderr);
  return dir;
}
