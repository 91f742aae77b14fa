import { scoreField } from "../eval/scores.ts";
import { type Calibration, fitCalibration } from "../stages/tag/calibrate.ts";
import { type Decision, type DecisionRules, decide, type Probabilities } from "../stages/tag/classify.ts";
import { EVENTS, TIERS } from "../types.ts";
import type { LabelledItem } from "./dataset.ts";

/** How far the affinity of event and tier is trusted; chosen by cross-validation. */
const AFFINITY_TRUST = 0.3;
/**
 * The training items are mostly about AI, a plain feed mostly is not: being relevant has to be a little likelier than
 * not. No figure of the gold set would ask for it.
 */
const RELEVANT_FACTORS = [0.75, 1] as const;
const STEPS = [0.6, 0.8, 1, 1.25, 1.6, 2];

/** Log of joint over product of shares of event and tier among relevant items, damped. */
export function affinityOf(items: readonly LabelledItem[]): number[][] {
  const relevant = items.filter((i) => i.labels.relevant);
  const joint = EVENTS.map((e) =>
    TIERS.map((t) => relevant.filter((i) => i.labels.event === e && i.labels.tier === t).length + 0.5),
  );
  const total = joint.flat().reduce((a, b) => a + b, 0);
  return joint.map((row) =>
    row.map((count, t) => {
      const events = row.reduce((a, b) => a + b, 0);
      const tiers = joint.reduce((sum, other) => sum + (other[t] ?? 0), 0);
      return Math.round(AFFINITY_TRUST * Math.log((count * total) / (events * tiers)) * 1e3) / 1e3;
    }),
  );
}

/**
 * Factors on class probabilities that give the best macro-F1 on held-out probabilities, found one after the other on a
 * coarse grid. Macro-F1 counts rare classes as much as frequent ones, probabilities alone do not.
 */
export function tuneDecision(
  items: readonly LabelledItem[],
  p: readonly Probabilities[],
  affinity: number[][],
): DecisionRules["decision"] {
  const decision = { relevant: [...RELEVANT_FACTORS], event: [1, 1, 1, 1], tier: [1, 1, 1, 1] };
  const quality = (field: "relevant" | "event" | "tier") => {
    const made = p.map((one) => decide(one, { affinity, decision }));
    return fieldScore(items, made, field).macroF1;
  };
  for (const [field, columns] of [
    ["event", [0, 1, 2]],
    ["tier", [0, 1, 2]],
  ] as const) {
    for (let round = 0; round < 2; round++)
      for (const column of columns) {
        let best = { factor: decision[field][column] ?? 1, f1: quality(field) };
        for (const factor of STEPS) {
          decision[field][column] = factor;
          const f1 = quality(field);
          if (f1 > best.f1 + 5e-4) best = { factor, f1 };
        }
        decision[field][column] = best.factor;
      }
  }
  return decision;
}

/** Scores of decisions against labels. */
export function fieldScore(
  items: readonly LabelledItem[],
  made: readonly Decision[],
  field: "relevant" | "event" | "tier",
) {
  const values = { relevant: ["true", "false"], event: [...EVENTS], tier: [...TIERS] }[field];
  return scoreField(
    items.map((i) => String(i.labels[field])),
    made.map((d) => String(d[field])),
    values,
  );
}

/** Calibration of the confidence that decisions carry, from held-out decisions. */
export function calibrationOf(
  items: readonly LabelledItem[],
  made: readonly Decision[],
  field: "relevant" | "event" | "tier",
): Calibration {
  return fitCalibration(
    made.map((d) => d.confidence[field]),
    made.map((d, i) => d[field] === items[i]?.labels[field]),
  );
}
