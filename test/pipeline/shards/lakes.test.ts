import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
// @ts-expect-error: the package has no types
import S3rver from "@20minutes/s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lake } from "../../../pipeline/shards/lake.ts";
import { bucketLake } from "../../../pipeline/shards/lake-bucket.ts";
import { folderLake } from "../../../pipeline/shards/lake-folder.ts";

const dir = mkdtempSync(join(tmpdir(), "modeltide-lakes-"));
const cacheDir = join(dir, "cache");
const server = new S3rver({
  port: 0,
  address: "127.0.0.1",
  silent: true,
  // It signs the path of a listing otherwise than Amazon does.
  allowMismatchedSignatures: true,
  directory: join(dir, "s3"),
  configureBuckets: [{ name: "market", configs: [] }],
});
const lakes: Record<string, Lake> = { "a folder": folderLake(join(dir, "folder")) };

beforeAll(async () => {
  mkdirSync(join(dir, "s3"), { recursive: true });
  process.env.AWS_ACCESS_KEY_ID = "S3RVER";
  process.env.AWS_SECRET_ACCESS_KEY = "S3RVER";
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  lakes["a bucket"] = bucketLake("s3://market/lake", { cacheDir, cacheLimit: 25, endpoint, region: "us-east-1" });
});
afterAll(async () => {
  await lakes["a bucket"]?.close();
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

for (const kind of ["a folder", "a bucket"]) {
  describe(`a lake in ${kind}`, () => {
    const lake = () => lakes[kind] as Lake;
    const file = (content: string) => {
      const path = join(dir, `file-${content}`);
      writeFileSync(path, content);
      return path;
    };

    it("gives back what was written and put, and lists it by its beginning", async () => {
      await lake().write("inputs/a.json", "{}");
      await lake().put("shards/ab/one.parquet", file("one"));
      await lake().put("shards/ab/two.parquet", file("two"));
      expect((await lake().read("inputs/a.json"))?.toString()).toBe("{}");
      expect(readFileSync(await lake().fetch("shards/ab/one.parquet"), "utf8")).toBe("one");
      expect(await lake().list("shards/ab/o")).toEqual([{ name: "shards/ab/one.parquet", bytes: 3 }]);
      expect((await lake().list("shards/")).map(({ name }) => name)).toEqual([
        "shards/ab/one.parquet",
        "shards/ab/two.parquet",
      ]);
      expect(await lake().has("shards/ab/two.parquet")).toBe(true);
    });

    it("says what is not there, and forgets what is removed", async () => {
      expect(await lake().has("nothing")).toBe(false);
      expect(await lake().read("nothing")).toBeNull();
      await expect(lake().fetch("nothing")).rejects.toThrow();
      await lake().remove("shards/ab/two.parquet");
      expect(await lake().has("shards/ab/two.parquet")).toBe(false);
    });
  });
}

it("files fetched from a bucket take no more room than they may; the longest unused go first", async () => {
  const lake = lakes["a bucket"] as Lake;
  for (const name of ["a", "b", "c"]) {
    await lake.write(`raw/${name}`, name.repeat(10));
    await lake.fetch(`raw/${name}`);
  }
  expect(readdirSync(cacheDir).sort()).toEqual(["raw_b", "raw_c"]);
});
