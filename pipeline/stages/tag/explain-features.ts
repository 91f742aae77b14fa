import { insertSorted } from "../../insert.ts";
import type { Evidence } from "../../types.ts";
import { GROUPS } from "./features.ts";
import type { FeatureBuffer } from "./features-buffer.ts";
import type { ItemView } from "./features-view.ts";
import type { LinearModel } from "./linear.ts";

/** How many features a label shows. */
const SHOWN = 3;

/**
 * The features that spoke most for a class of a label, each as evidence with its span (code points) and weight: how
 * much they add to the score of the class over the mean of the others. Of features that lie over each other only the
 * heaviest is shown.
 */
export function heaviestFeatures(
  { classes, weights, stride, scale, bits }: LinearModel,
  features: FeatureBuffer,
  view: ItemView,
  chosen: number,
): Evidence[] {
  const top: Weighed[] = [];
  const { start, index, value, size } = features;
  const mask = (1 << bits) - 1;
  const ownScale = scale[chosen] as number;
  // The scales of the others, of up to four classes; the chosen one's is nothing.
  const scaleOf = (at: number) => (at === chosen ? 0 : (scale[at] ?? 0));
  const [a, b, c, d] = [scaleOf(0), scaleOf(1), scaleOf(2), scaleOf(3)];
  const four = classes === 4;
  // What the last one shown weighs, once all that may be shown are there.
  let least = 0;
  for (let at = 0; at < size; at++) {
    if ((start[at] as number) < 0) continue;
    const base = ((index[at] as number) & mask) * stride;
    const own = (weights[base + chosen] as number) * ownScale;
    let others = (weights[base] as number) * a + (weights[base + 1] as number) * b;
    if (four) others = others + (weights[base + 2] as number) * c + (weights[base + 3] as number) * d;
    const weight = (own - others / (classes - 1)) * (value[at] as number);
    if (weight <= least) continue;
    keep(top, { at, weight }, features);
    least = top.length === SHOWN ? (top[SHOWN - 1]?.weight ?? 0) : 0;
  }
  return top.map(({ at, weight }) => evidence(features, view, at, weight));
}

type Weighed = { at: number; weight: number };

function keep(top: Weighed[], found: Weighed, features: FeatureBuffer): void {
  const overlapping = top.findIndex((other) => overlaps(features, other.at, found.at));
  if (overlapping !== -1) {
    if ((top[overlapping]?.weight ?? 0) >= found.weight) return;
    top.splice(overlapping, 1);
  }
  insertSorted(top, found, SHOWN, (one, other) => one.weight > other.weight);
}

function overlaps({ field, start, end }: FeatureBuffer, a: number, b: number): boolean {
  return field[a] === field[b] && (start[a] ?? 0) < (end[b] ?? 0) && (start[b] ?? 0) < (end[a] ?? 0);
}

function evidence(features: FeatureBuffer, view: ItemView, at: number, weight: number): Evidence {
  const field = features.field[at] === 1 ? "text" : "title";
  const { text, points } = view[field];
  const [start, end] = [features.start[at] ?? 0, features.end[at] ?? 0];
  return {
    field,
    start: points.at(start),
    end: points.at(end),
    rule: `feature:${GROUPS[features.group[at] ?? 0]}`,
    features: [{ name: text.slice(start, end), weight: Math.round(weight * 100) / 100 }],
  };
}
