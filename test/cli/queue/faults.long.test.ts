import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { EXIT } from "../../../pipeline/errors.ts";
import { modeltide } from "../program.ts";
import { publishedContent } from "./content.ts";
import { directBuild, FETCHED, itemFile } from "./direct.ts";
import { disturbedRun, lineUp } from "./disturbed.ts";
import { newsItems } from "./items.ts";
import { startModeltide } from "./processes.ts";
import { withRedis } from "./with-redis.ts";

const { dir, redis } = withRedis("faults");
const [lake, data] = [join(dir, "lake"), join(dir, "data")];

it("four workers of which two are killed, a full disk on a fifth and a restart of Redis lose nothing and do nothing twice", async () => {
  const items = newsItems(6000);
  const direct = await directBuild(join(dir, "direct"), items);
  const place = ["--redis", redis().url, "--lake", lake, "--data", data];
  const jobs = lineUp([itemFile(dir, "news.jsonl", items)], ["--cut", "250", "--fetched-at", FETCHED, ...place]);
  expect(jobs).toBe(24);
  const small = join(dir, "small-disk");
  mkdirSync(small);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=32k", "tmpfs", small]).status === 0;
  try {
    if (mounted) {
      const full = startModeltide(["worker", "--crawls", "0", "--lease", "3", ...place, "--cache", small]);
      expect(await full.ended, full.said()).toBe(EXIT.diskFull);
      expect(full.said()).toContain("its job went back to the queue");
    }
    const caches = [0, 1, 2, 3].map((at) => join(dir, `cache-${at}`));
    const run = await disturbedRun({ redis: redis(), lake, data, caches, jobs, lease: 3 });
    expect(run.codes, run.said.join("\n")).toEqual([null, null, EXIT.done, EXIT.done]);
    expect(run.taken).toBeGreaterThan(0);
  } finally {
    if (mounted) spawnSync("umount", [small]);
  }
  const built = modeltide(["build", "--lake", lake, "--data", data]);
  expect(built.status, built.stderr).toBe(EXIT.done);
  expect(await publishedContent(join(data, "market.duckdb"), { places: false })).toEqual(
    await publishedContent(direct.database, { places: false }),
  );
});
