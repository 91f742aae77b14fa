import { hashStep, hashText } from "./features-buffer.ts";
import type { Candidate } from "./subject-candidates.ts";
import type { Place } from "./subject-place.ts";

/** log2 of the number of context buckets. */
export const CONTEXT_BITS = 15;
const MASK = (1 << CONTEXT_BITS) - 1;

/** Buckets of the words around a candidate and of its own ends. */
export function contextOf(candidate: Candidate, place: Place | null): Int32Array {
  const seed = hashText(`${candidate.kind}:${place?.hit.field ?? "none"}:${candidate.hits.length ? "" : "implied"}`);
  const buckets: number[] = [];
  const add = (label: number, ...words: (string | undefined)[]) => {
    let hash = hashStep(seed, label);
    for (const word of words) hash = hashText(word ?? "^", hashStep(hash, 7));
    buckets.push((hash ^ (hash >>> 15)) & MASK);
  };
  add(0);
  if (place) {
    const { left, right } = place;
    add(1, left[0]);
    add(2, left[1]);
    add(3, right[0]);
    add(4, right[1]);
    add(5, left[1], left[0]);
    add(6, right[0], right[1]);
    add(7, left[0], right[0]);
    for (const word of left) add(8, word);
    for (const word of right) add(9, word);
  }
  const rule = candidate.hits[0]?.rule ?? "implied";
  add(10, rule, place?.right[0]);
  add(11, rule, place?.left[0]);
  if (candidate.hits.length) {
    add(12, candidate.name.slice(-2).toLowerCase());
    add(13, candidate.name.slice(0, 2).toLowerCase());
  }
  if (candidate.vendorRow || candidate.modelRow)
    add(14, candidate.kind === "vendor" ? candidate.key : candidate.modelRow?.name);
  return Int32Array.from(buckets);
}
