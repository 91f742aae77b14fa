import type { Block } from "./blocks.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { squash } from "./clean.ts";
import { collapse } from "./dom.ts";
import type { Metadata } from "./metadata.ts";
import { isNamed } from "./words.ts";

interface FoundTitle {
  text: string;
  /** Position among the blocks of the visible heading, or -1. */
  at: number;
}

const SHORTEST_MATCH = 6;
const LONGEST = 200;
const MARKS = /^(?:原创|转载|独家|置顶|推荐|专题|图集|视频|快讯|首发|原|转)$/;

/**
 * The article's title: the visible heading that the page's own titles bear out, without site and channel.
 * `bodyAt` is the first paragraph's position among the blocks, -1 while that is unknown.
 */
export function titleOf(blocks: Block[], metadata: Metadata, bodyAt: number, boilerplate: Boilerplate): FoundTitle {
  const named = namedTitles(metadata);
  const names = named.map(squash);
  let best: { score: number; at: number; text: string } | null = null;
  const last = bodyAt >= 0 ? bodyAt + 10 : blocks.length;
  for (let at = 0; at < Math.min(last, blocks.length); at++) {
    const block = blocks[at] as Block;
    const text = headingText(block);
    const score = text === null ? 0 : scoreOf(block, text, names, bodyAt >= 0 ? bodyAt - at : null, boilerplate);
    if (text !== null && score > (best?.score ?? 0.75)) best = { score, at, text };
  }
  if (best) return { text: whole(blocks, best.at, best.text, named), at: best.at };
  return { text: cleanTitle(named[0] ?? "", metadata, boilerplate), at: -1 };
}

/** The page's names for itself: those made for machines first, they seldom carry the site. */
function namedTitles(metadata: Metadata): string[] {
  const titles = metadata.titles.filter((title) => title.length >= 2 && title.length <= LONGEST);
  const inDocument = titles.filter((title) => squash(metadata.documentTitle ?? "").includes(squash(title)));
  const { documentTitle } = metadata;
  return [...new Set([...inDocument, ...(documentTitle ? [documentTitle.slice(0, 500)] : []), ...titles])].slice(0, 12);
}

/** The text of a line that may be a title, without the mark 原创 or 置顶 in an element of its own. */
function headingText(block: Block): string | null {
  if (block.hiddenBy !== null) return null;
  const [mark, ...rest] = block.runs;
  const marked = rest.length > 0 && MARKS.test(mark?.text ?? "");
  const text = marked ? rest.map((run) => run.text).join(" ") : block.text;
  return text.length >= 2 && text.length <= LONGEST && !/[>＞»]\s*(?:正文)?$/.test(text) ? text : null;
}

function scoreOf(
  block: Block,
  text: string,
  names: string[],
  distance: number | null,
  boilerplate: Boilerplate,
): number {
  const levels = [0, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1];
  const titled = isNamed(block, "title", boilerplate);
  if (block.level === 0 && !titled && text.length < SHORTEST_MATCH) return 0;
  let likeness = 0;
  const squashed = squash(text);
  for (const [at, name] of names.entries()) likeness = Math.max(likeness, likenessOf(squashed, name) - at * 0.02);
  let score = likeness * 2;
  if (likeness < 0.5 && ((block.level === 0 && !titled) || (distance !== null && distance <= 0))) return 0;
  score += (levels[block.level] ?? 0) + (titled ? 0.3 : 0);
  if (block.linkChars > 0 && block.linkChars >= block.chars) score -= 0.7;
  if (distance !== null && distance > 0 && distance <= 12 && (block.level > 0 || titled) && block.linkChars === 0)
    score += 0.5;
  if (/^(?:首页|当前位置|您的位置|您现在的位置)|首页\s?[->＞»]/.test(text)) score -= 1;
  return score + (text.length >= 8 ? 0.15 : 0);
}

/** How far a heading and a name, both squashed, say the same: 1 for equal ones, less where one holds the other. */
function likenessOf(a: string, b: string): number {
  if (a === "" || b === "") return 0;
  if (a === b) return 1;
  if (b.includes(a)) return a.length >= SHORTEST_MATCH ? 0.7 + 0.25 * (a.length / b.length) : 0;
  if (a.includes(b)) return b.length >= SHORTEST_MATCH ? 0.5 + 0.4 * (b.length / a.length) : 0;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return same >= 10 ? 0.8 * (same / a.length) : 0;
}

/** A heading broken over several lines is put together where a name of the page has them all. */
function whole(blocks: Block[], at: number, text: string, named: string[]): string {
  const has = (all: string) => named.some((name) => squash(name).includes(squash(all)));
  let title = text;
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const piece = blocks[before]?.text ?? "";
    if (piece.length > 60 || !has(piece + title)) break;
    title = piece + title;
  }
  for (let after = at + 1; after <= at + 3; after++) {
    const piece = blocks[after]?.text ?? "";
    if (piece === "" || piece.length > 60 || !has(title + piece)) break;
    title += piece;
  }
  return title;
}

/** A page's name for itself without the parts that name site and channel. */
export function cleanTitle(title: string, metadata: Pick<Metadata, "siteNames">, boilerplate: Boilerplate): string {
  let text = collapse(title);
  for (let round = 0; round < 4; round++) {
    const match = /^(.{2,}?)\s*(?:(?:_|\||｜|—{1,2}|–|·|«|»|<<|-{2})\s*|\s[-:：]\s|-)([^_|｜—–«»]{1,30})$/u.exec(
      lastPart(text),
    );
    if (!match) break;
    const [, rest = "", tail = ""] = match;
    const marked = /[_|｜»«]\s*$/u.test(text.slice(0, text.length - tail.length));
    const site =
      metadata.siteNames.some((name) => squash(name) === squash(tail)) || boilerplate.siteWords.test(tail.trim());
    const head = text.slice(0, text.length - lastPart(text).length) + rest;
    if (!site && !(marked && head.length >= 8 && tail.length <= 12)) break;
    if (squash(head).length < 4) break;
    text = head.replace(/[\s_|｜—–·«»-]+$/u, "");
  }
  return text;
}

/** The last piece that still holds one separator, so that the pattern above reads a bounded text. */
function lastPart(text: string): string {
  return text.length > LONGEST ? text.slice(-LONGEST) : text;
}
