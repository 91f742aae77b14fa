import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataPaths } from "../../../cli/paths.ts";
import { buildData } from "../../../cli/pipeline.ts";
import { buildFromLake } from "../../../cli/queue/build.ts";
import { type DigestTools, digestInput } from "../../../cli/queue/digest.ts";
import { addInputs } from "../../../cli/queue/inputs.ts";
import { loadStages } from "../../../cli/queue/stages.ts";
import { openArchive } from "../../../crawlers/archive.ts";
import { folderLake } from "../../../pipeline/shards/lake-folder.ts";
import { codeDigest } from "../../../pipeline/shards/stages.ts";
import { pageRecord } from "../../pipeline/store/paged.ts";
import { publishedContent } from "./content.ts";
import { quietContext } from "./context.ts";

describe("pages of one article in several shards", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-paged-lake-"));
  const context = quietContext();
  const direct = dataPaths(join(dir, "direct"));
  const lake = folderLake(join(dir, "lake"));
  let tools: DigestTools;
  let warcs: string[];

  beforeAll(async () => {
    // A file of its own for each page: three shards.
    const archive = await openArchive(direct.archive, { now: () => new Date("2026-11-21T00:00:00.000Z"), rotateAt: 1 });
    for (const number of [3, 1, 2]) await archive.append(pageRecord(number));
    await archive.close();
    warcs = readdirSync(direct.archive)
      .filter((name) => name.endsWith(".warc.gz"))
      .sort()
      .map((name) => join(direct.archive, name));
    tools = { lake, stages: await loadStages([], []), codeVersion: codeDigest(), scratchDir: join(dir, "scratch") };
    await buildData(direct, [], context, { stages: tools.stages });
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const bring = async (files: string[]) => {
    const options = { lake, scratchDir: tools.scratchDir, fetchedAt: "2026-11-21T00:00:00.000Z", cut: 20 };
    for await (const input of addInputs(files, options)) await digestInput(input, tools, context.signal);
  };

  it("are joined as a build from the archive joins them, in one build or one after the other", async () => {
    expect(warcs).toHaveLength(3);
    const grown = dataPaths(join(dir, "grown"));
    await bring(warcs.slice(0, 1));
    await buildFromLake(lake, grown, [], context, { fresh: false });
    await bring(warcs.slice(1));
    const { summary } = await buildFromLake(lake, grown, [], context, { fresh: false });
    expect(summary).toMatchObject({ articles: 1, newArticles: 0 });
    const expected = await publishedContent(direct.database);
    expect(expected.pages?.rows).toBe(3);
    expect(await publishedContent(grown.database)).toEqual(expected);
    const once = dataPaths(join(dir, "once"));
    await buildFromLake(lake, once, [], context, { fresh: false });
    expect(await publishedContent(once.database)).toEqual(expected);
  });
});
