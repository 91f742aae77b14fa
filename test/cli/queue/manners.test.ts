import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { redisManners } from "../../../cli/queue/manners.ts";
import { startRedis, type TestRedis } from "./redis.ts";

const dir = mkdtempSync(join(tmpdir(), "modeltide-manners-"));
let server: TestRedis;
let connections: Redis[];
beforeAll(async () => {
  server = await startRedis(dir);
  connections = [new Redis(server.url), new Redis(server.url)];
});
afterAll(async () => {
  for (const connection of connections) connection.disconnect();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});
const both = () => connections.map((connection) => redisManners(connection, "test"));

it("two workers' requests to one host go through one pace, at the slower of their wishes", async () => {
  const [one, two] = both();
  expect(await one?.turn("a.example", 60_000)).toBe(0);
  const waits = await Promise.all(Array.from({ length: 11 }, (_, at) => (at % 2 ? two : one)?.turn("a.example", 1000)));
  const turns = waits.map((wait) => Math.round((wait ?? 0) / 60_000)).sort((a, b) => a - b);
  expect(turns).toEqual(Array.from({ length: 11 }, (_, at) => at + 1));
  expect(await one?.turn("b.example", 60_000)).toBe(0);
});

it("a host that asks one worker for patience is left alone by all", async () => {
  const [one, two] = both();
  one?.hold("c.example", 600_000);
  await one?.turn("other.example", 0);
  expect(Math.round(((await two?.turn("c.example", 1000)) ?? 0) / 60_000)).toBe(10);
});

it("robots.txt is fetched once for all workers, also when they ask at the same time", async () => {
  let fetched = 0;
  const { signal } = new AbortController();
  const answer = { fetchedAt: "2026-11-20T00:00:00.000Z", status: 200, text: "User-agent: *\nDisallow: /x" };
  const fetch = async () => {
    fetched++;
    return answer;
  };
  const asked = [...both(), ...both()].map((manners) => manners.robots("https://a.example", fetch, signal));
  expect(await Promise.all(asked)).toEqual([answer, answer, answer, answer]);
  expect(fetched).toBe(1);

  // A worker that looks just before another begins, and comes to its turn to fetch just after that one is done.
  const [one] = both();
  const late = new Redis(server.url);
  const look = late.get.bind(late);
  late.get = async (key) => {
    const found = await look(key);
    await one?.robots("https://b.example", fetch, signal);
    return found;
  };
  expect(await redisManners(late, "test").robots("https://b.example", fetch, signal)).toEqual(answer);
  late.disconnect();
  expect(fetched).toBe(2);
});
