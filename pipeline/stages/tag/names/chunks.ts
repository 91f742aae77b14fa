import { isHan, lowerCase } from "../../segment/fold.ts";
import type { NameSpan, Segmented, Token } from "../../segment/index.ts";
import { type NameWords, wordOf } from "./words.ts";

/** A stretch of words that may be a name of the given kind, and the pattern that says so. */
export interface Chunk {
  kind: "vendor" | "model";
  start: number;
  end: number;
  rule: string;
}

/** Words at the start of a clause of a title of which names may consist. */
const OPENING_TOKENS = 3;
const MAX_TOKENS = 6;
/** Words that a listed name may go on for. */
const GOES_ON_TOKENS = 2;
const MAX_UNITS = 16;

/**
 * Stretches of Chinese words between boundaries (punctuation, function words, verbs) that stand before a verb of
 * release, or end as organisations' or models' names do.
 */
export function chunksOf(segmented: Segmented, words: NameWords): Chunk[] {
  const chunks: Chunk[] = [];
  const { tokens, names } = segmented;
  let open: Token[] = [];
  let before: Neighbour = null;
  let name: NameSpan | undefined;
  let next = 0;
  const end = (after: Neighbour) => {
    close(open, segmented, words, { before, after }, chunks);
    goOn(name, open, chunks);
  };
  for (const token of tokens) {
    while (next < names.length && (names[next]?.end ?? 0) <= token.start) next++;
    const listed = (names[next]?.start ?? Number.POSITIVE_INFINITY) < token.end;
    const word = wordOf(token);
    const verb = words.release.has(word) ? "release" : words.acts.has(word) ? "acts" : null;
    if (listed || verb || isBoundary(token, word, words)) {
      end(verb);
      open = [];
      before = listed ? "name" : verb;
      name = listed ? names[next] : undefined;
    } else open.push(token);
  }
  end(null);
  return chunks;
}

/** Words that a listed model's name is only the start of: `通义` and `万相`, `星辰` and `软件工厂`. */
function goOn(name: NameSpan | undefined, open: readonly Token[], chunks: Chunk[]): void {
  if (!name || name.end > name.nameEnd || name.entry.models.length === 0 || open[0]?.start !== name.end) return;
  for (const token of open.slice(0, GOES_ON_TOKENS))
    if (token.end - name.start <= MAX_UNITS && isHan(token.word.charCodeAt(0)))
      chunks.push({ kind: "model", start: name.start, end: token.end, rule: "pattern:name-stretch" });
}

/** What bounds a stretch: a listed name, a verb of release, another act, or anything else. */
type Neighbour = "name" | "release" | "acts" | null;

function isBoundary(token: Token, word: string, words: NameWords): boolean {
  const first = token.word.charCodeAt(0);
  const wordLike = isHan(first) || (first < 0x80 && /[a-z0-9]/i.test(token.word));
  return !(wordLike || token.word === "·") || words.never.has(word);
}

function close(
  open: Token[],
  { text }: Segmented,
  words: NameWords,
  { before, after }: { before: Neighbour; after: Neighbour },
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
  const organisation = words.organisationEnds.follow(written);
  const model = words.modelEnds.follow(written);
  const span = { start: first.start, end: last.end };
  if (organisation) chunks.push({ kind: "vendor", ...span, rule: "pattern:organisation-end" });
  else if (after && whole) chunks.push({ kind: "vendor", ...span, rule: `pattern:before-${after}` });
  if (model) chunks.push({ kind: "model", ...span, rule: "pattern:model-end" });
  else if (whole && before === "name") chunks.push({ kind: "model", ...span, rule: "pattern:after-name" });
  else if (whole && before === "release") chunks.push({ kind: "model", ...span, rule: "pattern:after-release" });
  else if (whole && after === "release") chunks.push({ kind: "model", ...span, rule: "pattern:before-release" });
  if (before === "name" || before === "release")
    for (const end of [open[0]?.end ?? 0, open[1]?.end ?? 0])
      if (end < last.end && end - (open[0]?.start ?? 0) > 1)
        chunks.push({ kind: "model", start: open[0]?.start ?? 0, end, rule: "pattern:stretch-start" });
  const kind = tail.findLastIndex(({ word }, at) => at < tail.length - 1 && words.heads.has(lowerCase(word)));
  const rest = tail[kind + 1];
  if (kind < 0 || !rest) return;
  const shortest = tail.find(({ end }) => end - rest.start > 1);
  for (const end of new Set([shortest?.end, last.end]))
    if (shortest && end) chunks.push({ kind: "model", start: rest.start, end, rule: "pattern:after-kind" });
}

/**
 * The first words of each part of a title, as far as they may be a name: who is spoken of often stands there, whatever
 * verb follows. Every length is proposed.
 */
export function openingsOf({ tokens, names, text }: Segmented, words: NameWords): Chunk[] {
  const chunks: Chunk[] = [];
  let open: Token | null = null;
  let count = 0;
  let next = 0;
  let atStart = true;
  for (const token of tokens) {
    while (next < names.length && (names[next]?.end ?? 0) <= token.start) next++;
    const listed = (names[next]?.start ?? Number.POSITIVE_INFINITY) < token.end;
    const word = wordOf(token);
    if (PART_END.test(token.word)) {
      atStart = true;
      open = null;
      count = 0;
      continue;
    }
    if (word === " ") continue;
    const stops = listed || words.release.has(word) || words.acts.has(word) || isBoundary(token, word, words);
    if (!atStart || stops || count === OPENING_TOKENS) {
      atStart = false;
      open = null;
      continue;
    }
    open ??= token;
    count++;
    const length = token.end - open.start;
    if (
      length >= 2 &&
      length <= MAX_UNITS &&
      isHan(token.word.charCodeAt(0)) &&
      !text.slice(open.start, token.end).includes(" ")
    )
      chunks.push({ kind: "vendor", start: open.start, end: token.end, rule: "pattern:opening" });
  }
  return chunks;
}

const PART_END = /^[;；|｜丨/：:“”「」&、，,+]$/;
