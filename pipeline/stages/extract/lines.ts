import type { Removed } from "../../types.ts";
import type { Block } from "./blocks.ts";
import { proseOf, type Region } from "./body.ts";
import type { Boilerplate } from "./boilerplate.ts";
import type { Line } from "./clean.ts";
import { squash } from "./clean.ts";
import { contains } from "./dom.ts";
import { isNamed, type RoleBook } from "./words.ts";

/** Lines before and behind the body in which its date, source and author may stand. */
export interface Surroundings {
  /** Just above the title: a site's banner as often as the article's date. */
  above: Block[];
  /** From the title to the body. */
  head: Block[];
  /** First and last lines of the body itself. */
  edges: Block[];
  /** Behind the body. */
  tail: Block[];
}

const ABOVE_TITLE = 6;
const BELOW_TITLE = 30;
const BEFORE_BODY = 12;
const BEHIND_BODY = 12;
const EDGE = 6;
const MOST_REMOVED = 200;

/**
 * Shows what a page hides only until its scripts run: where nearly all prose is hidden, the largest hidden part is the
 * article. Spam that is hidden beside an article stays hidden.
 */
export function revealHidden(blocks: Block[]): void {
  const hidden = new Map<Block["element"], number>();
  let visible = 0;
  for (const block of blocks) {
    if (block.hiddenBy) hidden.set(block.hiddenBy, (hidden.get(block.hiddenBy) ?? 0) + proseOf(block));
    else visible += proseOf(block);
  }
  const [largest] = [...hidden].sort((a, b) => b[1] - a[1]);
  if (!largest || largest[1] < 80 || largest[1] < visible * 4) return;
  for (const block of blocks) if (block.hiddenBy === largest[0]) block.hiddenBy = null;
}

/** The body's lines, and what inside it is hidden, frames it, or is a byline by its class. */
export function articleLines(
  blocks: Block[],
  region: Region,
  roles: RoleBook,
  boilerplate: Boilerplate,
): { lines: Line[]; removed: Removed[] } {
  const inside = blocks
    .slice(region.first, region.last + 1)
    .filter((block) => region.elements.some((element) => contains(element, block.element)));
  const framed = furnitureInside(inside, region, roles);
  const lines: Line[] = [];
  const removed: Removed[] = [];
  let begun = false;
  for (const block of inside) {
    begun ||= block.hiddenBy === null && (block.chars > 60 || /[。！？]$/.test(block.text));
    const byline = !begun && block.chars <= 40 && isNamed(block, "byline", boilerplate);
    const reason = block.hiddenBy ? "hidden" : framed.has(block) ? "furniture" : byline ? "byline" : null;
    if (reason === null) lines.push(lineOf(block));
    else if (removed.length < MOST_REMOVED) removed.push({ text: block.text.slice(0, 500).toWellFormed(), reason });
  }
  return { lines, removed };
}

/** Blocks of a body inside containers that name themselves furniture and do not hold the prose. */
function furnitureInside(inside: Block[], region: Region, roles: RoleBook): Set<Block> {
  const held = new Map<Block["element"], Block[]>();
  let total = 0;
  for (const block of inside) {
    if (block.hiddenBy) continue;
    total += proseOf(block);
    const outer = roles
      .furnitureAround(block.element)
      .find((element) => !region.elements.some((body) => contains(element, body)));
    if (!outer) continue;
    const list = held.get(outer) ?? [];
    list.push(block);
    held.set(outer, list);
  }
  const framed = new Set<Block>();
  for (const list of held.values()) {
    const prose = list.reduce((sum, block) => sum + proseOf(block), 0);
    if (prose < total * 0.35) for (const block of list) framed.add(block);
  }
  return framed;
}

export function lineOf(block: Block): Line {
  const short = block.chars <= 40 && !/[。！？；，]$/.test(block.text);
  return {
    text: block.text.toWellFormed(),
    heading: block.kind === "heading" || (block.bold && short && block.kind !== "cell"),
    code: block.kind === "code",
    linked: block.linkChars >= block.chars * 0.72,
    ...(block.runs.length > 1 && block.chars <= 80 ? { spaced: block.runs.map((run) => run.text).join(" ") } : {}),
  };
}

/** The lines around a body; `titleAt` is -1 where the title is not visible. */
export function surroundingsOf(blocks: Block[], titleAt: number, region: Region | null): Surroundings {
  const start = region?.begin ?? blocks.length;
  const from = titleAt >= 0 && titleAt < start ? Math.max(0, titleAt - ABOVE_TITLE) : Math.max(0, start - BELOW_TITLE);
  const seen = (block: Block, at: number) => block.hiddenBy === null && at !== titleAt;
  const near = blocks.map((block, at) => ({ block, at })).slice(from, start);
  const head = near
    .filter(({ block, at }) => seen(block, at) && (at <= from + BELOW_TITLE || at >= start - BEFORE_BODY))
    .map(({ block }) => block);
  const above = head.splice(0, near.filter(({ block, at }) => at < titleAt && seen(block, at)).length);
  if (!region) return { above, head, edges: [], tail: [] };
  const own = blocks.slice(start, region.last + 1).filter((block, at) => seen(block, at + start));
  const tail = blocks.slice(region.last + 1, region.last + 1 + BEHIND_BODY).filter((block) => block.hiddenBy === null);
  return { above, head, edges: own.length <= 2 * EDGE ? own : [...own.slice(0, EDGE), ...own.slice(-EDGE)], tail };
}

/** A lead paragraph between title and body, where the body does not begin with the same words. */
export function leadOf(head: Block[], lines: Line[]): Line[] {
  const text = squash(
    lines
      .slice(0, 12)
      .map((line) => line.text)
      .join(""),
  );
  return head
    .filter(
      (block) =>
        /(?:^|[\s_-])(?:lead|summary|abstract|intro|zhaiyao|daoyu|digest|excerpt|desc|description)/i.test(
          `${block.element.attribs.class ?? ""} ${block.element.attribs.id ?? ""}`,
        ) && proseOf(block) >= 30,
    )
    .slice(0, 2)
    .map(lineOf)
    .map((line) => ({
      ...line,
      text: line.text.replace(/^[【[]?(?:摘要|导语|导读|核心提示|内容提要|提要)[】\]]?\s?[:：]?\s?/u, ""),
    }))
    .filter((line) => !text.includes(squash(line.text).slice(0, 16)));
}
