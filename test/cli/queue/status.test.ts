import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Worker } from "bullmq";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectRedis } from "../../../cli/queue/connection.ts";
import { openQueues, type Queues, SHARDS, type ShardJob } from "../../../cli/queue/jobs.ts";
import { queueStatus } from "../../../cli/queue/status.ts";
import { startRedis, type TestRedis } from "./redis.ts";

const dir = mkdtempSync(join(tmpdir(), "modeltide-status-"));
let server: TestRedis;
let connection: Redis;
let queues: Queues;
beforeAll(async () => {
  server = await startRedis(dir);
  connection = await connectRedis({ redis: server.url, queue: "test" });
  queues = openQueues(connection, "test");
});
afterAll(async () => {
  await queues.close();
  connection.disconnect();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

it("says in both languages that a job is set aside because its workers died", async () => {
  const data: ShardJob = {
    input: "0".repeat(24),
    name: "news.jsonl#1",
    extract: "e",
    tagger: "t",
    corrections: "none",
  };
  await queues.shards.add("extract", data, { attempts: 1 });
  const settings = { connection, prefix: "test", lockDuration: 100, stalledInterval: 100, maxStalledCount: 0 };
  const dying = new Worker<ShardJob>(SHARDS, null, settings);
  expect((await dying.getNextJob("of one that dies"))?.data.name).toBe("news.jsonl#1");
  const heir = new Worker<ShardJob>(SHARDS, async () => {}, settings);
  while (!(await queues.shards.getFailedCount())) await setTimeout(50);
  await Promise.all([dying.close(), heir.close()]);
  const [shards] = await queueStatus(queues, Date.now());
  expect(shards?.failed).toBe(1);
  expect(shards?.aside[0]?.name).toBe("news.jsonl#1");
  expect(shards?.aside[0]?.reason.en).toContain("its workers died");
  expect(shards?.aside[0]?.reason.zh).toContain("中途退出或失联");
});
