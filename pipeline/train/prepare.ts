import type { CueMatcher } from "../stages/tag/cues.ts";
import { extractFeatures, type FeatureSource, type GroupWeights } from "../stages/tag/features.ts";
import { FeatureBuffer } from "../stages/tag/features-buffer.ts";
import { featureSource, type ItemView, viewItem } from "../stages/tag/features-view.ts";
import type { NameFinder } from "../stages/tag/names/index.ts";
import { EVENTS, TIERS } from "../types.ts";
import type { LabelledItem } from "./dataset.ts";
import type { Example } from "./logistic.ts";

/** A labelled item that was read once; features are taken from it as often as settings change. */
export interface PreparedItem {
  item: LabelledItem;
  view: ItemView;
  source: FeatureSource;
  /** The fold it is held out in. */
  fold: number;
}

export const TASKS = ["relevant", "event", "tier"] as const;
export type Task = (typeof TASKS)[number];

/** The classes of a task in the order of its columns. */
export const CLASSES: Record<Task, readonly (string | boolean)[]> = {
  relevant: [true, false],
  event: EVENTS,
  tier: TIERS,
};

/** Sparse features of one item. */
export interface Vector {
  index: Int32Array;
  value: Float32Array;
}

/** Reads every item's names and cues. */
export function prepare(
  items: LabelledItem[],
  folds: readonly number[],
  finder: NameFinder,
  cues: CueMatcher,
): PreparedItem[] {
  return items.map((item, i) => {
    const view = viewItem(finder.find(item.input), cues);
    return { item, view, source: featureSource(view), fold: folds[i] ?? 0 };
  });
}

/** The features of prepared items under group weights. */
export function vectors(items: readonly PreparedItem[], weights: GroupWeights): Vector[] {
  const buffer = new FeatureBuffer();
  return items.map(({ source }) => {
    extractFeatures(source, buffer, weights);
    return { index: buffer.index.slice(0, buffer.size), value: buffer.value.slice(0, buffer.size) };
  });
}

/** Training examples of a task. */
export function examples(task: Task, items: readonly PreparedItem[], features: readonly Vector[]): Example[] {
  const classes = CLASSES[task];
  return items.flatMap(({ item }, i) => {
    const vector = features[i];
    const target = new Float32Array(classes.length);
    target[classes.indexOf(item.labels[task])] = 1;
    return vector ? [{ ...vector, target, weight: item.weight }] : [];
  });
}
