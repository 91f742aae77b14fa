import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataPaths } from "../../../cli/paths.ts";
import { buildData } from "../../../cli/pipeline.ts";
import { buildFromLake } from "../../../cli/queue/build.ts";
import { type DigestTools, digestInput } from "../../../cli/queue/digest.ts";
import { addInputs } from "../../../cli/queue/inputs.ts";
import { loadStages } from "../../../cli/queue/stages.ts";
import { importRecord } from "../../../crawlers/archive/captured.ts";
import { openArchive } from "../../../crawlers/archive.ts";
import { listInputs } from "../../../pipeline/shards/inputs.ts";
import type { Lake } from "../../../pipeline/shards/lake.ts";
import { folderLake } from "../../../pipeline/shards/lake-folder.ts";
import { codeDigest } from "../../../pipeline/shards/stages.ts";
import { publishedContent } from "./content.ts";
import { quietContext } from "./context.ts";
import { newsItems } from "./items.ts";

const FETCHED = "2026-11-20T00:00:00.000Z";

describe("one shard in, one shard out", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-lake-"));
  const context = quietContext();
  const files = [0, 1, 2].map((at) => join(dir, `part-${at}.jsonl`));
  const direct = dataPaths(join(dir, "direct"));
  const lake = folderLake(join(dir, "lake"));
  let tools: DigestTools;

  const digestAll = async (own: Lake, more: Partial<DigestTools> = {}) => {
    const how: string[] = [];
    for (const input of await listInputs(own)) {
      how.push((await digestInput(input, { ...tools, ...more, lake: own }, context.signal)).how);
    }
    return how;
  };
  const bring = async (own: Lake, paths: string[]) => {
    const options = { lake: own, scratchDir: join(dir, "scratch"), fetchedAt: FETCHED, cut: 20 };
    for await (const _ of addInputs(paths, options)) {
    }
  };

  beforeAll(async () => {
    const items = newsItems(90);
    // The same item once more, an item with the same address and another title, a line that is none.
    items.push({ ...items[3] }, { ...items[4], title: "改了标题的同一篇报道" });
    files.forEach((file, at) => {
      const own = items.slice(at * 31, (at + 1) * 31).map((item) => JSON.stringify(item));
      writeFileSync(file, [...own, ...(at === 1 ? ["{no json"] : [])].join("\n"));
    });
    const archive = await openArchive(direct.archive, { now: () => new Date(FETCHED) });
    await archive.appendMany(items.map((item) => importRecord(item, FETCHED)));
    await archive.close();
    await buildData(direct, [], context);
    tools = {
      lake,
      stages: await loadStages([], []),
      codeVersion: codeDigest(),
      scratchDir: join(dir, "scratch"),
    };
    await bring(lake, files);
    await digestAll(lake);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("publishes from shards of items what a build from the archive publishes", async () => {
    const paths = dataPaths(join(dir, "from-items"));
    const { summary, missing } = await buildFromLake(lake, paths, [], context, { fresh: false });
    expect(missing).toEqual([]);
    expect(summary.dropped).toEqual({ "bad-line": 1 });
    expect(await publishedContent(paths.database, { places: false })).toEqual(
      await publishedContent(direct.database, { places: false }),
    );
  });

  it("publishes from shards of the archive's own files the same to the last column", async () => {
    const own = folderLake(join(dir, "archive-lake"));
    const warcs = readdirSync(direct.archive).filter((name) => name.endsWith(".warc.gz"));
    await bring(
      own,
      warcs.map((name) => join(direct.archive, name)),
    );
    await digestAll(own);
    const paths = dataPaths(join(dir, "from-archive"));
    await buildFromLake(own, paths, [], context, { fresh: false });
    expect(await publishedContent(paths.database)).toEqual(await publishedContent(direct.database));
  });

  it("makes the same file when a job is done twice, and skips a job that is done", async () => {
    expect(new Set(await digestAll(lake))).toEqual(new Set(["done"]));
    const other = folderLake(join(dir, "lake-again"));
    await bring(other, files);
    expect(new Set(await digestAll(other))).toEqual(new Set(["extracted"]));
    expect(await shardDigests(other)).toEqual(await shardDigests(lake));
  });
});

async function shardDigests(lake: Lake): Promise<Record<string, string>> {
  const files = await lake.list("shards/");
  return Object.fromEntries(
    files.map(({ name }) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(lake.address, name)))
        .digest("hex"),
    ]),
  );
}
