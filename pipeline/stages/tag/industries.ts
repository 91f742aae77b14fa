import type { LexiconModel } from "../../lexicon.ts";
import { EVENTS, INDUSTRIES, type Industry } from "../../types.ts";
import type { Probabilities } from "./classify.ts";
import type { CueHit } from "./cues.ts";
import { BODY_UNITS, LEAD_UNITS } from "./features.ts";
import type { KnownSpan } from "./features-names.ts";
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
  "embedding",
  "embedding of the best other",
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
  const bodyEnd = view.bodyStart + BODY_UNITS;
  const title = countCues(view.titleCues, 0, Number.POSITIVE_INFINITY);
  const lead = countCues(view.textCues, view.bodyStart, Math.min(bodyEnd, view.bodyStart + LEAD_UNITS));
  const text = countCues(view.textCues, view.bodyStart, bodyEnd);
  const titleModels = countModels(view.titleNames, Number.POSITIVE_INFINITY);
  const textModels = countModels(view.textNames, MOST_TEXT_NAMES);
  const allText = text.sum + 2 * title.sum;
  const rivals = title.of.reduce((sum, count) => sum + Number(count > 0), 0);
  const { rows, width } = tableOf(INDUSTRY_SIGNALS.length);
  for (let i = 0; i < INDUSTRIES.length; i++) {
    const row = rows[i] as Float64Array;
    const inTitle = title.of[i] ?? 0;
    const inText = text.of[i] ?? 0;
    const namedText = textModels.of[i] ?? 0;
    const words = context.words[i] ?? 0;
    row[0] = 1;
    row[1] = Number(inTitle > 0);
    row[2] = Number(inTitle > 1);
    row[3] = Number(title.first === i);
    row[4] = Number((lead.of[i] ?? 0) > 0);
    row[5] = Math.log1p(inText);
    row[6] = allText ? (inText + 2 * inTitle) / allText : 0;
    row[7] = Number((titleModels.of[i] ?? 0) > 0);
    row[8] = Number(titleModels.first?.industries.includes(INDUSTRIES[i] as Industry) ?? false);
    row[9] = Number(namedText > 0);
    row[10] = textModels.count ? namedText / textModels.count : 0;
    row[11] = inTitle ? 0 : Math.min(2, rivals);
    row[12] = Number(!inTitle && !inText);
    for (let tier = 0; tier < 4; tier++) row[13 + tier] = context.tier[tier] ?? 0;
    row[width - 2] = words;
    row[width - 1] = inTitle || inText ? words : 0;
  }
  return rows;
}

/**
 * Rows of `INDUSTRY_MEASURES`, one for each industry in the order of `INDUSTRIES`.
 * @param words log-odds of each industry by words, `embedding` by word vectors
 */
export function industryRows(
  signals: readonly Float64Array[],
  { words, embedding }: { words: readonly number[]; embedding: readonly number[] },
  { signals: weights, offset }: { signals: readonly number[]; offset: readonly number[] },
  { relevant, event }: Pick<Probabilities, "relevant" | "event">,
): Float64Array[] {
  const otherWords = bestOthers(words);
  const otherEmbedding = bestOthers(embedding);
  const { rows } = tableOf(INDUSTRY_MEASURES.length);
  for (let i = 0; i < signals.length; i++) {
    const [own, row] = [signals[i] as Float64Array, rows[i] as Float64Array];
    const prior = offset[i] ?? 0;
    let regression = prior;
    for (let k = 0; k < own.length; k++) {
      row[k] = own[k] ?? 0;
      regression += (own[k] ?? 0) * (weights[k] ?? 0);
    }
    let at = own.length;
    row[at++] = prior;
    row[at++] = regression;
    row[at++] = i;
    row[at++] = otherWords[i] ?? 0;
    row[at++] = embedding[i] ?? 0;
    row[at++] = otherEmbedding[i] ?? 0;
    row[at++] = relevant;
    for (const share of event) row[at++] = share;
  }
  return rows;
}

/** For each place the largest number of all others. */
function bestOthers(scores: readonly number[]): number[] {
  const best = Math.max(...scores);
  const bestAt = scores.indexOf(best);
  const second = Math.max(...scores.filter((_, i) => i !== bestAt));
  return scores.map((_, i) => (i === bestAt ? second : best));
}

/** One row of zeroes for each industry, all in one piece of memory. */
function tableOf(width: number): { rows: Float64Array[]; width: number } {
  const table = new Float64Array(INDUSTRIES.length * width);
  return { rows: INDUSTRIES.map((_, i) => table.subarray(i * width, (i + 1) * width)), width };
}

/** How many cues stand for each industry, for all of them, and which industry the first of them stands for. */
interface CueCounts {
  of: number[];
  sum: number;
  first: number;
}

/** Place in `INDUSTRIES` of the industry that a group of cues stands for. */
const GROUPS: ReadonlyMap<string, number> = new Map(INDUSTRIES.map((id, i) => [`industries.${id}`, i]));

/** Counts the cues that start between two units. */
function countCues(hits: readonly CueHit[], from: number, to: number): CueCounts {
  const counts: CueCounts = { of: INDUSTRIES.map(() => 0), sum: 0, first: -1 };
  for (const { start, groups } of hits) {
    if (start < from || start >= to) continue;
    for (const group of groups) {
      const at = GROUPS.get(group);
      if (at === undefined) continue;
      counts.of[at] = (counts.of[at] ?? 0) + 1;
      counts.sum++;
      if (counts.first === -1) counts.first = at;
    }
  }
  return counts;
}

/** Names of a text beyond these say little of its industry. */
const MOST_TEXT_NAMES = 12;

/** How many of the models among the first names are of each industry, how many there are, and the first of them. */
function countModels(
  names: readonly KnownSpan[],
  most: number,
): { of: number[]; count: number; first: LexiconModel | null } {
  const of = INDUSTRIES.map(() => 0);
  let count = 0;
  let first: LexiconModel | null = null;
  for (let at = 0; at < names.length && at < most; at++) {
    const model = names[at]?.model;
    if (!model) continue;
    count++;
    first ??= model;
    for (const id of new Set(model.industries)) {
      const i = INDUSTRIES.indexOf(id);
      of[i] = (of[i] ?? 0) + 1;
    }
  }
  return { of, count, first };
}
