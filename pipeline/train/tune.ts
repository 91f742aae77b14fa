import { scoreField } from "../eval/scores.ts";
import { type Calibration, fitCalibration } from "../stages/tag/calibrate.ts";
import { type Decision, type DecisionRules, decide, type Probabilities } from "../stages/tag/classify.ts";
import { EVENTS, TIERS } from "../types.ts";
import type { LabelledItem } from "./dataset.ts";
import { seededRandom } from "./random.ts";

/** How far the affinity of event and tier is trusted; chosen by cross-validation. */
const AFFINITY_TRUST = 0.3;
/**
 * The training items are mostly about AI, a plain feed mostly is not: being relevant has to be a little likelier than
 * not. No figure of the gold set would ask for it.
 */
const RELEVANT_FACTORS = [0.8, 1] as const;
const STEPS = [0.6, 0.8, 1, 1.25, 1.6, 2];
const RESAMPLES = 15;
const RESAMPLING_SEED = 11;

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
 * Factors on class probabilities that give the best macro-F1 on held-out probabilities. Macro-F1 counts rare classes as
 * much as frequent ones, probabilities alone do not. What is best on one set of items jumps with a few of them: the
 * factors are the geometric mean of those that do best on resamples of the items.
 */
export function tuneDecision(
  items: readonly LabelledItem[],
  p: readonly Probabilities[],
  affinity: number[][],
): DecisionRules["decision"] {
  const random = seededRandom(RESAMPLING_SEED);
  const found = Array.from({ length: RESAMPLES }, () => {
    const drawn = items.map(() => Math.floor(random() * items.length));
    const pick = <T>(list: readonly T[]) => drawn.map((at) => list[at] as T);
    return tuneOn(pick(items), pick(p), affinity);
  });
  const mean = (field: "event" | "tier") =>
    [0, 1, 2, 3].map((column) => {
      const logs = found.map((decision) => Math.log(decision[field][column] ?? 1));
      return Math.round(Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length) * 1e3) / 1e3;
    });
  return { relevant: [...RELEVANT_FACTORS], event: mean("event"), tier: mean("tier") };
}

/** The factors that do best on the items given, found one after the other on a coarse grid. */
function tuneOn(
  items: readonly LabelledItem[],
  p: readonly Probabilities[],
  affinity: number[][],
): DecisionRules["decision"] {
  const decision = { relevant: [...RELEVANT_FACTORS], event: [1, 1, 1, 1], tier: [1, 1, 1, 1] };
  const quality = (field: "event" | "tier") => {
    const made = p.map((one) => decide(one, { affinity, decision }));
    return fieldScore(items, made, field).macroF1;
  };
  for (const field of ["event", "tier"] as const)
    for (let round = 0; round < 2; round++)
      for (const column of [0, 1, 2]) {
        let best = { factor: decision[field][column] ?? 1, f1: quality(field) };
        for (const factor of STEPS) {
          decision[field][column] = factor;
          const f1 = quality(field);
          if (f1 > best.f1 + 5e-4) best = { factor, f1 };
        }
        decision[field][column] = best.factor;
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
