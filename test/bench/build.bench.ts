import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodejieba from "nodejieba";
import type { CliContext } from "../../cli/context.ts";
import { dataPaths } from "../../cli/paths.ts";
import { buildData } from "../../cli/pipeline.ts";
import { importKey, openArchive } from "../../crawlers/archive.ts";
import { type Bench, benchItems, wallSeconds } from "./bench.ts";

/** A whole build from the archive to the published file, as a multiple of the bare cut of the same texts. */
export const bench: Bench = async function* (input) {
  const items = await benchItems(input);
  const dir = mkdtempSync(join(tmpdir(), "modeltide-bench-"));
  const paths = dataPaths(dir);
  const now = () => new Date();
  try {
    const archive = await openArchive(paths.archive, { now });
    const write = await wallSeconds(() =>
      archive.appendMany(
        items.map((item) => ({
          kind: "import" as const,
          url: importKey(item),
          fetchedAt: now().toISOString(),
          sourceId: null,
          hints: {},
          item,
        })),
      ),
    );
    await archive.close();
    nodejieba.cut("预热", true);
    const cut = await wallSeconds(() => {
      for (const { title, text } of items) nodejieba.cut(`${title}\n${text}`, true);
    });
    const first = await wallSeconds(() => buildData(paths, [], quiet(now)));
    const again = await wallSeconds(() => buildData(paths, [], quiet(now)));
    yield { what: "items", value: items.length, unit: "" };
    yield { what: "archiving as a multiple of the bare cut", value: write / cut, unit: "×" };
    yield { what: "whole build as a multiple of the bare cut (wall)", value: first / cut, unit: "×" };
    yield { what: "build with nothing new, as a share of the whole", value: again / first, unit: "×" };
    yield { what: "peak memory of this process", value: process.resourceUsage().maxRSS / 1024, unit: "MB" };
  } finally {
    rmSync(dir, { recursive: true });
  }
};

function quiet(now: () => Date): CliContext {
  return {
    stdin: process.stdin,
    out: () => {},
    err: () => {},
    lang: "en",
    env: process.env,
    now,
    signal: new AbortController().signal,
    terminal: false,
    exitWith: () => {},
    text: (message) => message.en,
  };
}
