import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lineUp } from "../cli/queue/disturbed.ts";
import { startRedis, type TestRedis } from "../cli/queue/redis.ts";
import { writeForeignWarc } from "../cli/queue/warcs.ts";
import type { Bench } from "./bench.ts";
import { pageMaker } from "./pages.ts";
import { nodes, programs, type Took } from "./program.ts";

const SHARDS = 4;
const PAGES = 2000;
const SHARDS_ALONE = fileURLToPath(new URL("queue/shards.ts", import.meta.url));

/**
 * Shards of whole pages: made by one process without a queue, by one worker and by two, then joined and published; and
 * the same pages imported and built without shards.
 */
export const bench: Bench = async function* () {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-queue-bench-"));
  const redis = await startRedis(join(dir, "redis"));
  try {
    const files = await pageFiles(dir);
    const pages = SHARDS * PAGES;
    yield { what: "shards", value: SHARDS, unit: "" };
    yield { what: "pages of a shard", value: PAGES, unit: "" };
    const direct = await directly(join(dir, "direct"), files);
    yield { what: "without shards: import and build", value: direct.seconds, unit: "s" };
    yield { what: "  processor time", value: direct.cores, unit: "core-s" };
    const alone = await lakeOf(join(dir, "alone"), files, redis);
    const bare = await nodes(["--import", "tsx", SHARDS_ALONE, alone.lake, alone.data, alone.scratch]);
    yield { what: "shards in one process, no queue", value: bare.seconds, unit: "s" };
    yield { what: "  processor time", value: bare.cores, unit: "core-s" };
    const one = await (await lakeOf(join(dir, "one"), files, redis)).work(1);
    yield { what: "shards by one worker", value: one.seconds, unit: "s" };
    yield { what: "  processor time", value: one.cores, unit: "core-s" };
    yield { what: "  peak memory", value: one.megabytes, unit: "MB" };
    const line = await lakeOf(join(dir, "two"), files, redis);
    const two = await line.work(2);
    yield { what: "shards by two workers", value: two.seconds, unit: "s" };
    yield { what: "  processor time", value: two.cores, unit: "core-s" };
    const joined = await programs(["build", "--lake", line.lake, "--data", line.data]);
    yield { what: "line up", value: line.lining, unit: "s" };
    yield { what: "join, cluster, publish", value: joined.seconds, unit: "s" };
    yield { what: "two workers against one", value: one.seconds / two.seconds, unit: "×" };
    yield { what: "one worker against no queue, processor time", value: one.cores / bare.cores, unit: "×" };
    const whole = line.lining + two.seconds + joined.seconds;
    yield { what: "line up, two workers, join against import and build", value: whole / direct.seconds, unit: "×" };
    yield { what: "a shard", value: one.cores / SHARDS, unit: "core-s" };
    yield { what: "a page", value: (one.cores / pages) * 1000, unit: "core-ms" };
    yield { what: "join, cluster, publish a page", value: (joined.cores / pages) * 1000, unit: "core-ms" };
  } finally {
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};

async function pageFiles(dir: string): Promise<string[]> {
  const { market } = await pageMaker();
  return Array.from({ length: SHARDS }, (_, shard) => {
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
