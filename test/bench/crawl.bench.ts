import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench, Figure } from "./bench.ts";

interface Run {
  pages: number;
  seconds: number;
  megabytes: number;
}
const ROUNDS = 3;
const script = (name: string): string => fileURLToPath(new URL(`crawl/${name}`, import.meta.url));
const node = ["--import", "tsx"];

/** Pages per second on a loopback site, against Scrapy and against undici alone; and how close pauses come to their bound. */
export const bench: Bench = async function* () {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-bench-"));
  const server = spawn(process.execPath, [...node, script("server.ts")], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(server.stdout, "data")) as [Buffer];
    const port = line.toString().trim();
    const own: Run[] = [];
    const scrapy: Run[] = [];
    const bare: Run[] = [];
    // Taken in turns, so that what else the machine does falls on all alike.
    for (let round = 0; round < ROUNDS; round++) {
      own.push(await run<Run>(process.execPath, [...node, script("own.ts"), port, join(dir, String(round))]));
      if (hasScrapy()) scrapy.push(await run<Run>(PYTHON, [script("scrapy_spider.py"), port]));
      bare.push(await run<Run>(process.execPath, [...node, script("undici.ts"), port]));
    }
    yield* figures("crawl, with the archive written", own);
    if (scrapy.length) {
      yield* figures("Scrapy", scrapy);
      yield { what: "crawl against Scrapy", value: speed(own) / speed(scrapy), unit: "×" };
    }
    yield* figures("undici and nothing else", bare);
    const week = await run<{ pages: number; seconds: number; longest: number }>(process.execPath, [
      ...node,
      script("week.ts"),
      join(dir, "week"),
    ]);
    yield {
      what: "40 hosts against the longest host's requests × pause",
      value: week.seconds / week.longest,
      unit: "×",
    };
  } finally {
    server.kill();
    rmSync(dir, { recursive: true, force: true });
  }
};

function* figures(what: string, runs: Run[]): Generator<Figure> {
  yield { what, value: speed(runs), unit: "pages/s" };
  yield { what: `${what}: peak memory`, value: Math.max(...runs.map(({ megabytes }) => megabytes)), unit: "MB" };
}

/** The middle of the rounds. */
function speed(runs: Run[]): number {
  const speeds = runs.map(({ pages, seconds }) => pages / seconds).sort((a, b) => a - b);
  return speeds[Math.floor(speeds.length / 2)] ?? 0;
}

/** Debian's Python: its Scrapy is the one to compare with. */
const PYTHON = "/usr/bin/python3";
const hasScrapy = (): boolean => spawnSync(PYTHON, ["-c", "import scrapy"]).status === 0;

async function run<T>(command: string, args: string[]): Promise<T> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, "close");
  return JSON.parse(output.trim().split("\n").at(-1) ?? "") as T;
}
