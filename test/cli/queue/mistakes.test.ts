import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { EXIT } from "../../../pipeline/errors.ts";
import { modeltide } from "../program.ts";
import { itemFile } from "./direct.ts";
import { newsItems } from "./items.ts";
import { withRedis } from "./with-redis.ts";

describe("who makes a mistake with a queue is told what it is and what to do", () => {
  const { dir, redis } = withRedis("mistakes");
  const run = (command: string[], lake: string) =>
    modeltide([
      ...command,
      "--redis",
      redis().url,
      "--lake",
      lake,
      "--data",
      join(dir, "data"),
      "--cache",
      join(dir, "cache"),
    ]);

  it("a lake that is not there", () => {
    const lake = join(dir, "nowhere");
    const built = modeltide(["build", "--lake", lake, "--data", join(dir, "data")]);
    expect(built.status).toBe(EXIT.usage);
    expect(built.stderr).toContain(`there is no lake at ${lake}`);
    expect(run(["enqueue", "tag"], lake)).toMatchObject({ status: EXIT.usage });
  });

  it("a lake that cannot be made", () => {
    const file = itemFile(dir, "file.jsonl", newsItems(1));
    const { status, stderr } = run(["enqueue", "extract", file], join(file, "lake"));
    expect(status).toBe(EXIT.storeUnwritable);
    expect(stderr).toMatch(/no lake can be made at .*give a folder that may be written/);
  });

  it("a file that is cut short", () => {
    const cut = join(dir, "cut.jsonl.gz");
    writeFileSync(cut, gzipSync(readFileSync(itemFile(dir, "whole.jsonl", newsItems(50)))));
    truncateSync(cut, 500);
    const { status, stderr } = run(["enqueue", "extract", cut], join(dir, "lake"));
    expect(status).toBe(EXIT.usage);
    expect(stderr).toMatch(/cut\.jsonl\.gz is damaged or cut short/);
  });

  it("a worker at another lake: it gives the job back and ends", () => {
    const file = itemFile(dir, "news.jsonl", newsItems(5));
    expect(run(["enqueue", "extract", file], join(dir, "lake"))).toMatchObject({ status: EXIT.done });
    const { status, stderr } = run(["worker", "--drain", "--crawls", "0"], join(dir, "other"));
    expect(status).toBe(EXIT.usage);
    expect(stderr).toMatch(/other is empty, while news\.jsonl#1 waits .*--lake/);
    const told = modeltide(["queue", "status", "--json", "--redis", redis().url]);
    expect(JSON.parse(told.stdout)[0]).toMatchObject({ waiting: 1, failed: 0 });
  });
});
