import { insertSorted } from "../../insert.ts";
import { EVENTS, type Evidence, TIERS } from "../../types.ts";
import { logit, type Probabilities, sigmoid } from "./classify.ts";
import { EMBEDDED, EMBEDDED_OF_ITEM } from "./embedding.ts";
import type { Signal } from "./features.ts";
import type { ItemForests, Stack } from "./stack-weights.ts";
import type { Judged } from "./subject.ts";
import { movesOf, type ReadyForest, scorePacked } from "./trees.ts";

/**
 * What the second layer reads of an item: the linear classifiers' probabilities, what word vectors make of it, its
 * judged names and its signals.
 */
export interface StackItem {
  scores: Probabilities;
  /** Log-odds of the columns of `EMBEDDED` that are about the whole item. */
  embedding: readonly number[];
  judged: readonly Pick<Judged, "candidate" | "probability" | "row">[];
  signals: readonly Pick<Signal, "name">[];
}

/** Items less likely than this to be about AI are left to the linear classifiers. */
export const LEAST_RELEVANT = 0.1;
/** The names whose measures are read, by kind and rank of probability. */
const SLOTS = [
  { kind: "model", rank: 0 },
  { kind: "model", rank: 1 },
  { kind: "vendor", rank: 0 },
] as const;
/** Stands for a measure of a name that an item does not have. */
const MISSING = -1;

/** Names of the columns of `stackRow`, given the names of the measures of each kind and the signals that count. */
export function stackFeatures(measures: Record<"vendor" | "model", readonly string[]>, signals: readonly string[]) {
  return [
    "relevant",
    ...EVENTS.map((event) => `event:${event}`),
    ...TIERS.map((tier) => `tier:${tier}`),
    ...EMBEDDED.slice(0, EMBEDDED_OF_ITEM).map((column) => `embedding:${column}`),
    ...SLOTS.flatMap(({ kind, rank }) =>
      ["probability", ...measures[kind]].map((measure) => `${kind} ${rank + 1}: ${measure}`),
    ),
    ...signals.map((signal) => `signal ${signal}`),
  ];
}

/** One item's row: log-odds of the first layer, measures of the likeliest names, counts of the signals. */
export function stackRow(
  { scores, embedding, judged, signals }: StackItem,
  widths: Record<"vendor" | "model", number>,
  columns: ReadonlyMap<string, number>,
): Float64Array {
  const first = [...[scores.relevant, ...scores.event, ...scores.tier].map(logit), ...embedding];
  const size = first.length + SLOTS.reduce((sum, { kind }) => sum + 1 + widths[kind], 0);
  const row = new Float64Array(size + columns.size);
  row.set(first);
  let at = first.length;
  const ranked = [...judged].sort((a, b) => b.probability - a.probability);
  for (const { kind, rank } of SLOTS) {
    const one = ranked.filter(({ candidate }) => candidate.kind === kind)[rank];
    row[at] = one?.probability ?? MISSING;
    if (one) row.set(one.row, at + 1);
    else row.fill(MISSING, at + 1, at + 1 + widths[kind]);
    at += 1 + widths[kind];
  }
  for (const { name } of signals) {
    const column = columns.get(name);
    if (column !== undefined) row[size + column] = (row[size + column] ?? 0) + 1;
  }
  return row;
}

/** Probabilities by the second layer: one forest a class, their odds normalised over the classes of a label. */
export function stackedProbabilities({ relevant, event, tier }: ItemForests, row: Float64Array): Probabilities {
  const shares = (forests: readonly ReadyForest[]) => {
    const p = forests.map((forest) => sigmoid(scorePacked(forest.packed, row)));
    const total = p.reduce((a, b) => a + b, 0) || 1;
    return p.map((one) => one / total);
  };
  return { relevant: sigmoid(scorePacked(relevant.packed, row)), event: shares(event), tier: shares(tier) };
}

const SHOWN_FEATURES = 3;

/** The columns of a row that spoke most for a class of a label; those that say the same count as one reason. */
export function stackEvidence(
  stack: Stack,
  field: "relevant" | "event" | "tier",
  chosen: number,
  row: Float64Array,
): Evidence[] {
  // One forest tells relevant items from others: what speaks against it speaks for the other class.
  const forest = field === "relevant" ? stack.relevant : stack[field][chosen];
  const sign = field === "relevant" && chosen === 1 ? -1 : 1;
  if (!forest) return [];
  const moved = movesOf(forest.packed, row);
  const top: Reason[] = [];
  for (const { name, columns } of stack.reasons) {
    const all = columns.length > 1 ? largestFirst(columns, moved) : columns;
    const first = all[0] ?? 0;
    let total = 0;
    for (const one of all) total += moved[one] as number;
    // Most columns moved nothing.
    if (total === 0) continue;
    const weight = Math.round(sign * total * 100) / 100;
    if (weight <= 0 || weight < (top[SHOWN_FEATURES - 1]?.weight ?? 0)) continue;
    const reason = { name, weight, largest: Math.abs(moved[first] as number), column: first };
    insertSorted(top, reason, SHOWN_FEATURES, isBefore);
  }
  return top.length ? [{ rule: "together", features: top.map(({ name, weight }) => ({ name, weight })) }] : [];
}

interface Reason {
  name: string;
  /** By how much all its columns moved the score, rounded. */
  weight: number;
  /** The size of the largest of its columns, and which it is: of reasons of equal weight, the larger comes first. */
  largest: number;
  column: number;
}

/** Of some columns those that moved anything, the one that moved most first. */
function largestFirst(columns: readonly number[], moved: Float64Array): number[] {
  const sorted: number[] = [];
  const size = (column: number) => Math.abs(moved[column] as number);
  for (const column of columns)
    if (moved[column] !== 0) insertSorted(sorted, column, columns.length, (one, other) => size(one) > size(other));
  return sorted;
}

function isBefore(a: Reason, b: Reason): boolean {
  if (a.weight !== b.weight) return a.weight > b.weight;
  return a.largest > b.largest || (a.largest === b.largest && a.column < b.column);
}
