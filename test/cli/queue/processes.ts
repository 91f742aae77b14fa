import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { MAIN } from "../program.ts";
import { inNamespace } from "./redis.ts";

export interface Running {
  child: ChildProcess;
  /** What it told on stdout so far. */
  told: () => string;
  /** What it said on stderr so far. */
  said: () => string;
  /** Its exit code; null where a signal ended it. */
  ended: Promise<number | null>;
}

/** Starts the compiled program beside the test, in a network namespace of its own where one is named. */
export function startModeltide(
  args: string[],
  more: { cwd?: string; env?: NodeJS.ProcessEnv; namespace?: string | null } = {},
): Running {
  const { MODELTIDE_CONTACT: _, ...env } = process.env;
  const [program = "", ...parameters] = inNamespace(more.namespace ?? null, [process.execPath, MAIN, ...args]);
  const child = spawn(program, parameters, {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: more.cwd,
    env: { ...env, LANG: "C", LC_ALL: "C", ...more.env },
  });
  let [told, said] = ["", ""];
  child.stderr?.on("data", (chunk) => {
    said += String(chunk);
  });
  child.stdout?.on("data", (chunk) => {
    told += String(chunk);
  });
  return {
    child,
    told: () => told,
    said: () => said,
    ended: once(child, "close").then(([code]) => code as number | null),
  };
}
