import { EVENTS, TIERS } from "../../types.ts";
import { logit } from "./classify.ts";
import type { NameField } from "./names/index.ts";
import type { Candidate } from "./subject-candidates.ts";
import { overlap } from "./subject-extent.ts";
import type { ItemScores } from "./subject-features.ts";

/** A candidate as the first judgement leaves it. */
export interface Rated {
  candidate: Candidate;
  probability: number;
  /** Its measures, the context at their end. */
  row: Float64Array;
}

/** Names that are less likely than this are not judged again. */
export const LEAST_LIKELY = 0.05;
/** A rival this likely counts. */
const LIKELY = 0.3;
/** Most units between two names of one list, and what may stand there. */
const LIST_UNITS = 16;
const LIST_JOINT =
  /^\s*[”"」』》）)]?\s*(?:、|和|与|及|以及|\/|&|,|，)\s*(?:[^\s、，,。；;]{2,10}的)?\s*[“"「『《]?\s*$/;

/** What a name's rivals are like, in the order in which `rivalRows` puts it behind the name's own measures. */
export const RIVAL_MEASURES = [
  "likely",
  "likelyRank",
  "bestRival",
  "likelyGap",
  "likelySum",
  "likelyRivals",
  "bestOfOtherKind",
  "bestOfOwn",
  "bestOver",
  "bestInList",
  "meanInList",
  "inList",
  "bestLonger",
  "bestShorter",
  "bestBefore",
  "bestAfter",
  "both:relevant",
  ...EVENTS.map((event) => `both:${event}`),
  ...TIERS.map((tier) => `both:tier:${tier}`),
];

/**
 * Rows for judging the likely names of an item again, when all have been judged once: with how likely the others are,
 * those that it is listed with, those that stand in the same place, its maker or its products; and with what the second
 * layer says of the item.
 * @returns one row for each of `rated`, null for those that stay as they are
 */
export function rivalRows(
  rated: readonly Rated[],
  texts: Readonly<Record<NameField, string>>,
  scores: ItemScores,
): (Float64Array | null)[] {
  const ranked = [...rated].sort((a, b) => b.probability - a.probability);
  return rated.map((one) => {
    if (one.probability < LEAST_LIKELY) return null;
    const values = rivalValues(one, ranked, texts);
    values.push(scores.relevant, ...scores.event, ...scores.tier);
    const row = new Float64Array(one.row.length + RIVAL_MEASURES.length);
    row.set(one.row);
    row.set(values, one.row.length);
    return row;
  });
}

function rivalValues(one: Rated, ranked: readonly Rated[], texts: Readonly<Record<NameField, string>>): number[] {
  const { candidate, probability } = one;
  const { kind, folded, hits } = candidate;
  let [rank, place, best, sum, likely] = [-1, 0, 0, 0, 0];
  let [other, own, over, before, after] = [0, 0, 0, 0, 0];
  let [listed, listedSum, listedBest] = [0, 0, 0];
  let [longer, shorter] = [0, 0];
  for (const rival of ranked) {
    const { candidate: its, probability: p } = rival;
    if (its.kind !== kind) {
      other = Math.max(other, p);
      if (isOwn(candidate, its)) own = Math.max(own, p);
      continue;
    }
    place++;
    if (rival === one) {
      rank = place - 1;
      continue;
    }
    if (place === 1 || (place === 2 && rank === 0)) best = p;
    sum += p;
    if (p > LIKELY) likely++;
    if (overlap(hits[0], its.hits[0])) over = Math.max(over, p);
    if (areListed(candidate, its, texts)) {
      listed++;
      listedSum += p;
      listedBest = Math.max(listedBest, p);
    }
    if (its.folded.startsWith(folded)) longer = Math.max(longer, p);
    if (folded.startsWith(its.folded)) shorter = Math.max(shorter, p);
    if (comesFirst(its, candidate)) before = Math.max(before, p);
    if (comesFirst(candidate, its)) after = Math.max(after, p);
  }
  const mean = listed ? listedSum / listed : 0;
  const among = [logit(probability), rank, logit(best), probability - best, sum, likely];
  return [...among, other, own, over, listedBest, mean, listed, longer, shorter, before, after];
}

/** Whether one is the maker of the other. */
function isOwn(a: Candidate, b: Candidate): boolean {
  if (a.kind === b.kind) return false;
  const [vendor, model] = a.kind === "vendor" ? [a, b] : [b, a];
  return model.vendor === vendor.key;
}

/** Whether one is first named before the other is; titles come before texts. */
function comesFirst(a: Candidate, b: Candidate): boolean {
  const [x, y] = [a.hits[0], b.hits[0]];
  if (!x || !y) return false;
  return x.field === y.field ? x.start < y.start : x.field === "title";
}

/** Whether two names stand side by side in a list where they are named first. */
function areListed(a: Candidate, b: Candidate, texts: Readonly<Record<NameField, string>>): boolean {
  const [x, y] = [a.hits[0], b.hits[0]];
  if (!x || !y || x.field !== y.field) return false;
  const [from, to] = x.end <= y.start ? [x.end, y.start] : [y.end, x.start];
  return from < to && to - from <= LIST_UNITS && LIST_JOINT.test(texts[x.field].slice(from, to));
}
