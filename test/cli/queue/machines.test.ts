import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EXIT } from "../../../pipeline/errors.ts";
import { type Bucket, startBucket } from "./bucket.ts";
import { publishedContent } from "./content.ts";
import { directBuild, FETCHED, itemFile } from "./direct.ts";
import { newsItems } from "./items.ts";
import { makeNetworks, type Networks } from "./networks.ts";
import { startModeltide } from "./processes.ts";
import { startRedis, type TestRedis } from "./redis.ts";

const WORKERS = ["one", "two", "three", "four"] as const;
const dir = mkdtempSync(join(tmpdir(), "modeltide-machines-"));
const items = newsItems(480);
let networks: Networks | null;
let redis: TestRedis;
let bucket: Bucket;
beforeAll(async () => {
  networks = makeNetworks(WORKERS.length);
  const at = networks ? { host: networks.address, namespace: networks.hub } : {};
  redis = await startRedis(join(dir, "redis"), at);
  mkdirSync(join(dir, "s3"));
  bucket = await startBucket(join(dir, "s3"), at);
});
afterAll(async () => {
  await bucket?.stop();
  await redis?.stop();
  networks?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Each machine has a cache of its own and shares nothing with the others but what it reaches over the network. */
const start = (args: string[], host: number | null, name: string) =>
  startModeltide([...args, "--cache", join(dir, name)], {
    env: bucket.env,
    namespace: (host === null ? networks?.hub : networks?.hosts[host]) ?? null,
  });
const run = async (...args: string[]) => {
  const running = start(args, null, "hub");
  const code = await running.ended;
  return { code, told: running.told(), said: running.said() };
};

it("four workers on networks of their own make in a bucket what one machine makes, though one loses its network", async () => {
  const place = ["--redis", redis.url, "--lake", "s3://market/lake", "--data", join(dir, "data")];
  const file = itemFile(dir, "news.jsonl", items);
  const lined = await run("enqueue", "extract", file, "--cut", "40", "--fetched-at", FETCHED, "--json", ...place);
  expect(JSON.parse(lined.told || lined.said)).toMatchObject({ added: 12 });
  const work = (name: string, at: number) =>
    start(["worker", "--drain", "--crawls", "0", "--lease", "3", ...place], at, name);
  const [first, ...others] = WORKERS;
  const lost = work(first, 0);
  while (!lost.said().includes("extracted") && lost.child.exitCode === null) await setTimeout(20);
  if (networks) networks.plug(networks.hosts[0] ?? "", "down");
  const workers = [lost, ...others.map((name, at) => work(name, at + 1))];
  await Promise.race(workers.slice(1).map(({ ended }) => ended));
  if (networks) {
    expect(lost.child.exitCode).toBeNull();
    networks.plug(networks.hosts[0] ?? "", "up");
  }
  const codes = await Promise.all(workers.map(({ ended }) => ended));
  expect(codes, workers.map((worker) => worker.said()).join("\n")).toEqual(WORKERS.map(() => EXIT.done));
  const built = await run("build", "--json", "--lake", "s3://market/lake", "--data", join(dir, "data"));
  expect(built.code, built.said).toBe(EXIT.done);
  const direct = await directBuild(join(dir, "direct"), items);
  expect(await publishedContent(join(dir, "data", "market.duckdb"), { places: false })).toEqual(
    await publishedContent(direct.database, { places: false }),
  );
}, 300_000);
