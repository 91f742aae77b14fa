import { EVENTS, type Event, INDUSTRIES, type Industry, TIERS, type Tier } from "../../types.ts";
import type { FeatureBuffer } from "./features-buffer.ts";
import type { ItemView } from "./features-view.ts";
import { industryRows, industrySignals } from "./industries.ts";
import { linearScores, softmax } from "./linear.ts";
import { type ReadyForest, scorePacked } from "./trees.ts";
import { COLUMNS, MAIN_CLASSES, type Weights, type WeightsHeader } from "./weights.ts";

/** Probabilities of one item: of being relevant, of each event and each tier in the order of `EVENTS`, `TIERS`. */
export interface Probabilities {
  relevant: number;
  event: number[];
  tier: number[];
}

/** The labels chosen, each with its raw probability. */
export interface Decision {
  relevant: boolean;
  event: Event;
  tier: Tier;
  confidence: { relevant: number; event: number; tier: number };
}

/** Probabilities of one item's features, event and tier each by itself. */
export function probabilities(weights: Weights, features: FeatureBuffer): Probabilities {
  const scores = new Float64Array(MAIN_CLASSES);
  linearScores(weights.main, features, scores);
  return {
    relevant: softmax(scores, COLUMNS.relevant)[0] ?? 0,
    event: softmax(scores, COLUMNS.event),
    tier: softmax(scores, COLUMNS.tier),
  };
}

/** What of the weights' header a decision needs. */
export type DecisionRules = Pick<WeightsHeader, "affinity" | "decision">;

/**
 * Chooses event and tier together: what seldom goes together (a launch of nothing) needs more to be believed.
 * An item that is not relevant has neither.
 */
export function decide(p: Probabilities, { affinity, decision }: DecisionRules): Decision {
  const [yes = 1, no = 1] = decision.relevant;
  const relevant = p.relevant * yes >= (1 - p.relevant) * no;
  const sure = relevant ? p.relevant : 1 - p.relevant;
  if (!relevant)
    return { relevant, event: "none", tier: "none", confidence: { relevant: sure, event: sure, tier: sure } };
  const joint = EVENTS.map((_, e) =>
    TIERS.map((_, t) => (p.event[e] ?? 0) * (p.tier[t] ?? 0) * Math.exp(affinity[e]?.[t] ?? 0)),
  );
  const total = joint.flat().reduce((a, b) => a + b, 0);
  const events = EVENTS.map((_, e) => (joint[e] ?? []).reduce((a, b) => a + b, 0) / total);
  const tiers = TIERS.map((_, t) => joint.reduce((sum, row) => sum + (row[t] ?? 0), 0) / total);
  const event = largest(events, decision.event);
  const tier = largest(tiers, decision.tier);
  return {
    relevant,
    event: EVENTS[event] ?? "none",
    tier: TIERS[tier] ?? "none",
    confidence: { relevant: sure, event: events[event] ?? 0, tier: tiers[tier] ?? 0 },
  };
}

function largest(shares: readonly number[], factors: readonly number[]): number {
  const weighed = shares.map((share, i) => share * (factors[i] ?? 1));
  return weighed.indexOf(Math.max(...weighed));
}

/** Probability of each industry that reaches the threshold, likeliest first, three at most. */
export function decideIndustries(
  view: ItemView,
  features: FeatureBuffer,
  p: Probabilities,
  { header, words }: Weights,
  forest: ReadyForest,
): { id: Industry; probability: number }[] {
  const scores = new Float64Array(INDUSTRIES.length);
  linearScores(words, features, scores);
  const wordScores = Array.from(scores);
  const signals = industrySignals(view, { tier: p.tier, words: wordScores });
  return industryRows(signals, wordScores, header.industries, p)
    .map((row, i) => ({ id: INDUSTRIES[i] as Industry, probability: sigmoid(scorePacked(forest.packed, row)) }))
    .filter(({ probability }) => probability >= header.industries.threshold)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, 3);
}

export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score));
}
