import { isHan, lowerCase } from "../../segment/fold.ts";
import type { Segmented, Token } from "../../segment/index.ts";
import type { Chunk } from "./chunks.ts";
import { type LatinRun, wholeOf } from "./latin.ts";
import { isOverListed, type NameWords, tokenAt, wordOf } from "./words.ts";

/** Most words that a name takes in beside its Latin or listed part. */
const MAX_BEFORE = 2;
const MAX_AFTER = 4;
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
    const kind = words.modelEnds.find((end) => token.word.endsWith(end));
    // Names go by these with and without them anyway.
    if (kind && !(taken === 0 && words.fillers.has(token.word)))
      parts.push({ kind: "model", start, end: token.end, rule: "pattern:with-kind" });
    if (!isNameWord(token, words) && lowerCase(token.word) !== "ai" && token.word !== " ") break;
  }
  return parts;
}

function isNameWord(token: Token, words: NameWords): boolean {
  const word = wordOf(token);
  return isHan(token.word.charCodeAt(0)) && !words.never.has(word) && !words.release.has(word) && !words.acts.has(word);
}
