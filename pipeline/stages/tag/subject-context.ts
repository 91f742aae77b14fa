import { hashStep, hashText } from "./features-buffer.ts";
import type { Candidate } from "./subject-candidates.ts";
import type { Place } from "./subject-place.ts";

/** log2 of the number of context buckets. */
export const CONTEXT_BITS = 15;
const MASK = (1 << CONTEXT_BITS) - 1;

/** Words of a name, digits made alike: `Qwen2.5-72B Max` is qwen0.0, 00b and max. */
function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .replace(/\d/g, "0")
    .split(/[\s\-_·]+/)
    .filter(Boolean);
}

/** What a name looks like: capitals, small letters, digits and Chinese characters, runs of one kind made one. */
function shapeOf(name: string): string {
  return name
    .replace(/[A-Z]+/g, "A")
    .replace(/[a-z]+/g, "a")
    .replace(/\d+/g, "0")
    .replace(/[\u3400-\u9fff]+/g, "字");
}

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
    const words = wordsOf(candidate.name);
    add(15, words[0]);
    add(16, words.at(-1));
    for (const word of words) add(17, word);
    add(18, shapeOf(candidate.name));
  }
  const kind = candidate.vendorRow?.kind ?? candidate.modelRow?.kind ?? rule;
  if (place) {
    add(19, kind, place.maskedLeft);
    add(20, kind, place.maskedRight);
    add(21, place.maskedLeft, place.maskedRight);
  }
  if (candidate.vendorRow || candidate.modelRow)
    add(14, candidate.kind === "vendor" ? candidate.key : candidate.modelRow?.name);
  return Int32Array.from(buckets);
}
