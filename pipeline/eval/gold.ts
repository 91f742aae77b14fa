import { z } from "zod";
import { EVENTS, type TagInput, TIERS } from "../types.ts";
import type { PredictedName } from "./lists.ts";

export const GoldItem = z.object({
  id: z.string(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  date: z.string().nullish(),
  source: z.string().nullish(),
  labels: z.object({
    relevant: z.boolean(),
    event: z.enum(EVENTS),
    tier: z.enum(TIERS),
    vendors: z.array(z.string()),
    models: z.array(z.string()),
    industries: z.array(z.string()),
  }),
});
/** An item with the labels that people gave it. */
export type GoldItem = z.infer<typeof GoldItem>;

const single = <T extends z.ZodType>(value: T) =>
  z.union([value, z.object({ value, confidence: z.number().optional(), evidence: z.array(z.unknown()).optional() })]);
const Name = z.union([
  z.string(),
  z.object({ id: z.string().optional(), name: z.string().optional(), names: z.array(z.string()).optional() }),
]);

/** One line of `modeltide tag --json`; a plain value stands for `{value}`. */
export const PredictedItem = z.object({
  id: z.string(),
  relevant: single(z.boolean()),
  event: single(z.enum(EVENTS)),
  tier: single(z.enum(TIERS)),
  vendors: z.array(Name).default([]),
  models: z.array(Name).default([]),
  industries: z.array(Name).default([]),
});

export interface Guess {
  value: string;
  confidence: number | null;
  evidence: unknown[];
}

/** A prediction in one shape. */
export interface Prediction {
  relevant: Guess;
  event: Guess;
  tier: Guess;
  vendors: PredictedName[];
  models: PredictedName[];
  industries: PredictedName[];
}

/** What counts for an item that was not predicted. */
export const NOTHING: Prediction = {
  relevant: { value: "false", confidence: null, evidence: [] },
  event: { value: "none", confidence: null, evidence: [] },
  tier: { value: "none", confidence: null, evidence: [] },
  vendors: [],
  models: [],
  industries: [],
};

/** Reads one predicted item into the one shape. */
export function predictionOf(line: unknown): { id: string; prediction: Prediction } {
  const item = PredictedItem.parse(line);
  return {
    id: item.id,
    prediction: {
      relevant: guessOf(item.relevant),
      event: guessOf(item.event),
      tier: guessOf(item.tier),
      vendors: item.vendors as PredictedName[],
      models: item.models as PredictedName[],
      industries: item.industries as PredictedName[],
    },
  };
}

function guessOf(given: unknown): Guess {
  if (typeof given !== "object" || given === null) return { value: String(given), confidence: null, evidence: [] };
  const { value, confidence, evidence } = given as { value: unknown; confidence?: number; evidence?: unknown[] };
  return { value: String(value), confidence: confidence ?? null, evidence: evidence ?? [] };
}

/** What the tagger reads of a gold item. */
export function tagInput({ id, title, text, date, source }: GoldItem): TagInput {
  return { id, title: title ?? "", text: text ?? "", published: date ?? null, source: source ?? null };
}
