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
const LIST_UNITS = 3;
const LIST_JOINT = /^\s*(?:、|和|与|及|以及|\/|&|,|，)\s*$/;

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
  const ranked = rated.filter(({ candidate }) => candidate.modelRow?.kind !== "other");
  ranked.sort((a, b) => b.probability - a.probability);
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
  const own = ranked.filter((other) => other.candidate.kind === candidate.kind);
  const rivals = own.filter((other) => other !== one);
  const listed = rivals.filter((other) => areListed(candidate, other.candidate, texts));
  const best = rivals[0]?.probability ?? 0;
  const name = candidate.folded;
  return [
    logit(probability),
    own.indexOf(one),
    logit(best),
    probability - best,
    sum(rivals),
    rivals.filter((other) => other.probability > LIKELY).length,
    most(ranked.filter((other) => other.candidate.kind !== candidate.kind)),
    most(ranked.filter((other) => isOwn(candidate, other.candidate))),
    most(rivals.filter((other) => overlap(candidate.hits[0], other.candidate.hits[0]))),
    most(listed),
    listed.length ? sum(listed) / listed.length : 0,
    listed.length,
    most(rivals.filter((other) => other.candidate.folded.startsWith(name))),
    most(rivals.filter((other) => name.startsWith(other.candidate.folded))),
    most(rivals.filter((other) => comesFirst(other.candidate, candidate))),
    most(rivals.filter((other) => comesFirst(candidate, other.candidate))),
  ];
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

const sum = (list: readonly Rated[]): number => list.reduce((total, one) => total + one.probability, 0);
const most = (list: readonly Rated[]): number => list.reduce((top, one) => Math.max(top, one.probability), 0);
