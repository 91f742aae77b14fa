import type { Lexicon } from "../lexicon.ts";
import { contextScore } from "../stages/tag/subject.ts";
import type { SubjectWeightsFile } from "../stages/tag/subject-weights.ts";
import { scoreRow } from "../stages/tag/trees.ts";
import { trainContext } from "./subjects-context.ts";
import { type Example, examplesOf, type Kind, type SubjectItem } from "./subjects-examples.ts";
import { type Gates, tune } from "./subjects-tune.ts";
import { trainForest } from "./trees.ts";

export type { SubjectItem } from "./subjects-examples.ts";

const FOLDS = 4;
const INNER_FOLDS = 3;
const BOOST = { trees: 130, depth: 5, rate: 0.07, leaf: 2, l2: 2, rows: 0.6, columns: 0.4, seed: 7 } as const;

/**
 * Trains the choice of subjects: words around a name in a linear model, its score with all measures in boosted trees.
 * Every item is read again with parts of the lexicon gone, those that list its own names where there are any.
 */
export function trainSubjects(
  items: readonly SubjectItem[],
  lexicon: Lexicon,
  digests: Record<string, string>,
  say: (text: string) => void,
): SubjectWeightsFile {
  const { examples, names } = examplesOf(items, lexicon);
  const figures: Record<string, unknown> = {};
  const parts = {} as Record<Kind, SubjectWeightsFile["vendor"]>;
  for (const kind of ["vendor", "model"] as const) {
    const own = examples.filter((example) => example.candidate.kind === kind);
    holdOut(own, names[kind]);
    const tuned = tune(items, own, kind);
    say(`${kind}s ${JSON.stringify(tuned.judged)} ${JSON.stringify(tuned.gates)}`);
    figures[kind] = tuned.judged;
    parts[kind] = { ...learn(own, names[kind]), ...tuned.gates };
  }
  return { ...parts, trained: { items: items.length, digests, crossValidated: figures } };
}

/** Gives every example scores by models that have not seen its item. */
function holdOut(examples: Example[], names: string[]): void {
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = examples.filter(({ item }) => item % FOLDS !== fold);
    const { context, forest } = fitParts(seen, names);
    for (const example of examples) {
      if (example.item % FOLDS !== fold) continue;
      example.score = scoreRow(forest, Float64Array.from([...example.values, contextScore(context, example.context)]));
    }
  }
}

function fitParts(examples: Example[], names: string[]) {
  for (let fold = 0; fold < INNER_FOLDS; fold++) {
    const isHeld = ({ item }: Example) => Math.floor(item / FOLDS) % INNER_FOLDS === fold;
    const part = trainContext(examples.filter((example) => !isHeld(example)));
    for (const example of examples) if (isHeld(example)) example.contextScore = contextScore(part, example.context);
  }
  const forest = trainForest(
    {
      features: [...names, "context"],
      rows: examples.map((example) => Float64Array.from([...example.values, example.contextScore])),
      targets: Uint8Array.from(examples, ({ target }) => target),
      weights: Float64Array.from(examples, ({ weight }) => weight),
    },
    BOOST,
  );
  return { context: trainContext(examples), forest };
}

function learn(examples: Example[], names: string[]): Omit<SubjectWeightsFile["vendor"], keyof Gates> {
  const { context, forest } = fitParts(examples, names);
  const most = context.context.reduce((max, weight) => Math.max(max, Math.abs(weight)), 1e-6);
  const scale = most / 127;
  const bytes = Int8Array.from(context.context, (weight) => Math.round(weight / scale));
  return { forest, context: Buffer.from(bytes.buffer).toString("base64"), scale, bias: context.bias };
}
