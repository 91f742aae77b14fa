import type { Probabilities } from "../stages/tag/classify.ts";
import { outOfFold, TRAINING } from "./crossvalidate.ts";
import { type LinearWeights, trainLogistic } from "./logistic.ts";
import { CLASSES, examples, type PreparedItem, TASKS, type Vector } from "./prepare.ts";

/** Probabilities of every item by linear classifiers that have not seen it. */
export function heldOutLinear(items: readonly PreparedItem[], features: readonly Vector[]): Probabilities[] {
  const [relevant = [], event = [], tier = []] = TASKS.map((task) => outOfFold(task, items, features));
  return items.map((_, i) => ({ relevant: relevant[i]?.[0] ?? 0, event: event[i] ?? [], tier: tier[i] ?? [] }));
}

/** The linear classifiers of all tasks, in the order of `TASKS`. */
export function trainLinear(items: readonly PreparedItem[], features: readonly Vector[]): LinearWeights[] {
  return TASKS.map((task) =>
    trainLogistic(examples(task, items, features), { ...TRAINING, classes: CLASSES[task].length }),
  );
}
