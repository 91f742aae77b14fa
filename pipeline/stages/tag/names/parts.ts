import { isHan, lowerCase } from "../../segment/fold.ts";
import type { Segmented, Token } from "../../segment/index.ts";
import type { Chunk } from "./chunks.ts";
import { type LatinRun, wholeOf } from "./latin.ts";
import { isOverListed, type NameWords, tokenAt, wordOf } from "./words.ts";

/** Most words that a name takes in beside its Latin or listed part. */
const MAX_BEFORE = 2;
const MAX_AFTER = 4;
/** Fewest units before a Latin kind: one character is a verb more often than a name. */
const MIN_BEFORE = 2;
const MAX_UNITS = 24;

/**
 * Names that are put together: a Latin word with the Chinese words before it (`心辰 Lingo`), a name with what its kind
 * is called after it (`Photoshop AI 助手`), and what follows the kind in a stretch of words (`视频模型万相`).
 */
export function partsOf(segmented: Segmented, runs: readonly LatinRun[], words: NameWords): Chunk[] {
  const parts: Chunk[] = [];
  for (const run of runs) {
    if (run.continues < 0) parts.push(...withWordsBefore(segmented, run, words));
    parts.push(...withKind(segmented, wholeOf(run), words));
  }
  for (const name of segmented.names) parts.push(...withKind(segmented, name, words));
  parts.push(...withLatinKind(segmented, words));
  return parts;
}

interface Span {
  start: number;
  end: number;
}

function withWordsBefore(segmented: Segmented, { start, end }: Span, words: NameWords): Chunk[] {
  const { tokens, text } = segmented;
  const parts: Chunk[] = [];
  let at = tokenAt(segmented, start) - 1;
  if (text[start - 1] === " ") at--;
  for (let taken = 0; taken < MAX_BEFORE; taken++, at--) {
    const token = tokens[at];
    if (!token || !isNameWord(token, words) || isOverListed(segmented, token) || end - token.start > MAX_UNITS) break;
    parts.push({ kind: "model", start: token.start, end, rule: "pattern:han-latin" });
  }
  return parts;
}

function withKind(segmented: Segmented, { start, end }: Span, words: NameWords): Chunk[] {
  const { tokens, text } = segmented;
  const parts: Chunk[] = [];
  let at = tokenAt(segmented, end);
  if (text[end] === " ") at++;
  for (let taken = 0; taken < MAX_AFTER; taken++, at++) {
    const token = tokens[at];
    if (!token || token.start < end || token.end - start > MAX_UNITS || isOverListed(segmented, token)) break;
    const kind = words.modelEnds.areOf(token.word) || isLatinKind(token, words);
    // Names go by these with and without them anyway.
    if (kind && !(taken === 0 && words.fillers.has(token.word)))
      parts.push({ kind: "model", start, end: token.end, rule: "pattern:with-kind" });
    if (!isNameWord(token, words) && lowerCase(token.word) !== "ai" && token.word !== " ") break;
  }
  return parts;
}

/** Chinese words with a Latin kind after them: `千问 APP`; and with what stands after that: `汤姆猫 AI 童伴`. */
function withLatinKind(segmented: Segmented, words: NameWords): Chunk[] {
  const { tokens } = segmented;
  const parts: Chunk[] = [];
  const isPart = (at: number) => {
    const token = tokens[at];
    return token !== undefined && isNameWord(token, words) && !isOverListed(segmented, token);
  };
  tokens.forEach((kind, at) => {
    if (!isLatinKind(kind, words) || isOverListed(segmented, kind)) return;
    let first = tokens[at - 1]?.word === " " ? at - 1 : at;
    const before = first;
    while (before - first <= MAX_BEFORE && isPart(first - 1)) first--;
    let last = tokens[at + 1]?.word === " " ? at + 1 : at;
    const after = last;
    while (last - after < MAX_BEFORE && isPart(last + 1)) last++;
    const start = tokens[first]?.start ?? 0;
    if (before - first > MAX_BEFORE || (tokens[before - 1]?.end ?? 0) - start < MIN_BEFORE) return;
    for (const end of new Set([kind.end, last === after ? kind.end : (tokens[last]?.end ?? 0)]))
      if (end - start <= MAX_UNITS) parts.push({ kind: "model", start, end, rule: "pattern:latin-kind" });
  });
  return parts;
}

function isLatinKind(token: Token, words: NameWords): boolean {
  return words.latinKinds.has(lowerCase(token.word));
}

function isNameWord(token: Token, words: NameWords): boolean {
  const word = wordOf(token);
  return isHan(token.word.charCodeAt(0)) && !words.never.has(word) && !words.release.has(word) && !words.acts.has(word);
}
