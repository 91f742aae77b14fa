import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { MAIN } from "../cli/program.ts";

export interface Took {
  /** Wall time. */
  seconds: number;
  /** Time of processors, of all of them together; 0 where the system does not tell. */
  cores: number;
  /** Peak of the largest process; 0 where the system does not tell. */
  megabytes: number;
  /** Where each process stood when it told of a piece of work by a line on stderr. */
  marks: Mark[][];
}

/** Seconds since the processes were started, and of processors until then. */
export interface Mark {
  seconds: number;
  cores: number;
}

type Use = Pick<Took, "cores" | "megabytes">;

const LOOK_MS = 50;

/**
 * Runs processes of the compiled program side by side until all have ended.
 * @throws Error with what one said that did not end as it should
 */
export function programs(...commands: string[][]): Promise<Took> {
  return nodes(...commands.map((args) => [MAIN, ...args]));
}

/** The same for scripts of any kind that Node runs. */
export async function nodes(...commands: string[][]): Promise<Took> {
  const begun = performance.now();
  const took = await Promise.all(commands.map((args) => used(args, begun)));
  return {
    seconds: (performance.now() - begun) / 1000,
    cores: took.reduce((sum, { cores }) => sum + cores, 0),
    megabytes: Math.max(...took.map(({ megabytes }) => megabytes)),
    marks: took.map(({ marks }) => marks),
  };
}

async function used(args: string[], begun: number): Promise<Use & { marks: Mark[] }> {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LANG: "C" },
  });
  let said = "";
  let use: Use = { cores: 0, megabytes: 0 };
  const marks: Mark[] = [];
  child.stderr.on("data", (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4000);
    const { cores } = useOf(child.pid ?? 0) ?? use;
    const seconds = (performance.now() - begun) / 1000;
    for (const byte of chunk) if (byte === 10) marks.push({ seconds, cores });
  });
  const look = setInterval(() => {
    use = useOf(child.pid ?? 0) ?? use;
  }, LOOK_MS);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(look);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${said}`);
  return { ...use, marks };
}

/** Of the kernel's clock, which Linux fixes for programs at 100 ticks a second. */
const TICKS = 100;

/** What a process has used so far, as Linux tells it: processor time and the high-water mark of its memory. */
function useOf(pid: number): Use | null {
  try {
    const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    if (!peak) return null;
    // Behind the name in brackets; user and system time are the 12th and 13th of what follows.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return { cores: (Number(fields[11]) + Number(fields[12])) / TICKS, megabytes: Number(peak) / 1024 };
  } catch {
    return null;
  }
}
