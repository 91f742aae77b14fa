import type { Prepared } from "./prepare.ts";
import { commonHashes } from "./shingles.ts";

/** Share of the shorter text's shingles that make two texts one. */
const SAME_TEXT = 0.72;
/** A text that fills less than this of another is a part of it, as an item in a roundup is. */
const PART = 0.5;
const SAME_TITLE = 0.62;
const SAME_EVENT = 0.42;

export interface Relation {
  kind: "reprint" | "part" | "same_event" | "related" | "different";
  /** Containment of the shorter in the longer, 0–1. */
  score: number;
  overlap: number;
}

/** Says how two items belong together: by their texts where both have one, by their headlines otherwise. */
export function relate(a: Prepared, b: Prepared): Relation {
  const title = containment(a.title.bigrams, b.title.bigrams);
  if (a.shingles.length && b.shingles.length) {
    const text = containment(a.shingles, b.shingles);
    if (text.score >= SAME_TEXT) {
      const ratio = Math.min(a.shingles.length, b.shingles.length) / Math.max(a.shingles.length, b.shingles.length);
      return { kind: ratio < PART && title.score < SAME_EVENT ? "part" : "reprint", ...text };
    }
    return { kind: title.score >= SAME_TITLE ? "same_event" : "related", ...title };
  }
  if (title.score >= SAME_TITLE) return { kind: "reprint", ...title };
  return { kind: title.score >= SAME_EVENT ? "same_event" : "different", ...title };
}

function containment(a: Uint32Array, b: Uint32Array): { score: number; overlap: number } {
  const overlap = commonHashes(a, b);
  return { score: overlap / (Math.min(a.length, b.length) || 1), overlap };
}
