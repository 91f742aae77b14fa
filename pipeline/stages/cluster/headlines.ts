import type { HeadlineModel } from "./model.ts";
import { oneNameApart, otherLeads, otherParts } from "./subject.ts";
import type { TitleFeatures } from "./titles.ts";

/** What two headlines are compared by, in the order of the model's weights. All lie between 0 and 1 or little above. */
export const FEATURES = [
  "contained",
  "jaccard",
  "tokens",
  "sequence",
  "shared",
  "rarest",
  "words",
  "words_differ",
  "numbers",
  "other_numbers",
  "length_ratio",
  "days",
  "same_publisher",
  "roundup",
] as const;

/** Less shared weight than this is chance: such pairs are not looked at further. */
const MIN_CONTAINED = 0.1;
const RAREST = FEATURES.indexOf("rarest");
/** Weight under which a token is a formula's: more than one headline in 2,000 has it. */
const FORMULA = Math.log(2_000);

export interface Headline {
  title: TitleFeatures;
  /** Days since 1970, or null. */
  day: number | null;
  publisher: string;
}

export interface HeadlineRelation {
  /** Probability that the two tell of one event. */
  together: number;
  /** Probability that one is the other, edited. */
  reprint: number;
  /** Weighted share of the lighter headline's tokens that the other has. */
  contained: number;
  /** Each has a number that the other lacks. */
  numbersDiffer: boolean;
  /** One formula with other names, or other parts of one series: headlines alone never make them one. */
  apart: boolean;
}

/**
 * Compares two headlines: two logistic regressions over `FEATURES`, after what rules out by itself that they are one.
 * Parts and issues say their number. Reports on the figures of two companies have only a formula's words in common,
 * begin with other names and give other numbers: they are no event together. A house that writes one sentence twice with
 * another word in it has two things to tell, where another house would have edited the first.
 */
export function relateHeadlines(a: Headline, b: Headline, model: HeadlineModel): HeadlineRelation {
  const features = headlineFeatures(a, b);
  const [contained = 0] = features;
  const numbersDiffer = lacks(a.title.numbers, b.title.numbers) && lacks(b.title.numbers, a.title.numbers);
  if (contained < MIN_CONTAINED) return { together: 0, reprint: 0, contained, numbersDiffer, apart: false };
  const otherPart = otherParts(a.title, b.title);
  const formulaic = (features[RAREST] ?? 0) * 10 < FORMULA;
  const others = numbersDiffer && formulaic && otherLeads(a.title, b.title);
  const renamed = a.publisher === b.publisher && oneNameApart(a.title.units, b.title.units);
  return {
    together: otherPart || others ? 0 : probability(model.together, features),
    reprint: otherPart || others || renamed ? 0 : probability(model.reprint, features),
    contained,
    numbersDiffer,
    apart: otherPart || others || renamed,
  };
}

/** The values of `FEATURES` for a pair; they do not depend on which of the two comes first. */
export function headlineFeatures(a: Headline, b: Headline): number[] {
  const [x, y] = [a.title, b.title];
  const common = commonTokens(x, y);
  const shorter = Math.min(x.units.length, y.units.length) || 1;
  const sharedNumbers = [...x.numbers].filter((number) => y.numbers.has(number)).length;
  const sharedWords = [...x.words].filter((word) => y.words.has(word)).length;
  return [
    common.weight / (Math.min(x.weight, y.weight) || 1),
    common.weight / (x.weight + y.weight - common.weight || 1),
    common.count / (Math.min(x.tokens.length, y.tokens.length) || 1),
    longestCommonSubsequence(x, y.units) / shorter,
    Math.min(common.weight, 120) / 100,
    common.rarest / 10,
    sharedWords ? 1 : 0,
    x.words.size > sharedWords && y.words.size > sharedWords ? 1 : 0,
    Math.min(sharedNumbers, 2) / 2,
    x.numbers.size && y.numbers.size && !sharedNumbers ? 1 : 0,
    shorter / (Math.max(x.units.length, y.units.length) || 1),
    a.day === null || b.day === null ? 0 : Math.min(Math.abs(a.day - b.day), 5) / 5,
    a.publisher === b.publisher ? 1 : 0,
    x.roundup || y.roundup ? 1 : 0,
  ];
}

const lacks = (own: Set<number>, others: Set<number>): boolean => [...others].some((number) => !own.has(number));

function commonTokens(x: TitleFeatures, y: TitleFeatures): { weight: number; count: number; rarest: number } {
  let [weight, count, rarest] = [0, 0, 0];
  for (let i = 0, j = 0; i < x.tokens.length && j < y.tokens.length; ) {
    const difference = (x.tokens[i] as number) - (y.tokens[j] as number);
    if (difference === 0) {
      const own = x.weights[i] as number;
      weight += own;
      count++;
      rarest = Math.max(rarest, own);
    }
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return { weight, count, rarest };
}

/**
 * Length of the longest common subsequence, 32 units of the one headline at a time: a bit of the row is cleared where a
 * longer one ends (Hyyrö 2004).
 */
function longestCommonSubsequence({ units, places }: TitleFeatures, other: Uint16Array): number {
  const row = new Int32Array((units.length + 31) >>> 5).fill(-1);
  for (const unit of other) {
    const found = places.get(unit);
    if (!found) continue;
    let carry = 0;
    for (let word = 0; word < row.length; word++) {
      const own = row[word] as number;
      const here = found[word] as number;
      const sum = (own >>> 0) + ((own & here) >>> 0) + carry;
      carry = sum > 0xffffffff ? 1 : 0;
      row[word] = sum | 0 | (own & ~here);
    }
  }
  let length = 0;
  for (let at = 0; at < units.length; at++) if ((((row[at >>> 5] as number) >>> (at & 31)) & 1) === 0) length++;
  return length;
}

function probability(weights: number[], features: number[]): number {
  const constant = weights[features.length] ?? 0;
  const score = features.reduce((sum, feature, at) => sum + feature * (weights[at] as number), constant);
  return 1 / (1 + Math.exp(-score));
}
