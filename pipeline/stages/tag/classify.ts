import { EVENTS, type Event, INDUSTRIES, type Industry, TIERS, type Tier } from "../../types.ts";
import type { FeatureBuffer } from "./features-buffer.ts";
import type { ItemView } from "./features-view.ts";
import { industryRows, industrySignals } from "./industries.ts";
import { columnsOf, type LinearModel, linearScores, softmax } from "./linear.ts";
import { type ReadyForest, scoreFrom } from "./trees.ts";
import { COLUMNS, type Weights, type WeightsHeader } from "./weights.ts";

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

/** The main classifier, parted by what is asked together: most items are only asked whether they are relevant. */
export interface MainModels {
  /** Columns relevant, not relevant. */
  relevance: LinearModel;
  /** Columns event, tier: asked together. */
  kinds: LinearModel;
  /** These two apart, in the same memory. */
  event: LinearModel;
  tier: LinearModel;
  /** Industries by words. */
  words: LinearModel;
}

export function mainModels({ main, words }: Weights): MainModels {
  const [first, events] = COLUMNS.event;
  const tiers = COLUMNS.tier[1];
  const kinds = columnsOf(main, first, events + tiers);
  const part = (from: number, classes: number): LinearModel => ({
    ...{ ...kinds, classes, weights: kinds.weights.subarray(from) },
    scale: kinds.scale.subarray(from, from + classes),
    bias: kinds.bias.subarray(from, from + classes),
  });
  return {
    relevance: columnsOf(main, ...COLUMNS.relevant),
    ...{ kinds, event: part(0, events), tier: part(events, tiers) },
    words: columnsOf(words, 0, words.classes),
  };
}

/** How likely an item with these features is relevant. */
export function relevanceOf({ relevance }: MainModels, features: FeatureBuffer): number {
  return softmax(scoresOf(relevance, features), [0, relevance.classes])[0] ?? 0;
}

/** Probabilities of event and tier of one item's features, each by itself. */
export function kindsOf(
  { kinds, event, tier }: MainModels,
  features: FeatureBuffer,
): Pick<Probabilities, "event" | "tier"> {
  const scores = scoresOf(kinds, features);
  return { event: softmax(scores, [0, event.classes]), tier: softmax(scores, [event.classes, tier.classes]) };
}

function scoresOf(model: LinearModel, features: FeatureBuffer): Float64Array {
  const scores = new Float64Array(model.classes);
  linearScores(model, features, scores);
  return scores;
}

/** Of an item that is left alone: it is asked for neither. */
export const NO_KINDS: Pick<Probabilities, "event" | "tier"> = { event: [], tier: [] };

/** What of the weights' header a decision needs. */
export type DecisionRules = Pick<WeightsHeader, "affinity" | "decision">;

/**
 * Chooses event and tier together: what seldom goes together (a launch of nothing) needs more to be believed.
 * An item that is not relevant has neither.
 */
export function decide(p: Probabilities, { affinity, decision }: DecisionRules): Decision {
  const relevant = isRelevant(p.relevant, decision);
  const sure = relevant ? p.relevant : 1 - p.relevant;
  if (!relevant)
    return { relevant, event: "none", tier: "none", confidence: { relevant: sure, event: sure, tier: sure } };
  const [events, tiers] = [EVENTS.map(() => 0), TIERS.map(() => 0)];
  let total = 0;
  for (let e = 0; e < events.length; e++)
    for (let t = 0; t < tiers.length; t++) {
      const joint = (p.event[e] ?? 0) * (p.tier[t] ?? 0) * Math.exp(affinity[e]?.[t] ?? 0);
      events[e] = (events[e] ?? 0) + joint;
      tiers[t] = (tiers[t] ?? 0) + joint;
      total += joint;
    }
  for (const shares of [events, tiers]) for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] ?? 0) / total;
  const event = largest(events, decision.event);
  const tier = largest(tiers, decision.tier);
  return {
    relevant,
    event: EVENTS[event] ?? "none",
    tier: TIERS[tier] ?? "none",
    confidence: { relevant: sure, event: events[event] ?? 0, tier: tiers[tier] ?? 0 },
  };
}

export function isRelevant(p: number, { relevant: [yes = 1, no = 1] }: DecisionRules["decision"]): boolean {
  return p * yes >= (1 - p) * no;
}

function largest(shares: readonly number[], factors: readonly number[]): number {
  const weighed = shares.map((share, i) => share * (factors[i] ?? 1));
  return weighed.indexOf(Math.max(...weighed));
}

/** What industries are told by: an item's features, what it is judged to be, and log-odds of each by word vectors. */
interface IndustryItem {
  view: ItemView;
  features: FeatureBuffer;
  p: Probabilities;
  embedding: readonly number[];
}

/** Probability of each industry that reaches the threshold, likeliest first, three at most. */
export function decideIndustries(
  { view, features, p, embedding }: IndustryItem,
  { header, words }: Pick<Weights, "header" | "words">,
  forest: ReadyForest,
): { id: Industry; probability: number }[] {
  const wordScores = [...scoresOf(words, features)];
  const signals = industrySignals(view, { tier: p.tier, words: wordScores });
  const { threshold } = header.industries;
  const chosen: { id: Industry; probability: number }[] = [];
  industryRows(signals, { words: wordScores, embedding }, header.industries, p).forEach((row, i) => {
    const probability = sigmoid(scoreFrom(forest.packed, row, logit(threshold) - CLEARLY));
    if (probability >= threshold) chosen.push({ id: INDUSTRIES[i] as Industry, probability });
  });
  return chosen.sort((a, b) => b.probability - a.probability).slice(0, 3);
}

/** By how much a log-odds misses the threshold's that need not be known to the last digit. */
const CLEARLY = 1e-3;

export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** Log-odds of a probability, between about -9 and 9. */
export function logit(p: number): number {
  const inside = Math.min(1 - 1e-4, Math.max(1e-4, p));
  return Math.log(inside / (1 - inside));
}
