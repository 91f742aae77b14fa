import { relateHeadlines } from "./headlines.ts";
import type { HeadlineModel } from "./model.ts";
import type { Prepared } from "./prepare.ts";
import { commonHashes } from "./shingles.ts";

/** Containment of the shorter text that makes two texts one, with like headlines and with unlike ones. */
const SAME_TEXT = 0.58;
const SAME_TEXT_ALONE = 0.8;
/** The same where each headline has a number that the other lacks: columns and figures that come again and again. */
const SAME_TEXT_OTHER_NUMBERS = 0.9;
/** A text that fills less than this of another is a part of it, as an item in a roundup is. */
const PART = 0.5;
/** Probabilities from which headlines are taken for one headline, and for one event; measured by cross-validation. */
const REPRINT = 0.4;
const TOGETHER = 0.4;
const RELATED = 0.1;

export interface Relation {
  kind: "reprint" | "part" | "same_event" | "related" | "different";
  /** Of texts the containment of the shorter in the longer, of headlines the probability; 0–1. */
  score: number;
  /** Shingles of text in common; 0 for headlines. */
  overlap: number;
}

/**
 * Says how two items belong together. Two texts are compared by the share of the shorter's shingles that the longer
 * has, with the headlines as a second opinion; where one item has no text, the headlines decide alone, and numbers that differ keep them apart.
 */
export function relate(a: Prepared, b: Prepared, model: HeadlineModel): Relation {
  const headlines = relateHeadlines(a, b, model);
  const identical = sameUnits(a.title.units, b.title.units);
  const reprint = identical ? 1 : headlines.reprint;
  const together = identical ? 1 : Math.max(headlines.together, reprint);
  if (a.shingles.length && b.shingles.length) {
    const overlap = commonHashes(a.shingles, b.shingles);
    const [shorter, longer] = [a.shingles.length, b.shingles.length].sort((x, y) => x - y) as [number, number];
    const score = overlap / shorter;
    const wanted =
      headlines.numbersDiffer || headlines.apart
        ? SAME_TEXT_OTHER_NUMBERS
        : SAME_TEXT_ALONE - (SAME_TEXT_ALONE - SAME_TEXT) * reprint;
    if (score >= wanted)
      return { kind: shorter < PART * longer && together < TOGETHER ? "part" : "reprint", score, overlap };
  } else if (reprint >= REPRINT && !headlines.numbersDiffer && a.title.roundup === b.title.roundup) {
    return { kind: "reprint", score: reprint, overlap: 0 };
  }
  const kind = together >= TOGETHER ? "same_event" : headlines.contained >= RELATED ? "related" : "different";
  return { kind, score: together, overlap: 0 };
}

function sameUnits(a: Uint16Array, b: Uint16Array): boolean {
  return a.length > 0 && a.length === b.length && a.every((unit, at) => unit === b[at]);
}
