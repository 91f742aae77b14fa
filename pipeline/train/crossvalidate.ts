import { type LogisticOptions, softmaxScores, trainLogistic } from "./logistic.ts";
import { CLASSES, examples, type PreparedItem, type Task, type Vector } from "./prepare.ts";
import { seededRandom, shuffle } from "./random.ts";

export const FOLDS = 5;

/** Settings that cross-validation on the training items chose. */
export const TRAINING: Omit<LogisticOptions, "classes"> = { epochs: 16, rate: 0.15, l2: 2e-4, seed: 1 };

/** A fold for each of `count` items, the same for the same seed. */
export function assignFolds(count: number, seed: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  shuffle(order, seededRandom(seed));
  const folds = new Array<number>(count).fill(0);
  order.forEach((item, k) => {
    folds[item] = k % FOLDS;
  });
  return folds;
}

/**
 * Has every item judged by what was learnt without its fold, fold after fold.
 * @param folds of each item
 * @param learn from the items for which `sees` holds
 */
export function holdOut<Learnt>(
  folds: readonly number[],
  learn: (sees: (i: number) => boolean) => Learnt,
  judge: (learnt: Learnt, i: number) => void,
): void {
  for (const held of [...new Set(folds)].sort((a, b) => a - b)) {
    const learnt = learn((i) => folds[i] !== held);
    folds.forEach((fold, i) => {
      if (fold === held) judge(learnt, i);
    });
  }
}

/** Class probabilities of every item from a model that was trained without its fold. */
export function outOfFold(task: Task, items: readonly PreparedItem[], features: readonly Vector[]): number[][] {
  const classes = CLASSES[task].length;
  const all = examples(task, items, features);
  const result = items.map(() => new Array<number>(classes).fill(0));
  const p = new Float64Array(classes);
  holdOut(
    items.map(({ fold }) => fold),
    (sees) =>
      trainLogistic(
        all.filter((_, i) => sees(i)),
        { ...TRAINING, classes },
      ),
    ({ weights, bias }, i) => {
      const vector = features[i];
      if (!vector) return;
      softmaxScores(weights, bias, classes, vector.index, vector.value, p);
      result[i] = Array.from(p);
    },
  );
  return result;
}
