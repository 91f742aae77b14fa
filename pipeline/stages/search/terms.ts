import { foldText, isDigit, isHan, isJoint, isLetter } from "../segment/fold.ts";
import type { NameIndex } from "../segment/names.ts";

/** Terms of one text with how often each stands there. The macro `search` makes the same of a query. */
export interface TermCounts {
  /** Pairs of neighbouring Chinese characters and characters that stand alone, as numbers: see `pairTerm`. */
  han: Map<number, number>;
  /** Latin words, numbers, names of the lexicon. */
  words: Map<string, number>;
  /** All occurrences together. */
  length: number;
}

/** Goes up whenever other code finds other terms in the same text. */
export const TERMS_VERSION = "2";
/** Below are pairs of characters. */
const LONE_HAN = 800_000_000;
const FIRST_HAN = 0x3400;
const HAN_RANGE = 0x6c00;
/** Longer runs of letters are no words. */
const MAX_WORD = 40;
const DOT = 0x2e;

/**
 * Counts the terms of a text. Chinese is taken in pairs of characters, since words are cut differently in different
 * sentences (大|模型, 大模型) and a search must find both; names are kept whole beside their parts.
 */
export function createTermCounter(names: NameIndex): (text: string) => TermCounts {
  return (text) => {
    const folded = foldText(text);
    const counts: TermCounts = { han: new Map(), words: new Map(), length: 0 };
    for (let at = 0; at < folded.length; ) {
      const unit = folded[at] ?? 0;
      if (isHan(unit)) at = countHan(folded, at, counts);
      else if (isLetter(unit) || isDigit(unit)) at = countWord(folded, at, counts);
      else at++;
    }
    for (const { start, end } of names.find(folded)) {
      const name = joined(folded, start, end);
      if (name) add(counts, counts.words, name);
    }
    return counts;
  };
}

/** The pairs of a run of Chinese characters, or the character that stands alone; gives where the run ends. */
function countHan(folded: Uint16Array, start: number, counts: TermCounts): number {
  let at = start + 1;
  for (let before = folded[start] ?? 0; at < folded.length && isHan(folded[at] ?? 0); at++) {
    const unit = folded[at] ?? 0;
    add(counts, counts.han, (before - FIRST_HAN) * HAN_RANGE + unit - FIRST_HAN);
    before = unit;
  }
  if (at === start + 1) add(counts, counts.han, LONE_HAN + (folded[start] ?? 0));
  return at;
}

/** A run of letters and digits, with points before digits: gpt, 4o, 3.5. */
function countWord(folded: Uint16Array, start: number, counts: TermCounts): number {
  let at = start;
  const goesOn = (unit: number) => isLetter(unit) || isDigit(unit);
  while (goesOn(folded[at] ?? 0) || (folded[at] === DOT && isDigit(folded[at + 1] ?? 0))) at++;
  if (at - start <= MAX_WORD) add(counts, counts.words, String.fromCharCode(...folded.subarray(start, at)));
  return at;
}

/** A name without its joints; null where the name is one word or pair already. */
function joined(folded: Uint16Array, start: number, end: number): string | null {
  let name = "";
  let kinds = 0;
  for (let at = start; at < end; at++) {
    const unit = folded[at] ?? 0;
    if (isJoint(unit)) kinds |= 4;
    else {
      kinds |= isHan(unit) ? 1 : 2;
      name += String.fromCharCode(unit);
    }
  }
  const oneTerm = kinds === 2 || (kinds === 1 && name.length <= 2);
  return oneTerm || name.length > MAX_WORD ? null : name;
}

function add<T>(counts: TermCounts, terms: Map<T, number>, term: T): void {
  terms.set(term, (terms.get(term) ?? 0) + 1);
  counts.length++;
}
