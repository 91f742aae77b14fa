import { join } from "node:path";
import nodejieba from "nodejieba";
import { packageRoot } from "../../pipeline/root.ts";
import { clusterArticles } from "../../pipeline/stages/cluster/index.ts";
import { loadHeadlineModel } from "../../pipeline/stages/cluster/model.ts";
import { relatePair } from "../../pipeline/stages/cluster/pairs.ts";
import { type Bench, benchItems, cpuSeconds } from "./bench.ts";

const PAIRS = 20_000;

/** Stories of a whole stream, beside bare segmentation of the same texts in the same run; and pairs one by one. */
export const bench: Bench = async function* (input) {
  const items = await benchItems(input);
  const model = await loadHeadlineModel(join(packageRoot, "data", "model", "headlines.json"));
  const stream = items.map(({ id, title, text, published, source }) => {
    return {
      id,
      title,
      text,
      day: published?.slice(0, 10) ?? null,
      published: null,
      publisher: source ?? "",
      source: null,
    };
  });
  let sizes: number[] = [];
  let links = 0;
  const cluster = await cpuSeconds(() => {
    const found = clusterArticles(stream, { model });
    sizes = found.stories.map(({ members }) => members.length);
    links = found.links.length;
  });
  const memory = process.resourceUsage().maxRSS / 1024;
  nodejieba.cut("预热", true);
  const cut = await cpuSeconds(() => {
    for (const { title, text } of items) nodejieba.cut(`${title}\n${text}`, true);
  });
  yield { what: "items", value: items.length, unit: "" };
  yield { what: "bare nodejieba.cut(text, true), CPU", value: cut, unit: "s" };
  yield { what: "clustering, CPU", value: cluster, unit: "s" };
  yield { what: "clustering as a multiple of the bare cut", value: cluster / cut, unit: "×" };
  yield { what: "most memory of the process, items included, before the cut", value: memory, unit: "MB" };
  for (const least of [1, 2, 3, 5, 10]) {
    const value = sizes.filter((size) => size >= least).length;
    yield { what: `stories of at least ${least}`, value, unit: "" };
  }
  yield { what: "links of one event", value: links, unit: "" };
  const few = stream.slice(0, PAIRS + 1);
  const pairs = await cpuSeconds(() => {
    for (let at = 0; at + 1 < few.length; at++) {
      const [a, b] = [few[at], few[at + 1]];
      if (a && b) relatePair({ ...a, published: a.day, source: a.publisher }, { ...b, published: b.day }, model);
    }
  });
  yield { what: "pairs compared, one core", value: (few.length - 1) / pairs, unit: "pairs/s" };
};
