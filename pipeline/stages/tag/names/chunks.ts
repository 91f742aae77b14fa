import { isHan } from "../../segment/fold.ts";
import type { Segmented, Token } from "../../segment/index.ts";
import { type NameWords, wordOf } from "./words.ts";

/** A stretch of words that may be a name of the given kind, and the pattern that says so. */
export interface Chunk {
  kind: "vendor" | "model";
  start: number;
  end: number;
  rule: string;
}

const MAX_TOKENS = 6;
const MAX_UNITS = 16;

/**
 * Stretches of Chinese words between boundaries (punctuation, function words, verbs) that stand before a verb of
 * release, or end as organisations' or models' names do.
 */
export function chunksOf(segmented: Segmented, words: NameWords): Chunk[] {
  const chunks: Chunk[] = [];
  const { tokens, names } = segmented;
  let open: Token[] = [];
  let next = 0;
  for (const token of tokens) {
    while (next < names.length && (names[next]?.end ?? 0) <= token.start) next++;
    const listed = (names[next]?.start ?? Number.POSITIVE_INFINITY) < token.end;
    const word = wordOf(token);
    const verb = words.release.has(word) ? "release" : words.acts.has(word) ? "acts" : null;
    if (listed || verb || isBoundary(token, word, words)) {
      close(open, segmented, words, verb, chunks);
      open = [];
    } else open.push(token);
  }
  close(open, segmented, words, null, chunks);
  return chunks;
}

function isBoundary(token: Token, word: string, words: NameWords): boolean {
  const first = token.word.charCodeAt(0);
  const wordLike = isHan(first) || (first < 0x80 && /[a-z0-9]/i.test(token.word));
  return !wordLike || words.never.has(word);
}

function close(
  open: Token[],
  { text }: Segmented,
  words: NameWords,
  verb: "release" | "acts" | null,
  chunks: Chunk[],
): void {
  // Long stretches are prose; their last words may still be a name with a telling end.
  const tail = open.slice(-MAX_TOKENS);
  const first = tail[0];
  const last = tail.at(-1);
  if (!first || !last || last.end - first.start < 2 || last.end - first.start > MAX_UNITS) return;
  if (![...text.slice(first.start, last.end)].some((char) => isHan(char.charCodeAt(0)))) return;
  const written = text.slice(first.start, last.end);
  const whole = tail.length === open.length;
  const organisation = words.organisationEnds.some((end) => written.length > end.length && written.endsWith(end));
  const model = words.modelEnds.some((end) => written.length > end.length && written.endsWith(end));
  const span = { start: first.start, end: last.end };
  if (organisation) chunks.push({ kind: "vendor", ...span, rule: "pattern:organisation-end" });
  else if (verb && whole) chunks.push({ kind: "vendor", ...span, rule: `pattern:before-${verb}` });
  if (model) chunks.push({ kind: "model", ...span, rule: "pattern:model-end" });
}
