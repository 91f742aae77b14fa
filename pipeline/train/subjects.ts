import type { Lexicon } from "../lexicon.ts";
import { sigmoid } from "../stages/tag/classify.ts";
import { NameCounts } from "../stages/tag/name-counts.ts";
import { contextScore, type Judged } from "../stages/tag/subject.ts";
import type { ItemScores } from "../stages/tag/subject-features.ts";
import type { SubjectWeightsFile } from "../stages/tag/subject-weights.ts";
import { scoreRow } from "../stages/tag/trees.ts";
import { holdOut } from "./crossvalidate.ts";
import { trainContext } from "./subjects-context.ts";
import { type Example, examplesOf, FOLDS, type Kind, type SubjectItem, tableOf } from "./subjects-examples.ts";
import { putRivals, trainRivals } from "./subjects-rivals.ts";
import { type Gates, tune } from "./subjects-tune.ts";
import { trainForest } from "./trees.ts";

export type { SubjectItem } from "./subjects-examples.ts";

const KINDS = ["vendor", "model"] as const;
const INNER_FOLDS = 3;
const BOOST = { trees: 130, depth: 5, rate: 0.07, leaf: 2, l2: 2, rows: 0.6, columns: 0.4, seed: 7 } as const;

/** Choosers of names whose thresholds are still to be chosen. */
export interface TrainedSubjects {
  /** Names of the measures of each kind, the context at their end. */
  measures: Record<Kind, string[]>;
  /** Each item's candidates as choosers judge them that have not seen it. */
  heldOut: JudgedName[][];
  /** The weights with the thresholds that do best where items have these held-out probabilities. */
  tuned(scores: readonly ItemScores[]): SubjectWeightsFile;
}

export type JudgedName = Pick<Judged, "candidate" | "probability" | "row">;

/**
 * Trains the choice of subjects: words around a name in a linear model, its score with all measures in boosted trees.
 * Every item is read again with parts of the lexicon gone, those that list its own names where there are any.
 */
export function trainSubjects(
  items: readonly SubjectItem[],
  lexicon: Lexicon,
  counts: Buffer,
  digests: Record<string, string>,
  say: (text: string) => void,
): TrainedSubjects {
  const { examples, names } = examplesOf(items, lexicon, new NameCounts(counts));
  const learnt = {} as Record<Kind, Omit<SubjectWeightsFile["vendor"], keyof Gates | "rivals">>;
  const own = (kind: Kind) => examples.filter((example) => example.candidate.kind === kind);
  for (const kind of KINDS) {
    judgeUnseen(own(kind), names[kind]);
    learnt[kind] = learn(
      own(kind).filter(({ weight }) => weight > 0),
      names[kind],
    );
  }
  const heldOut = items.map((): JudgedName[] => []);
  for (const { item, reading, candidate, score, row } of examples)
    if (reading === 0) heldOut[item]?.push({ candidate, row, probability: sigmoid(score) });
  return {
    measures: { vendor: learnt.vendor.forest.features, model: learnt.model.forest.features },
    heldOut,
    tuned: (scores) => {
      const judged = items.map((item, i) => ({ ...item, scores: scores[i] ?? item.scores }));
      const figures: Record<string, unknown> = {};
      putRivals(items, examples, scores);
      const part = (kind: Kind) => {
        const rivals = trainRivals(own(kind), names[kind]);
        const tuned = tune(judged, own(kind), kind);
        say(`${kind}s ${JSON.stringify(tuned.judged)} ${JSON.stringify(tuned.gates)}`);
        figures[kind] = tuned.judged;
        return { ...learnt[kind], rivals, ...tuned.gates };
      };
      const [vendor, model] = [part("vendor"), part("model")];
      return {
        vendor,
        model,
        counts: counts.toString("base64"),
        trained: { items: items.length, digests, crossValidated: figures },
      };
    },
  };
}

/** Gives every example scores by models that have not seen its item. */
function judgeUnseen(examples: Example[], names: string[]): void {
  holdOut(
    examples.map(({ item }) => item % FOLDS),
    (sees) =>
      fitParts(
        examples.filter(({ weight }, i) => weight > 0 && sees(i)),
        names,
      ),
    ({ context, forest }, i) => {
      const example = examples[i] as Example;
      example.row = Float64Array.from([...example.values, contextScore(context, example.context)]);
      example.score = scoreRow(forest, example.row);
    },
  );
}

function fitParts(examples: Example[], names: string[]) {
  holdOut(
    examples.map(({ item }) => Math.floor(item / FOLDS) % INNER_FOLDS),
    (sees) => trainContext(examples.filter((_, i) => sees(i))),
    (part, i) => {
      const example = examples[i] as Example;
      example.contextScore = contextScore(part, example.context);
    },
  );
  const rowOf = ({ values, contextScore: score }: Example) => Float64Array.from([...values, score]);
  const forest = trainForest(tableOf([...names, "context"], examples, rowOf), BOOST);
  return { context: trainContext(examples), forest };
}

function learn(examples: Example[], names: string[]): Omit<SubjectWeightsFile["vendor"], keyof Gates | "rivals"> {
  const { context, forest } = fitParts(examples, names);
  const most = context.context.reduce((max, weight) => Math.max(max, Math.abs(weight)), 1e-6);
  const scale = most / 127;
  const bytes = Int8Array.from(context.context, (weight) => Math.round(weight / scale));
  return { forest, context: Buffer.from(bytes.buffer).toString("base64"), scale, bias: context.bias };
}
