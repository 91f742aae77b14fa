import type { Evidence } from "../../types.ts";
import { GROUPS } from "./features.ts";
import type { FeatureBuffer } from "./features-buffer.ts";
import type { ItemView } from "./features-view.ts";
import { contribution, type LinearModel } from "./linear.ts";

/** How many features a label shows. */
const SHOWN = 3;

/**
 * The features that spoke most for a column of a label, each as evidence with its span (code points) and weight.
 * Of features that lie over each other only the heaviest is shown.
 */
export function heaviestFeatures(
  model: LinearModel,
  features: FeatureBuffer,
  view: ItemView,
  columns: readonly [number, number],
  chosen: number,
): Evidence[] {
  const top: { at: number; weight: number }[] = [];
  const { start } = features;
  // What the last one shown weighs, once all that may be shown are there.
  let least = 0;
  for (let at = 0; at < features.size; at++) {
    if ((start[at] ?? -1) < 0) continue;
    const weight = contribution(model, features, at, columns, chosen);
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
  top.push(found);
  top.sort((a, b) => b.weight - a.weight);
  top.length = Math.min(top.length, SHOWN);
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
