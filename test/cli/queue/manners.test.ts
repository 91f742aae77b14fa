import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { redisManners } from "../../../cli/queue/manners.ts";
import type { SharedManners } from "../../../crawlers/manners.ts";
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
const both = () => connections.map((connection) => redisManners(connection, "test")) as [SharedManners, SharedManners];
/** A turn of the first or the second worker. */
const turn = (worker: number, host: string, delayMs: number, signal = new AbortController().signal) =>
  (both()[worker % 2] as SharedManners).turn(host, delayMs, signal);

it("two workers' requests to one host go through one pace, at the slower of their wishes", async () => {
  const waits: number[] = [];
  for (let at = 0; at < 6; at++) {
    const { waitMs, done } = await turn(at, "a.example", at ? 1000 : 60_000);
    waits.push(Math.round(waitMs / 60_000));
    done();
  }
  // Nobody waits here: each turn stands a minute after the one before.
  expect(waits).toEqual([0, 1, 2, 3, 4, 5]);
  expect((await turn(0, "b.example", 60_000)).waitMs).toBe(0);
});

it("a longer wish that comes after a turn counts from that turn", async () => {
  (await turn(0, "d.example", 1000)).done();
  expect(Math.round((await turn(1, "d.example", 60_000)).waitMs / 1000)).toBe(60);
});

it("nobody gets a turn while another has a request under way; who asked first is next", async () => {
  const order: string[] = [];
  const first = await turn(0, "slow.example", 0);
  const second = turn(1, "slow.example", 0).then((own) => {
    order.push("second");
    return own;
  });
  await setTimeout(600);
  expect(order).toEqual([]);
  first.done();
  const third = turn(0, "slow.example", 0).then(() => order.push("third"));
  (await second).done();
  await third;
  expect(order).toEqual(["second", "third"]);
});

it("who is told to stop does not wait, and does not stand in the way", async () => {
  const { done } = await turn(0, "left.example", 0);
  const gone = new AbortController();
  const left = expect(turn(1, "left.example", 0, gone.signal)).rejects.toThrow();
  await setTimeout(50);
  gone.abort();
  await left;
  done();
  expect((await turn(0, "left.example", 0)).waitMs).toBe(0);
});

it("a host that asks one worker for patience is left alone by all", async () => {
  both()[0].hold("c.example", 600_000);
  await turn(0, "other.example", 0);
  expect(Math.round((await turn(1, "c.example", 1000)).waitMs / 60_000)).toBe(10);
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
    await one.robots("https://b.example", fetch, signal);
    return found;
  };
  expect(await redisManners(late, "test").robots("https://b.example", fetch, signal)).toEqual(answer);
  late.disconnect();
  expect(fetched).toBe(2);
});
