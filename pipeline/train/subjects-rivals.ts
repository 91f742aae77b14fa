import { sigmoid } from "../stages/tag/classify.ts";
import type { ItemScores } from "../stages/tag/subject-features.ts";
import { RIVAL_MEASURES, rivalRows } from "../stages/tag/subject-rivals.ts";
import { type Forest, scoreRow } from "../stages/tag/trees.ts";
import { holdOut } from "./crossvalidate.ts";
import { type Example, FOLDS, type SubjectItem, tableOf } from "./subjects-examples.ts";
import { trainForest } from "./trees.ts";

const BOOST = { trees: 150, depth: 5, rate: 0.05, leaf: 4, l2: 4, rows: 0.6, columns: 0.4, seed: 7 } as const;

/** Puts the rows of the second judgement to all examples, from their held-out scores in the first. */
export function putRivals(
  items: readonly SubjectItem[],
  examples: readonly Example[],
  scores: readonly ItemScores[],
): void {
  const readings = new Map<number, Example[]>();
  for (const example of examples) {
    const key = example.item * 8 + example.reading;
    const list = readings.get(key);
    if (list) list.push(example);
    else readings.set(key, [example]);
  }
  for (const list of readings.values()) {
    const item = list[0]?.item ?? 0;
    const { input } = items[item] as SubjectItem;
    const texts = { title: input.title, text: input.text };
    const rated = list.map(({ candidate, score, row }) => ({ candidate, row, probability: sigmoid(score) }));
    const rows = rivalRows(rated, texts, scores[item] as ItemScores);
    list.forEach((example, at) => {
      example.again = rows[at] ?? null;
      example.finalScore = example.score;
    });
  }
}

/** Trains the second judgement of one kind, and scores every example by forests that have not seen its item. */
export function trainRivals(examples: readonly Example[], names: readonly string[]): Forest {
  const likely = examples.filter(({ again }) => again !== null);
  const features = [...names, "context", ...RIVAL_MEASURES];
  const learn = (seen: readonly Example[]) =>
    trainForest(
      tableOf(features, seen, ({ again }) => again as Float64Array),
      BOOST,
    );
  holdOut(
    likely.map(({ item }) => item % FOLDS),
    (sees) => learn(likely.filter(({ weight }, i) => weight > 0 && sees(i))),
    (forest, i) => {
      const example = likely[i] as Example;
      example.finalScore = scoreRow(forest, example.again as Float64Array);
    },
  );
  return learn(likely.filter(({ weight }) => weight > 0));
}
