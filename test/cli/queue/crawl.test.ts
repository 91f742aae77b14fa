import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectRedis } from "../../../cli/queue/connection.ts";
import { openQueues, type Queues } from "../../../cli/queue/jobs.ts";
import { EXIT } from "../../../pipeline/errors.ts";
import { publishedContent } from "./content.ts";
import { newsItems } from "./items.ts";
import { type Feed, type Press, sourcesYaml, startPress } from "./press.ts";
import { startModeltide } from "./processes.ts";
import { startRedis, type TestRedis } from "./redis.ts";

const PACE_MS = 150;
const [items, slowItems] = [newsItems(70).slice(0, 60), newsItems(70).slice(60)];
const feeds: Feed[] = [
  { id: "full", host: "full.example.test", items: items.slice(0, 20), fullText: true },
  { id: "pages", host: "pages.example.test", items: items.slice(20, 32) },
  { id: "north", host: "press.example.test", items: items.slice(32, 46) },
  { id: "south", host: "press.example.test", items: items.slice(46, 60) },
  { id: "east", host: "slow.example.test", items: slowItems.slice(0, 5), answerMs: 3 * PACE_MS },
  { id: "west", host: "slow.example.test", items: slowItems.slice(5), answerMs: 3 * PACE_MS },
];
const ids = feeds.map(({ id }) => id);

const dir = mkdtempSync(join(tmpdir(), "modeltide-queue-crawl-"));
const [lake, data, direct] = ["lake", "data", "direct"].map((name) => join(dir, name)) as [string, string, string];
let press: Press;
let redis: TestRedis;
beforeAll(async () => {
  for (const own of [data, direct]) {
    mkdirSync(own);
    writeFileSync(join(own, "sources.yaml"), sourcesYaml(feeds));
  }
  writeFileSync(join(dir, "modeltide.yaml"), `contact: test@example.org\npace: ${PACE_MS / 1000}\n`);
  press = await startPress(feeds);
  redis = await startRedis(join(dir, "redis"));
});
afterAll(async () => {
  await press.close();
  await redis.stop();
  rmSync(dir, { recursive: true, force: true });
});

const start = (...args: string[]) => startModeltide(args, { cwd: dir, env: { HTTP_PROXY: press.url } });
const run = async (...args: string[]) => {
  const running = start(...args);
  const code = await running.ended;
  return { code, told: running.told(), said: running.said() };
};
const onRedis = () => ["--redis", redis.url];
const onLake = () => [...onRedis(), "--lake", lake, "--data", data];
const cache = (name: string) => ["--cache", join(dir, name)];
const built = async (...args: string[]) => {
  const { code, said, told } = await run("build", "--json", ...args);
  expect(code, said).toBe(EXIT.done);
  return JSON.parse(told) as { records: number; newArticles: number; articles: number };
};

it("two workers crawl a host at one pace, with one robots.txt", async () => {
  const connection = await connectRedis({ redis: redis.url, queue: "modeltide" });
  const monitor = await connection.monitor();
  const grants: { at: number; delay: number }[] = [];
  monitor.on("monitor", (_time: string, [command, key, , at, , delay]: string[]) => {
    if (command?.toUpperCase() !== "HSET" || key !== "modeltide:host:press.example.test" || !delay) return;
    grants.push({ at: Number(at), delay: Number(delay) });
  });
  const queues = openQueues(connection, "modeltide");
  const workers = ["one", "two"].map((name) => start("worker", "--crawls", "1", ...onLake(), ...cache(name)));
  try {
    await until(async () => (await queues.crawls.getWorkersCount()) === 2);
    // The two sources of one host first, one for each worker.
    expect((await run("enqueue", "crawl", "north", "south", ...onLake())).told).toContain("2 jobs added");
    await until(() => jobsDone(queues, 2));
    expect((await run("enqueue", "crawl", "east", "west", ...onLake())).told).toContain("2 jobs added");
    await until(() => jobsDone(queues, 4));
    expect((await run("enqueue", "crawl", "full", "pages", ...onLake())).told).toContain("2 jobs added");
    await until(() => jobsDone(queues, 6));
  } finally {
    for (const { child } of workers) child.kill("SIGTERM");
    await queues.close();
    monitor.disconnect();
    connection.disconnect();
  }
  expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([EXIT.interrupted, EXIT.interrupted]);
  for (const { said } of workers) {
    expect(said()).toMatch(/^(?:north|south): listed 14, fetched 14,/m);
    expect(said()).toMatch(/^(?:east|west): listed 5, fetched 5,/m);
  }

  const asked = press.asked.filter(({ host }) => host === "press.example.test");
  expect(asked.filter(({ path }) => path === "/robots.txt")).toHaveLength(1);
  // robots.txt, two feeds, 28 pages: each at a turn of its own, turns apart by the pace, none before its turn.
  expect(asked).toHaveLength(31);
  expect(grants).toHaveLength(31);
  for (const [at, grant] of grants.entries()) {
    expect(grant.delay).toBe(PACE_MS);
    expect(grant.at - (grants[at - 1]?.at ?? 0)).toBeGreaterThanOrEqual(PACE_MS);
    // Timers may be early by a millisecond.
    expect(asked[at]?.at).toBeGreaterThanOrEqual(grant.at - 2);
  }
});

