import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Evaluation, evaluate } from "../../../pipeline/eval/evaluate.ts";
import { measures, missedFloors, readFloors } from "../../../pipeline/eval/floors.ts";
import { GoldItem, predictionOf, tagInput } from "../../../pipeline/eval/gold.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { loadTagger } from "../../../pipeline/stages/tag/index.ts";

const folder = join(packageRoot, "data/gold");
let gold: GoldItem[];
let evaluation: Evaluation;

beforeAll(async () => {
  const lines = (await readFile(join(folder, "items.jsonl"), "utf8")).split("\n").filter(Boolean);
  gold = lines.map((line) => GoldItem.parse(JSON.parse(line)));
  const tagger = await loadTagger({
    lexiconDir: join(packageRoot, "data/lexicon"),
    modelDir: join(packageRoot, "data/model"),
  });
  const pairs = gold.map((item) => predictionOf({ id: item.id, ...tagger.tag(tagInput(item)) }));
  evaluation = evaluate(gold, new Map(pairs.map(({ id, prediction }) => [id, prediction])));
});

describe("own gold set", () => {
  it("holds at least 300 items, 40 of them about something else", () => {
    expect(gold.length).toBeGreaterThanOrEqual(300);
    expect(gold.filter((item) => !item.labels.relevant).length).toBeGreaterThanOrEqual(40);
    expect(new Set(gold.map((item) => item.id)).size).toBe(gold.length);
  });

  it("is labelled no worse than its floors", async () => {
    expect(missedFloors(await readFloors(join(folder, "floors.json")), measures(evaluation))).toEqual([]);
  });
});
