import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lineUp } from "../cli/queue/disturbed.ts";
import { startRedis, type TestRedis } from "../cli/queue/redis.ts";
import { writeForeignWarc } from "../cli/queue/warcs.ts";
import type { Bench, Figure } from "./bench.ts";
import { pageMaker } from "./pages.ts";
import { nodes, programs, type Took } from "./program.ts";

/** Shards for each worker: the first warms it up. */
const SHARDS = 4;
const PAGES = 2000;
const SHARDS_ALONE = fileURLToPath(new URL("queue/shards.ts", import.meta.url));

/**
 * Shards of whole pages: made by one process without a queue, by one worker and by two, then joined and published; and
 * the same pages imported and built without shards. Workers run for weeks: how they compare is measured from the end of
 * each one's first shard to the end of its last, while all are at work. What starting and warming up take (loading the
 * lexicon and the weights, compiling what is hot) is given beside.
 */
export const bench: Bench = async function* () {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-queue-bench-"));
  const redis = await startRedis(join(dir, "redis"));
  try {
    const files = await pageFiles(dir, 2 * SHARDS);
    const few = files.slice(0, SHARDS);
    yield { what: "shards for each worker", value: SHARDS, unit: "" };
    yield { what: "pages of a shard", value: PAGES, unit: "" };
    const direct = await directly(join(dir, "direct"), files);
    yield { what: "without shards: import and build", value: direct.seconds, unit: "s" };
    yield { what: "  processor time", value: direct.cores, unit: "core-s" };
    const alone = await lakeOf(join(dir, "alone"), few, redis);
    const bare = await nodes(["--import", "tsx", SHARDS_ALONE, alone.lake, alone.data, alone.scratch]);
    yield* figures("one process, no queue", bare);
    const one = await (await lakeOf(join(dir, "one"), few, redis)).work(1);
    yield* figures("one worker", one);
    const line = await lakeOf(join(dir, "two"), files, redis);
    const two = await line.work(2);
    yield* figures("two workers", two);
    yield { what: "two workers against one, warm", value: warm(two).rate / warm(one).rate, unit: "×" };
    // Where others keep the machine busy, two workers do not get two cores; what a shard costs is still comparable.
    yield {
      what: "  by processor time, were both cores free",
      value: (2 * warm(one).cores) / warm(two).cores,
      unit: "×",
    };
    yield { what: "  with start and warm-up", value: (2 * one.seconds) / two.seconds, unit: "×" };
    yield { what: "one worker against no queue, warm: time", value: warm(bare).rate / warm(one).rate, unit: "×" };
    yield { what: "  processor time", value: warm(one).cores / warm(bare).cores, unit: "×" };
    const joined = await programs(["build", "--lake", line.lake, "--data", line.data]);
    yield { what: "line up", value: line.lining, unit: "s" };
    yield { what: "join, cluster, publish", value: joined.seconds, unit: "s" };
    const whole = line.lining + two.seconds + joined.seconds;
    yield { what: "line up, two workers, join against import and build", value: whole / direct.seconds, unit: "×" };
    yield { what: "a page in a warm worker", value: (warm(one).cores / PAGES) * 1000, unit: "core-ms" };
    const pages = files.length * PAGES;
    yield { what: "join, cluster, publish a page", value: (joined.cores / pages) * 1000, unit: "core-ms" };
  } finally {
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};

function* figures(who: string, took: Took): Generator<Figure> {
  const { rate, cores, first } = warm(took);
  yield { what: `${who}: shards a minute, warm`, value: rate * 60, unit: "" };
  yield { what: "  processor time of a shard, warm", value: cores, unit: "core-s" };
  yield { what: "  processor time of start and warm-up, each", value: first - cores, unit: "core-s" };
  yield { what: "  processor time in all", value: took.cores, unit: "core-s" };
  yield { what: "  cores kept busy", value: took.cores / took.seconds, unit: "" };
  yield { what: "  peak memory", value: took.megabytes, unit: "MB" };
}

/** Shards a second and core-seconds a shard after each process's first; with what its first took from the start on. */
function warm({ marks }: Took): { rate: number; cores: number; first: number } {
  const each = marks.map((own) => {
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last || own.length < 2) throw new Error("a process made fewer than two shards");
    const count = own.length - 1;
    return {
      rate: count / (last.seconds - first.seconds),
      cores: (last.cores - first.cores) / count,
      first: first.cores,
    };
  });
  const mean = (of: (one: (typeof each)[number]) => number) =>
    each.reduce((sum, one) => sum + of(one), 0) / each.length;
  return {
    rate: each.reduce((sum, { rate }) => sum + rate, 0),
    cores: mean(({ cores }) => cores),
    first: mean(({ first }) => first),
  };
}

async function pageFiles(dir: string, count: number): Promise<string[]> {
  const { market } = await pageMaker();
  return Array.from({ length: count }, (_, shard) => {
    const path = join(dir, `pages-${shard}.warc.gz`);
    writeForeignWarc(
      path,
      (function* () {
        for (let at = 0; at < PAGES; at++) yield market(shard * PAGES + at);
      })(),
    );
    return path;
  });
}

async function directly(data: string, files: string[]): Promise<Pick<Took, "seconds" | "cores">> {
  const imported = await programs(["import", ...files, "--data", data]);
  const built = await programs(["build", "--data", data]);
  return { seconds: imported.seconds + built.seconds, cores: imported.cores + built.cores };
}

/** A lake with the files lined up in a queue of its own. */
async function lakeOf(dir: string, files: string[], redis: TestRedis) {
  mkdirSync(dir);
  const [lake, data, scratch] = ["lake", "data", "scratch"].map((name) => join(dir, name)) as [string, string, string];
  const queue = dir.split("/").at(-1) ?? "";
  const place = ["--redis", redis.url, "--queue", queue, "--lake", lake, "--data", data, "--cache", scratch];
  const begun = performance.now();
  lineUp(files, place);
  const lining = (performance.now() - begun) / 1000;
  const worker = ["worker", "--drain", "--crawls", "0", ...place];
  const work = (count: number): Promise<Took> => programs(...Array.from({ length: count }, () => worker));
  return { lake, data, scratch, lining, work };
}