it("a host that answers more slowly than its pace is never asked two things at once", () => {
  const asked = press.asked.filter(({ host }) => host === "slow.example.test");
  const paths = asked.map(({ path }) => path);
  // robots.txt, two feeds, ten pages; both sources are under way side by side.
  expect(asked).toHaveLength(13);
  expect(paths.filter((path) => path === "/robots.txt")).toHaveLength(1);
  expect(paths.indexOf("/west/feed.xml")).toBeLessThan(paths.findLastIndex((path) => path.startsWith("/east/")));
  expect(paths.indexOf("/east/feed.xml")).toBeLessThan(paths.findLastIndex((path) => path.startsWith("/west/")));
  for (const [at, { at: begun }] of asked.entries()) {
    expect(begun).toBeGreaterThanOrEqual(asked[at - 1]?.answeredAt ?? 0);
  }
});

it("what they publish is what a crawl and a build on one machine publish", async () => {
  expect((await run("crawl", "--source", ...ids, "--data", direct)).code).toBe(EXIT.done);
  expect(await built("--data", direct)).toMatchObject({ articles: 70 });
  expect(await built("--lake", lake, "--data", data)).toMatchObject({ articles: 70 });
  const content = (of: string) => publishedContent(join(of, "market.duckdb"), { places: false, times: false });
  expect(await content(data)).toEqual(await content(direct));
});

it("the database of a lake tells how its sources' crawls went", async () => {
  const query = `SELECT source_id, state, runs, listed, fetched, items FROM source_health WHERE runs > 0 ORDER BY source_id`;
  const { told } = await run("sql", query, "--json", "--data", data);
  expect(JSON.parse(told)).toEqual(
    feeds
      .map(({ id, items: { length } }) => ({
        source_id: id,
        state: "fine",
        runs: 1,
        listed: length,
        fetched: length,
        items: length,
      }))
      .sort((a, b) => (a.source_id < b.source_id ? -1 : 1)),
  );
});

it("a later crawl on another machine fetches only what is new", async () => {
  const [feed] = feeds.slice(1);
  const [more] = newsItems(71).slice(70);
  if (feed && more) feed.items = [...feed.items, more];
  const before = press.asked.length;
  expect((await run("enqueue", "crawl", "pages", ...onLake())).told).toContain("1 jobs added");
  expect((await run("worker", "--drain", ...onLake(), ...cache("three"))).code).toBe(EXIT.done);
  const paths = press.asked.slice(before).map(({ path }) => path);
  expect(paths.filter((path) => path.endsWith(".html"))).toEqual(["/pages/n70.html"]);
  expect(await built("--lake", lake, "--data", data)).toMatchObject({ records: 1, newArticles: 1, articles: 71 });
});

async function until(met: () => Promise<boolean>): Promise<void> {
  while (!(await met())) await setTimeout(100);
}

/** True when so many crawls, and the shards that come of them, are done; a job set aside fails the test. */
async function jobsDone({ crawls, shards }: Queues, count: number): Promise<boolean> {
  const counts = await Promise.all([crawls, shards].map((queue) => queue.getJobCounts("completed", "failed")));
  expect(counts.map(({ failed }) => failed)).toEqual([0, 0]);
  return counts.every(({ completed = 0 }) => completed >= count);
}
