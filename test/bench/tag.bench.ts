import { join } from "node:path";
import nodejieba from "nodejieba";
import { packageRoot } from "../../pipeline/root.ts";
import { loadTagger } from "../../pipeline/stages/tag/index.ts";
import { type Bench, benchItems, cpuSeconds } from "./bench.ts";

/** Labelling on one core, beside bare segmentation of the same texts in the same run. */
export const bench: Bench = async function* (input) {
  const items = await benchItems(input);
  const characters = items.reduce((sum, { title, text }) => sum + title.length + text.length, 0);
  const tagger = await loadTagger({
    lexiconDir: join(packageRoot, "data", "lexicon"),
    modelDir: join(packageRoot, "data", "model"),
  });
  nodejieba.cut("预热", true);
  tagger.tag({ id: "", title: "预热", text: "", published: null, source: null });
  const cut = await cpuSeconds(() => {
    for (const { title, text } of items) nodejieba.cut(`${title}\n${text}`, true);
  });
  const tag = await cpuSeconds(() => {
    for (const item of items) tagger.tag(item);
  });
  yield { what: "items", value: items.length, unit: "" };
  yield { what: "characters", value: characters, unit: "" };
  yield { what: "bare nodejieba.cut(text, true), one core", value: characters / cut, unit: "characters/s" };
  yield { what: "labelling, one core", value: characters / tag, unit: "characters/s" };
  yield { what: "labelling as a share of the speed of the bare cut", value: cut / tag, unit: "×" };
};
