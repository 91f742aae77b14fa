import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodejieba from "nodejieba";
import { packageRoot } from "../../pipeline/root.ts";
import { loadTagger, type Tagger } from "../../pipeline/stages/tag/index.ts";
import { createTaggerPool } from "../../pipeline/stages/tag/pool.ts";
import { type Bench, type BenchItem, benchItems, cpuSeconds, type Figure, wallSeconds } from "./bench.ts";
import { writeTenfoldLexicon } from "./lexicon.ts";
import { nodes } from "./program.ts";
import { BATCH, TAGGER } from "./tagger.ts";

/** What is compared takes turns in parts of this size, so that a busy machine slows all alike. */
const PART = 500;
const WARM_UP = 1500;

/**
 * Labelling on one core, beside bare segmentation of the same texts in the same run; with a lexicon of ten times as
 * many names; in two threads.
 */
export const bench: Bench = async function* (input) {
  const items = await benchItems(input);
  const characters = items.reduce((sum, { title, text }) => sum + title.length + text.length, 0);
  const tagger = await loadTagger(TAGGER);
  nodejieba.cut("预热", true);
  warmUp(tagger, items);
  const [cut = 0, tag = 0] = await inTurns(items, [
    ({ title, text }) => nodejieba.cut(`${title}\n${text}`, true),
    (item) => tagger.tag(item),
  ]);
  yield { what: "items", value: items.length, unit: "" };
  yield { what: "characters", value: characters, unit: "" };
  yield { what: "bare nodejieba.cut(text, true), one core", value: characters / cut, unit: "characters/s" };
  yield { what: "labelling, one core", value: characters / tag, unit: "characters/s" };
  yield { what: "labelling as a share of the speed of the bare cut", value: cut / tag, unit: "×" };
  yield* tenfold(items, tagger);
  const largest = process.resourceUsage().maxRSS / 1024;
  yield { what: "peak memory, one core, two lexicons", value: largest, unit: "MB" };
  yield* threads(items, tagger);
  const alone = await nodes(["--import", "tsx", join(packageRoot, "test", "bench", "tag-pool.ts"), ...input.corpus]);
  yield { what: "peak memory of a process with two threads, all items in memory", value: alone.megabytes, unit: "MB" };
};

async function* tenfold(items: readonly BenchItem[], tagger: Tagger): AsyncGenerator<Figure> {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-bench-"));
  try {
    writeTenfoldLexicon(TAGGER.lexiconDir, join(dir, "lexicon"));
    const wide = await loadTagger({ ...TAGGER, lexiconDir: join(dir, "lexicon") });
    warmUp(wide, items);
    const [one = 0, ten = 0] = await inTurns(items, [(item) => tagger.tag(item), (item) => wide.tag(item)]);
    yield { what: "time with a lexicon of ten times as many names", value: ten / one, unit: "×" };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function* threads(items: readonly BenchItem[], tagger: Tagger): AsyncGenerator<Figure> {
  const pool = createTaggerPool({ ...TAGGER, threads: 2 });
  try {
    await pool.tagMany(items.slice(0, 2 * WARM_UP));
    let [one, two] = [0, 0];
    for (let from = 0; from < items.length; from += BATCH) {
      const part = items.slice(from, from + BATCH);
      one += await wallSeconds(() => part.forEach((item) => void tagger.tag(item)));
      two += await wallSeconds(() => pool.tagMany(part));
    }
    yield { what: "labelling in two threads, as a multiple of one", value: one / two, unit: "×" };
  } finally {
    await pool.close();
  }
}

function warmUp(tagger: Tagger, items: readonly BenchItem[]): void {
  for (const item of items.slice(0, WARM_UP)) tagger.tag(item);
}

/** Seconds of CPU that each way takes for all items. */
async function inTurns(items: readonly BenchItem[], ways: ((item: BenchItem) => unknown)[]): Promise<number[]> {
  const seconds = ways.map(() => 0);
  for (let from = 0; from < items.length; from += PART) {
    const part = items.slice(from, from + PART);
    for (const [at, way] of ways.entries()) {
      seconds[at] = (seconds[at] ?? 0) + (await cpuSeconds(() => part.forEach((item) => void way(item))));
    }
  }
  return seconds;
}
