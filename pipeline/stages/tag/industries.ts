import { EVENTS, INDUSTRIES, type Industry } from "../../types.ts";
import type { Probabilities } from "./classify.ts";
import type { CueHit } from "./cues.ts";
import { BODY_UNITS } from "./features.ts";
import type { ItemView } from "./features-view.ts";

/**
 * What speaks for one industry in an item, the same numbers for every industry, so that what is learnt of the frequent
 * ones holds for the rare ones. `INDUSTRY_SIGNALS` names them in order.
 */
export const INDUSTRY_SIGNALS = [
  "bias",
  "cue in title",
  "two cues in title",
  "first cue of all in title",
  "cue in lead",
  "cues in text",
  "share of cues",
  "model of title",
  "first model of title",
  "model of text",
  "share of models",
  "rivals in title",
  "no cue at all",
  "general tier",
  "industry tier",
  "application tier",
  "no tier",
  "words",
  "words and cue",
] as const;

/** What the trees read of one industry in an item: its signals, what the regression makes of them, and the item. */
export const INDUSTRY_MEASURES = [
  ...INDUSTRY_SIGNALS,
  "offset",
  "regression",
  "industry",
  "words of the best other",
  "relevant",
  ...EVENTS.map((event) => `event:${event}`),
] as const;

/** Probabilities of tiers (general, industry, application, none) and the word score (logit) of each industry. */
export interface IndustryContext {
  tier: readonly number[];
  words: readonly number[];
}

/** Signals of every industry, in the order of `INDUSTRIES`; rows of `INDUSTRY_SIGNALS.length` numbers. */
export function industrySignals(view: ItemView, context: IndustryContext): Float64Array[] {
  const title = countCues(view.titleCues);
  const read = view.textCues.filter((c) => c.start >= view.bodyStart && c.start < view.bodyStart + BODY_UNITS);
  const lead = countCues(read.filter((c) => c.start < view.bodyStart + 160));
  const text = countCues(read);
  const allText = sum(text) + 2 * sum(title);
  const first = firstIndustry(view.titleCues);
  const titleModels = view.titleNames.flatMap((s) => (s.model ? [s.model] : []));
  const textModels = view.textNames.slice(0, 12).flatMap((s) => (s.model ? [s.model] : []));
  const rivals = INDUSTRIES.filter((i) => title.get(i)).length;
  return INDUSTRIES.map((industry, i) => {
    const inTitle = title.get(industry) ?? 0;
    const inText = text.get(industry) ?? 0;
    const named = titleModels.filter((m) => m.industries.includes(industry)).length;
    const namedText = textModels.filter((m) => m.industries.includes(industry)).length;
    const words = context.words[i] ?? 0;
    return Float64Array.of(
      1,
      inTitle ? 1 : 0,
      inTitle > 1 ? 1 : 0,
      first === industry ? 1 : 0,
      lead.get(industry) ? 1 : 0,
      Math.log1p(inText),
      allText ? (inText + 2 * inTitle) / allText : 0,
      named ? 1 : 0,
      titleModels[0]?.industries.includes(industry) ? 1 : 0,
      namedText ? 1 : 0,
      textModels.length ? namedText / textModels.length : 0,
      inTitle ? 0 : Math.min(2, rivals),
      inTitle || inText ? 0 : 1,
      ...context.tier.slice(0, 4),
      words,
      inTitle || inText ? words : 0,
    );
  });
}

/** Rows of `INDUSTRY_MEASURES`, one for each industry in the order of `INDUSTRIES`. */
export function industryRows(
  signals: readonly Float64Array[],
  words: readonly number[],
  { signals: weights, offset }: { signals: readonly number[]; offset: readonly number[] },
  { relevant, event }: Probabilities,
): Float64Array[] {
  const best = Math.max(...words);
  const bestAt = words.indexOf(best);
  const second = Math.max(...words.filter((_, i) => i !== bestAt));
  return signals.map((own, i) => {
    const prior = offset[i] ?? 0;
    let regression = prior;
    for (let k = 0; k < own.length; k++) regression += (own[k] ?? 0) * (weights[k] ?? 0);
    const row = new Float64Array(own.length + 5 + event.length);
    row.set(own);
    row[own.length] = prior;
    row[own.length + 1] = regression;
    row[own.length + 2] = i;
    row[own.length + 3] = i === bestAt ? second : best;
    row[own.length + 4] = relevant;
    row.set(event, own.length + 5);
    return row;
  });
}

function countCues(hits: readonly CueHit[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { groups } of hits)
    for (const group of groups) {
      if (!group.startsWith("industries.")) continue;
      const id = group.slice("industries.".length);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  return counts;
}

function firstIndustry(hits: readonly CueHit[]): Industry | undefined {
  for (const { groups } of hits) {
    const group = groups.find((g) => g.startsWith("industries."));
    if (group) return group.slice("industries.".length) as Industry;
  }
  return undefined;
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
