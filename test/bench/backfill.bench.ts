import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modeltide } from "../cli/program.ts";
import { publishedContent } from "../cli/queue/content.ts";
import { directBuild, FETCHED, itemFile } from "../cli/queue/direct.ts";
import { disturbedRun, lineUp } from "../cli/queue/disturbed.ts";
import { startRedis } from "../cli/queue/redis.ts";
import { type Bench, benchItems, wallSeconds } from "./bench.ts";

/**
 * A whole corpus over the queue: four workers, two of which are killed in the middle of a job, and a Redis that is killed
 * and started again on the way. What comes of it is compared with the build on one machine, row by row.
 */
export const bench: Bench = async function* (input) {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-backfill-"));
  const redis = await startRedis(join(dir, "redis"));
  try {
    const items = await benchItems(input);
    yield { what: "items", value: items.length, unit: "" };
    const [lake, data] = [join(dir, "lake"), join(dir, "data")];
    const place = ["--redis", redis.url, "--lake", lake, "--data", data];
    let direct = { database: "" };
    const directly = await wallSeconds(async () => {
      direct = await directBuild(join(dir, "direct"), items);
    });
    yield { what: "direct: archive and build", value: directly, unit: "s" };
    const file = itemFile(dir, "corpus.jsonl", items);
    let jobs = 0;
    const lining = await wallSeconds(() => {
      jobs = lineUp([file], ["--cut", "2000", "--fetched-at", FETCHED, ...place]);
    });
    yield { what: "shards", value: jobs, unit: "" };
    yield { what: "queue: cut into shards and line up", value: lining, unit: "s" };
    const caches = [0, 1, 2, 3].map((at) => join(dir, `cache-${at}`));
    let taken = 0;
    const working = await wallSeconds(async () => {
      const run = await disturbedRun({ redis, lake, data, caches, jobs, lease: 10 });
      taken = run.taken;
    });
    yield { what: "queue: four workers, two killed, Redis restarted", value: working, unit: "s" };
    yield { what: "jobs that a killed worker left and another did", value: taken, unit: "" };
    let failed = "";
    const joining = await wallSeconds(() => {
      const { status, stderr } = modeltide(["build", "--lake", lake, "--data", data]);
      if (status !== 0) failed = stderr;
    });
    if (failed) throw new Error(failed);
    yield { what: "queue: join, cluster, publish", value: joining, unit: "s" };
    const [ours, theirs] = await Promise.all(
      [join(data, "market.duckdb"), direct.database].map((path) => publishedContent(path, { places: false })),
    );
    const tables = Object.keys(ours ?? {});
    const differing = tables.filter((table) => ours?.[table]?.digest !== theirs?.[table]?.digest);
    yield { what: "tables compared row by row", value: tables.length, unit: "" };
    yield {
      what: `tables that differ${differing.length ? ` (${differing.join(", ")})` : ""}`,
      value: differing.length,
      unit: "",
    };
  } finally {
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};
