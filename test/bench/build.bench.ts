import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodejieba from "nodejieba";
import { dataPaths } from "../../cli/paths.ts";
import { type Bench, type BenchItem, benchItems, type Figure, wallSeconds } from "./bench.ts";
import { archiveList, buildOnce } from "./built.ts";

/** Items of one new week. */
const WEEK = 2000;

/**
 * A whole build from the archive to the published file, as a multiple of the bare cut of the same texts, with its
 * seconds by stage; and builds on top of it: with a new week, and with nothing new.
 */
export const bench: Bench = async function* (input) {
  const items = await benchItems(input);
  const paths = dataPaths(mkdtempSync(join(tmpdir(), "modeltide-bench-")));
  try {
    const write = await wallSeconds(() => archiveList(paths, items));
    nodejieba.cut("预热", true);
    const cut = await wallSeconds(() => {
      for (const { title, text } of items) nodejieba.cut(`${title}\n${text}`, true);
    });
    const first = await staged(paths);
    const again = await staged(paths);
    await archiveList(paths, newWeek(items));
    const week = await staged(paths);
    yield { what: "items", value: items.length, unit: "" };
    yield { what: "archiving as a multiple of the bare cut", value: write / cut, unit: "×" };
    yield { what: "whole build as a multiple of the bare cut (wall)", value: first.seconds / cut, unit: "×" };
    yield* first.figures("whole build");
    yield { what: "build with nothing new, as a share of the whole", value: again.seconds / first.seconds, unit: "×" };
    yield { what: "build with a new week, as a share of the whole", value: week.seconds / first.seconds, unit: "×" };
    yield* week.figures("new week");
    yield { what: "peak memory of this process", value: process.resourceUsage().maxRSS / 1024, unit: "MB" };
  } finally {
    rmSync(paths.dir, { recursive: true });
  }
};

/** Items of other names on the days after the last: every text of the week differs from what there was. */
function newWeek(items: BenchItem[]): BenchItem[] {
  const last = items.reduce(
    (latest, { published }) => (published && published > latest ? published : latest),
    "2024-01-01",
  );
  const start = Date.parse(last.slice(0, 10));
  return items.slice(0, WEEK).map((item, at) => ({
    ...item,
    id: `week-${at}`,
    url: `https://week.example/${at}`,
    title: `${at}号新闻：${item.title}`,
    published: new Date(start + (1 + (at % 7)) * 86_400_000).toISOString().slice(0, 10),
  }));
}

/** One build with the seconds that each of its stages took. */
async function staged(
  paths: ReturnType<typeof dataPaths>,
): Promise<{ seconds: number; figures: (of: string) => Generator<Figure> }> {
  const stages = new Map<string, number>();
  let stage = "start";
  let since = performance.now();
  const turn = (next: string) => {
    const now = performance.now();
    stages.set(stage, (stages.get(stage) ?? 0) + (now - since) / 1000);
    [stage, since] = [next, now];
  };
  const seconds = await wallSeconds(() => buildOnce(paths, { onProgress: turn }));
  turn("end");
  return {
    seconds,
    figures: function* (of) {
      yield { what: of, value: seconds, unit: "s" };
      for (const [name, value] of stages) yield { what: `  ${of}: ${name}`, value, unit: "s" };
    },
  };
}
