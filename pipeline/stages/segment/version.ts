import type { NameVocabulary } from "../../lexicon.ts";
import { isDigit, isHan, isJoint, isLetter } from "./fold.ts";

const DOT = 0x2e;
const HYPHEN = 0x2d;
/** Longest run of parts that may follow a name; hostile text ends there. */
const MAX_PARTS = 8;
const MAX_PART_UNITS = 24;

/** Reads the version that follows a model's name: `-4o`, `2.5-72B-Instruct`, ` Sonnet 4`, `大模型 4.5 Turbo`. */
export class VersionReader {
  readonly #variants: ReadonlySet<string>;
  readonly #not: ReadonlySet<string>;
  readonly #counted: ReadonlyMap<number, readonly string[]>;
  readonly #fillers: readonly string[];

  constructor(vocabulary: NameVocabulary) {
    this.#variants = new Set(vocabulary.variants.map((word) => word.toLowerCase()));
    this.#not = new Set(vocabulary.not_variants.map((word) => word.toLowerCase()));
    const counted = new Map<number, string[]>();
    for (const word of vocabulary.counted)
      counted.set(word.charCodeAt(0), [...(counted.get(word.charCodeAt(0)) ?? []), word]);
    this.#counted = counted;
    this.#fillers = [...vocabulary.fillers].sort((a, b) => b.length - a.length);
  }

  /** Where the version of a name that ends at `from` ends; `from` itself where none follows. */
  endOf(folded: Uint16Array, from: number): number {
    let end = from;
    for (let parts = 0; parts < MAX_PARTS; parts++) {
      const next = this.#partAfter(folded, end);
      if (next === end) break;
      end = next;
    }
    if (end > from) return end;
    const filler = this.#fillerAt(folded, from);
    if (filler === from) return from;
    const version = this.endOf(folded, filler);
    return version > filler && hasDigit(folded, filler, version) ? version : from;
  }

  #fillerAt(folded: Uint16Array, from: number): number {
    if (!isHan(folded[from] ?? 0)) return from;
    for (const filler of this.#fillers) {
      if (startsWith(folded, from, filler)) return from + filler.length;
    }
    return from;
  }

  /** The end of the next part, or `end` where what follows does not belong to the name. */
  #partAfter(folded: Uint16Array, end: number): number {
    let at = end;
    while (at < end + 2 && isJoint(folded[at] ?? 0)) at++;
    const hyphen = at > end && folded[end] === HYPHEN && at === end + 1;
    const start = at;
    if (start === end && isLetter(folded[start - 1] ?? 0) && isLetter(folded[start] ?? 0)) return end;
    while (at < folded.length && at - start <= MAX_PART_UNITS && isPartUnit(folded, at)) at++;
    if (at === start || at - start > MAX_PART_UNITS) return end;
    const part = String.fromCharCode(...folded.subarray(start, at));
    if (isDigit(folded[start] ?? 0) || /^v\d/.test(part))
      return this.#countsSomething(folded, at, part, hyphen) ? end : at;
    if (this.#not.has(part)) return end;
    if (this.#variants.has(part) || (hyphen && part.length > 1) || /^[a-z]{1,2}\d{1,3}(?:\.\d+)?b?$/.test(part))
      return at;
    return end;
  }

  #countsSomething(folded: Uint16Array, end: number, part: string, hyphen: boolean): boolean {
    // A month and day after a hyphen is a snapshot: DeepSeek-V3-0324.
    if (/^\d{4,}/.test(part)) return !(hyphen && part.length === 4);
    if (!/^[\d.]+$/.test(part)) return false;
    let at = end;
    // "3.0 张…" is a version and a name; "3 月" counts months, with or without the space.
    while (folded[at] === 0x20 && !part.includes(".")) at++;
    return this.#isCounted(folded, at) || folded[end] === 0x2f;
  }

  #isCounted(folded: Uint16Array, at: number): boolean {
    const words = this.#counted.get(folded[at] ?? 0) ?? [];
    return words.some((word) => startsWith(folded, at, word));
  }
}

function isPartUnit(folded: Uint16Array, at: number): boolean {
  const unit = folded[at] ?? 0;
  if (isDigit(unit) || (unit >= 0x61 && unit <= 0x7a)) return true;
  return unit === DOT && isDigit(folded[at - 1] ?? 0) && isDigit(folded[at + 1] ?? 0);
}

function startsWith(folded: Uint16Array, from: number, word: string): boolean {
  for (let at = 0; at < word.length; at++) if (folded[from + at] !== word.charCodeAt(at)) return false;
  return true;
}

/** Whether a stretch of a folded text holds a digit. */
export function hasDigit(folded: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isDigit(folded[at] ?? 0)) return true;
  return false;
}
