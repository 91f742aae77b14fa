import { isDigit, isJoint, isLetter } from "../../segment/fold.ts";
import type { NameSpan, Segmented } from "../../segment/index.ts";
import type { NameWords } from "./words.ts";

/** A run of Latin words that may be a name; `continues` is the listed name that it goes on from. */
export interface LatinRun {
  start: number;
  end: number;
  words: number;
  /** Start of the listed name just before it, -1 without one. */
  continues: number;
}

/** A run with the listed name that it goes on from. */
export const wholeOf = ({ start, end, continues }: LatinRun): { start: number; end: number } => ({
  start: continues < 0 ? start : continues,
  end,
});

const SPACE = 0x20;
const PLUS = 0x2b;
const MAX_WORDS = 5;
const MAX_UNITS = 48;

/**
 * Runs of Latin words outside lexicon names: capitalised words and numbers joined by single spaces, or one word that
 * stands alone in Chinese text.
 */
export function latinRuns(segmented: Segmented, words: NameWords): LatinRun[] {
  const { folded, text } = segmented;
  // A form that may be a common word does not part a run: "Qwen 3.6 Plus" goes on though Plus is a firm, too.
  const names = segmented.names.filter(isSure);
  const unsure = new Set(segmented.names.filter((name) => !isSure(name)).map((name) => `${name.start}:${name.end}`));
  const runs: LatinRun[] = [];
  let next = 0;
  let at = 0;
  while (at < folded.length) {
    while (next < names.length && (names[next]?.end ?? 0) <= at) next++;
    const name = names[next];
    if (name && at >= name.start) {
      at = name.end;
      continue;
    }
    if (!isLetter(folded[at] ?? 0) && !opensName(text, folded, at)) {
      at = isDigit(folded[at] ?? 0) ? wordEnd(folded, at, folded.length) : at + 1;
      continue;
    }
    const run = readRun(text, folded, at, name?.start ?? folded.length);
    const before = names[next - 1];
    const continues = before && mayGoOn(before) && goesOn(folded, before.end, run.start) ? before.start : -1;
    if (isName(text, run, words) && !unsure.has(`${run.start}:${run.end}`)) runs.push({ ...run, continues });
    at = run.end;
  }
  return runs;
}

/** Whether a word of digits and letters stands before a capitalised one: `3D Gen`, `1-bit Bonsai`. */
function opensName(text: string, folded: Uint16Array, at: number): boolean {
  if (!isDigit(folded[at] ?? 0)) return false;
  const end = wordEnd(folded, at, folded.length);
  return /[A-Za-z]/.test(text.slice(at, end)) && /^ [A-Z]/.test(text.slice(end, end + 2));
}

/** A model, or a maker with a version behind it: `Meta 3D`. */
function mayGoOn({ entry, end, nameEnd }: NameSpan): boolean {
  return entry.models.length > 0 || end > nameEnd;
}

/** Whether nothing, or one space or hyphen, parts two names; a comma would. */
function goesOn(folded: Uint16Array, from: number, to: number): boolean {
  return from === to || (to - from === 1 && isJoint(folded[from] ?? 0));
}

function isSure({ entry, end, nameEnd }: NameSpan): boolean {
  return end > nameEnd || entry.vendors.some((one) => !one.ambiguous) || entry.models.some((one) => !one.ambiguous);
}

function readRun(text: string, folded: Uint16Array, start: number, limit: number): Omit<LatinRun, "continues"> {
  let end = wordEnd(folded, start, limit);
  let words = 1;
  while (words < MAX_WORDS && end - start < MAX_UNITS && folded[end] === SPACE && end + 1 < limit) {
    const unit = text.charCodeAt(end + 1);
    const version = unit === 0x76 && isDigit(folded[end + 2] ?? 0);
    const capital = (unit >= 0x41 && unit <= 0x5a) || version;
    if (!capital && !isDigit(unit)) break;
    const wordStop = wordEnd(folded, end + 1, limit);
    // A bare number may count what follows; only before another word of the name it surely belongs to it.
    if (
      !capital &&
      !/[a-z.]/i.test(text.slice(end + 1, wordStop)) &&
      !/^ [A-Z]/.test(text.slice(wordStop, wordStop + 2))
    )
      break;
    end = wordStop;
    words++;
  }
  return { start, end, words };
}

function wordEnd(folded: Uint16Array, start: number, limit: number): number {
  let at = start;
  while (at < limit) {
    const unit = folded[at] ?? 0;
    const inner = unit === 0x2e || unit === 0x2d || unit === 0x5f || unit === 0x26 || unit === 0x27 || unit === 0xb7;
    const follows = folded[at + 1] ?? 0;
    if (!isLetter(unit) && !isDigit(unit) && !(inner && at + 1 < limit && (isLetter(follows) || isDigit(follows))))
      break;
    at++;
  }
  while (folded[at] === PLUS && at < limit) at++;
  return at;
}

/** Not a name: an address, a single letter, or nothing but common words. */
function isName(text: string, { start, end }: { start: number; end: number }, words: NameWords): boolean {
  if (end - start < 2 || end - start > MAX_UNITS) return false;
  const run = text.slice(start, end);
  if (/^(?:https?|www\.)/i.test(run) || /^(?:\/|:\S)/.test(text.slice(end, end + 2)) || text[start - 1] === "/")
    return false;
  return !run.split(" ").every((word) => words.common.has(word.toLowerCase()) || /^\d/.test(word));
}
