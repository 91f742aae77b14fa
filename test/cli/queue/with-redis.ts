import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { startRedis, type TestRedis } from "./redis.ts";

/** A folder and a Redis for the tests of a file or a suite, both gone when these are over. */
export function withRedis(name: string): { dir: string; redis: () => TestRedis } {
  const dir = mkdtempSync(join(tmpdir(), `modeltide-${name}-`));
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis(join(dir, "redis"));
  });
  afterAll(async () => {
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  return { dir, redis: () => redis };
}
