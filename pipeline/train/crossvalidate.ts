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

/** Class probabilities of every item from a model that was trained without its fold. */
export function outOfFold(task: Task, items: readonly PreparedItem[], features: readonly Vector[]): number[][] {
  const classes = CLASSES[task].length;
  const all = examples(task, items, features);
  const result = items.map(() => new Array<number>(classes).fill(0));
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = trainLogistic(
      all.filter((_, i) => items[i]?.fold !== fold),
      { ...TRAINING, classes },
    );
    const p = new Float64Array(classes);
    items.forEach((item, i) => {
      const vector = features[i];
      if (item.fold !== fold || !vector) return;
      softmaxScores(model.weights, model.bias, classes, vector.index, vector.value, p);
      result[i] = Array.from(p);
    });
  }
  return result;
}
