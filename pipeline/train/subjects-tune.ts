import { foldName } from "../eval/lists.ts";
import { sigmoid } from "../stages/tag/classify.ts";
import { distinctModels, passes } from "../stages/tag/subject.ts";
import type { Candidate } from "../stages/tag/subject-candidates.ts";
import type { SubjectPart } from "../stages/tag/subject-weights.ts";
import { type Example, type Kind, READINGS, type SubjectItem } from "./subjects-examples.ts";

export interface Judgement {
  precision: number;
  recall: number;
  f1: number;
}

/** Limits of gates that are tried: how likely an item must be about AI, how likely its tier may be `none`. */
const RELEVANT_FROM = [0.1, 0.2, 0.3, 0.4, 0.5];
const NONE_UP_TO = [0.5, 0.6, 0.7, 0.8, 0.9, 0.97];
export type Gates = Pick<SubjectPart, "first" | "further" | "relevantFrom" | "noneUpTo">;

interface Choice {
  candidate: Candidate;
  names: ReadonlySet<string>;
  p: number;
}

/** The thresholds that reach the highest F1 on held-out scores. */
export function tune(
  items: readonly SubjectItem[],
  examples: readonly Example[],
  kind: Kind,
): { gates: Gates; judged: Judgement } {
  const readings = READINGS.map(() => new Map<number, Choice[]>());
  for (const { item, reading, candidate, names, finalScore } of examples) {
    const byItem = readings[reading];
    if (!byItem) continue;
    const list = byItem.get(item) ?? [];
    list.push({ candidate, names, p: sigmoid(finalScore) });
    byItem.set(item, list);
  }
  for (const byItem of readings) for (const list of byItem.values()) list.sort((a, b) => b.p - a.p);
  let gates: Gates = { first: 0.4, further: 0.5, relevantFrom: 0.5, noneUpTo: kind === "model" ? 0.97 : 1 };
  const value = (tried: Gates) =>
    READINGS.reduce(
      (sum, { tuning }, at) => sum + tuning * judgeAt(items, readings[at] ?? new Map(), kind, tried).f1,
      0,
    );
  for (let round = 0; round < 2; round++) {
    gates = { ...gates, ...steadiest((first, further) => value({ ...gates, first, further })) };
    let best = value(gates);
    const take = (tried: Gates) => {
      const reached = value(tried);
      if (reached > best) [gates, best] = [tried, reached];
    };
    for (const relevantFrom of RELEVANT_FROM) take({ ...gates, relevantFrom });
    if (kind === "model") for (const noneUpTo of NONE_UP_TO) take({ ...gates, noneUpTo });
  }
  const judged = READINGS.map(({ dropped }, at) => [
    `without ${dropped}`,
    judgeAt(items, readings[at] ?? new Map(), kind, gates),
  ]);
  return { gates, judged: Object.fromEntries(judged) };
}

const THRESHOLDS = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];

/**
 * The two thresholds around which all is best: what is best at one point only has it from a few items, and the best
 * region is wide.
 */
function steadiest(value: (first: number, further: number) => number): Pick<Gates, "first" | "further"> {
  const reached = THRESHOLDS.map((first) =>
    THRESHOLDS.map((further) => (further < first ? null : value(first, further))),
  );
  let best = { first: 0.4, further: 0.5, mean: 0 };
  reached.forEach((row, i) => {
    row.forEach((own, j) => {
      if (own === null) return;
      const around = [-1, 0, 1].flatMap((di) => [-1, 0, 1].map((dj) => reached[i + di]?.[j + dj] ?? null));
      const near = around.filter((one) => one !== null);
      const mean = near.reduce((a, b) => a + b, 0) / near.length;
      if (mean > best.mean) best = { first: THRESHOLDS[i] ?? 0, further: THRESHOLDS[j] ?? 0, mean };
    });
  });
  return { first: best.first, further: best.further };
}

function judgeAt(
  items: readonly SubjectItem[],
  byItem: ReadonlyMap<number, Choice[]>,
  kind: Kind,
  gates: Gates,
): Judgement {
  let [right, given, wanted] = [0, 0, 0];
  items.forEach((item, at) => {
    if (item.weight < 1 || !item.names) return;
    const labels = (kind === "vendor" ? item.names.vendors : item.names.models).map(foldName);
    wanted += labels.length;
    if (!passes(item.scores, gates)) return;
    const chosen = (byItem.get(at) ?? []).filter(({ p }, rank) => p >= (rank === 0 ? gates.first : gates.further));
    const left = kind === "model" ? distinctModels(chosen).map(folded) : chosen.map(({ names }) => names);
    given += left.length;
    for (const label of labels) {
      const match = left.findIndex((names) => names.has(label));
      if (match === -1) continue;
      right++;
      left.splice(match, 1);
    }
  });
  const precision = right / (given || 1);
  const recall = right / (wanted || 1);
  return {
    precision: short(precision),
    recall: short(recall),
    f1: short((2 * precision * recall) / (precision + recall || 1)),
  };
}

const folded = ({ names }: { names: string[] }): ReadonlySet<string> => new Set(names.map(foldName));

const short = (x: number): number => Math.round(x * 1000) / 1000;
