import { isDigit, isHan, lowerCase } from "../segment/fold.ts";
import { hashStep, hashText } from "./features-buffer.ts";
import type { Candidate } from "./subject-candidates.ts";
import type { Place, Places } from "./subject-place.ts";

/** log2 of the number of context buckets. */
export const CONTEXT_BITS = 16;
const MASK = (1 << CONTEXT_BITS) - 1;

/** Buckets of the words around a candidate's places and of its own ends. */
export function contextOf(candidate: Candidate, { first: place, second }: Places): number[] {
  const { kind, hits, name, vendorRow, modelRow } = candidate;
  const seed = SEEDS[kind][place?.hit.field ?? "none"][hits.length ? "named" : "implied"];
  const buckets: number[] = [bucketOf(hashStep(seed, 0))];
  const first = place?.right[0];
  const last = place?.left[0];
  if (place) addWordsAround(buckets, seed, place);
  const rule = hits[0]?.rule ?? "implied";
  buckets.push(pairOf(seed, 10, rule, first), pairOf(seed, 11, rule, last));
  if (hits.length) {
    buckets.push(oneOf(seed, 12, lowerCase(name.slice(-2))), oneOf(seed, 13, lowerCase(name.slice(0, 2))));
    addOwnWords(buckets, seed, name);
    buckets.push(bucketOf(shapeHash(next(hashStep(seed, 18)), name)));
  }
  if (place) {
    const its = vendorRow?.kind ?? modelRow?.kind ?? rule;
    const { maskedLeft, maskedRight } = place;
    buckets.push(pairOf(seed, 19, its, maskedLeft), pairOf(seed, 20, its, maskedRight));
    buckets.push(pairOf(seed, 21, maskedLeft, maskedRight));
  }
  if (second) {
    const again = hashStep(SEEDS[kind][second.hit.field].named, SECOND);
    addWordsAround(buckets, again, second);
    buckets.push(pairOf(again, 21, second.maskedLeft, second.maskedRight));
  }
  if (vendorRow || modelRow) buckets.push(oneOf(seed, 14, kind === "vendor" ? candidate.key : modelRow?.name));
  return buckets;
}

/** Tells words around a second place from those around the first. */
const SECOND = 22;

const SEEDS = {
  vendor: seedsOf("vendor"),
  model: seedsOf("model"),
};

function seedsOf(kind: Candidate["kind"]) {
  const of = (field: string) => ({
    named: hashText(`${kind}:${field}:`),
    implied: hashText(`${kind}:${field}:implied`),
  });
  return { title: of("title"), text: of("text"), none: of("none") };
}

function addWordsAround(buckets: number[], seed: number, { left, right }: Place): void {
  buckets.push(oneOf(seed, 1, left[0]), oneOf(seed, 2, left[1]), oneOf(seed, 3, right[0]), oneOf(seed, 4, right[1]));
  buckets.push(pairOf(seed, 5, left[1], left[0]), pairOf(seed, 6, right[0], right[1]));
  buckets.push(pairOf(seed, 7, left[0], right[0]));
  for (const word of left) buckets.push(oneOf(seed, 8, word));
  for (const word of right) buckets.push(oneOf(seed, 9, word));
}

/** Words of a name, digits made alike (`Qwen2.5-72B Max` is qwen0.0, 00b and max): the first, the last, and each. */
function addOwnWords(buckets: number[], seed: number, name: string): void {
  const lower = lowerCase(name);
  const first = next(hashStep(seed, 15));
  const last = next(hashStep(seed, 16));
  const each = next(hashStep(seed, 17));
  const bounds: number[] = [];
  let from = -1;
  for (let at = 0; at <= lower.length; at++) {
    const parts = at === lower.length || isParting(lower.charCodeAt(at));
    if (!parts && from === -1) from = at;
    if (!parts || from === -1) continue;
    bounds.push(from, at);
    from = -1;
  }
  const end = bounds.length - 2;
  const whole = (hash: number, at: number) => bucketOf(wordHash(hash, lower, bounds[at] ?? 0, bounds[at + 1] ?? 0));
  if (end < 0) {
    buckets.push(bucketOf(hashText(NOTHING, first)), bucketOf(hashText(NOTHING, last)));
    return;
  }
  buckets.push(whole(first, 0), whole(last, end));
  for (let at = 0; at <= end; at += 2) buckets.push(whole(each, at));
}

function wordHash(seed: number, lower: string, from: number, to: number): number {
  let hash = seed;
  for (let at = from; at < to; at++) {
    const unit = lower.charCodeAt(at);
    hash = hashStep(hash, isDigit(unit) ? ZERO : unit);
  }
  return hash;
}

/** Spaces of all kinds, hyphens, underscores and middle dots part the words of a name. */
function isParting(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || unit === 0x2d || unit === 0x5f || (unit >= 9 && unit <= 13);
  return unit === 0xb7 || (!isHan(unit) && /\s/.test(String.fromCharCode(unit)));
}

const ZERO = 0x30;
const CAPITAL = 0x41;
const SMALL = 0x61;
const HAN = "字".charCodeAt(0);

/** What a name looks like: capitals, small letters, digits and Chinese characters, runs of one kind made one. */
function shapeHash(seed: number, name: string): number {
  let hash = seed;
  let before = -1;
  for (let at = 0; at < name.length; at++) {
    const unit = name.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind === -1) hash = hashStep(hash, unit);
    else if (kind !== before) hash = hashStep(hash, kind);
    before = kind;
  }
  return hash;
}

function kindOf(unit: number): number {
  if (isHan(unit)) return HAN;
  if (isDigit(unit)) return ZERO;
  if (unit >= 0x41 && unit <= 0x5a) return CAPITAL;
  return unit >= 0x61 && unit <= 0x7a ? SMALL : -1;
}

/** Stands where a word is asked for and there is none. */
const NOTHING = "^";

const next = (hash: number): number => hashStep(hash, 7);

function oneOf(seed: number, label: number, word: string | undefined): number {
  return bucketOf(hashText(word ?? NOTHING, next(hashStep(seed, label))));
}

function pairOf(seed: number, label: number, a: string | undefined, b: string | undefined): number {
  return bucketOf(hashText(b ?? NOTHING, next(hashText(a ?? NOTHING, next(hashStep(seed, label))))));
}

function bucketOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & MASK;
}
