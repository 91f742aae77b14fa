import type { Block } from "./blocks.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { contains, type Element, parentOf } from "./dom.ts";
import type { RoleBook } from "./words.ts";

/**
 * Where an article's text lies: its containers, the positions of the first and the last line inside them, and of the
 * first paragraph: title and byline often stand in the same box.
 */
export interface Region {
  elements: Element[];
  first: number;
  begin: number;
  last: number;
}

const LEAVES = new Set([
  "p",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "li",
  "dd",
  "dt",
  "pre",
  "blockquote",
  "figcaption",
  "td",
  "tr",
]);
const MARKS = /[，。！？；：、“”「」《》,.!?;:]/g;
/** A summary that leads to another page. */
const TEASER = /[[【(（]?\s?(?:详细|详情|阅读全文|查看全文|查看详情|阅读更多|全文|more|Read more)\s?[\]】)）>＞»]*$/i;
/** A container is worth this much less with each level between it and a paragraph. */
const DECAY = 0.86;
const HIGHEST_CLIMB = 12;

/**
 * Finds the element that holds the article: prose counts for it, links and labels against it, text before the title
 * (`titleAt`) little. Null where there is no prose.
 */
export function findBody(blocks: Block[], titleAt: number, roles: RoleBook, boilerplate: Boilerplate): Region | null {
  const furniture = furnitureOf(blocks, roles);
  let behind = false;
  const weights = blocks.map((block, at) => {
    if (block.hiddenBy) return 0;
    if (titleAt >= 0 && at > titleAt && block.chars <= 40) behind ||= opensSection(block.text, boilerplate);
    const weight = weightOf(block, boilerplate);
    if (furniture.has(at)) return Math.min(0, -Math.min(20, Math.abs(weight)));
    return weight > 0 && (at < titleAt || behind) ? weight * 0.25 : weight;
  });
  const scores = scoresOf(blocks, weights, roles);
  let best: Element | null = null;
  let top = 0;
  for (const [element, score] of scores) {
    if (score > top) {
      top = score;
      best = element;
    }
  }
  if (!best) return null;
  return regionOf(blocks, [climb(best, blocks, weights, titleAt)]);
}

/** The region that some elements make. */
export function regionOf(blocks: Block[], elements: Element[]): Region | null {
  const inside = blocks.flatMap((block, at) =>
    elements.some((element) => contains(element, block.element)) ? [at] : [],
  );
  const [first] = inside;
  if (first === undefined) return null;
  const begin = inside.find((at) => !blocks[at]?.hiddenBy && proseOf(blocks[at] as Block) > 0) ?? first;
  return { elements, first, begin, last: inside.at(-1) ?? first };
}

/** How much a line speaks for prose (above 0) or for navigation (below), about one point a character. */
function weightOf(block: Block, boilerplate: Boilerplate): number {
  const { chars, text } = block;
  const linked = block.linkChars / Math.max(1, chars);
  if (block.kind === "code") return Math.min(chars * 0.4, 400);
  if (linked > 0.6 && chars < 300) return -5 - Math.min(chars, 25);
  const marks = text.length < 5000 ? (text.match(MARKS)?.length ?? 0) : text.length * 0.05;
  if (chars > 300 && marks / chars < 0.015) return -20;
  if (chars > 5000 && keywordSpam(text)) return -20;
  if (chars <= 160 && isBoilerplate(text, boilerplate)) return -12;
  if (block.links > 0 && TEASER.test(text)) return -5;
  const sentences = /[。！？；]|[.!?](?:\s|$)/.test(text);
  if ((chars >= 14 && marks > 0 && sentences) || (chars >= 24 && marks > 0) || chars >= 60)
    return Math.min(1500, chars * (1 - linked) + 4 * Math.min(marks, 25));
  return block.kind === "heading" ? 0 : -2;
}

function keywordSpam(text: string): boolean {
  const sample = text.slice(0, 5000);
  return (sample.match(/[。！？，]/g)?.length ?? 0) / sample.length < 0.02;
}

function isBoilerplate(text: string, boilerplate: Boilerplate): boolean {
  if (opensSection(text, boilerplate)) return true;
  return boilerplate.lines.some(
    (line) => line.where !== "head" && text.length <= line.longest && line.pattern.test(text),
  );
}

const opensSection = (text: string, boilerplate: Boilerplate) =>
  boilerplate.sections.some((section) => section.pattern.test(text));

/** Blocks inside containers that name themselves furniture; one that holds the prose, with none outside, is not. */
function furnitureOf(blocks: Block[], roles: RoleBook): Set<number> {
  const inside = new Map<Element, number[]>();
  let total = 0;
  let outside = 0;
  for (const [at, block] of blocks.entries()) {
    if (block.hiddenBy) continue;
    const prose = proseOf(block);
    total += prose;
    const outer = roles.furnitureAround(block.element);
    if (outer.length === 0) outside += prose;
    for (const element of outer) {
      const list = inside.get(element) ?? [];
      list.push(at);
      inside.set(element, list);
    }
  }
  const found = new Set<number>();
  for (const list of inside.values()) {
    let prose = 0;
    for (const at of list) prose += proseOf(blocks[at] as Block);
    if (outside > Math.max(60, total * 0.08) || prose < total * 0.5) for (const at of list) found.add(at);
  }
  return found;
}

/** Characters of a line that read as prose, 0 for labels and links. */
export const proseOf = (block: Block): number =>
  block.linkChars < block.chars * 0.5 && block.chars >= 20 && /[，。！？,.]/.test(block.text)
    ? Math.min(block.chars, 2000)
    : 0;

function scoresOf(blocks: Block[], weights: number[], roles: RoleBook): Map<Element, number> {
  const scores = new Map<Element, number>();
  for (const [at, block] of blocks.entries()) {
    const weight = weights[at] ?? 0;
    if (weight === 0) continue;
    let node: Element | null = LEAVES.has(block.element.name) ? parentOf(block.element) : block.element;
    let share = weight;
    for (let up = 0; node && up < HIGHEST_CLIMB && node.name !== "html"; up++, node = parentOf(node)) {
      scores.set(node, (scores.get(node) ?? 0) + share);
      if (weight > 0) share *= DECAY;
    }
  }
  for (const [element, score] of scores) {
    const role = roles.of(element);
    const named = element.attribs.itemprop === "articleBody" ? 1.5 : element.name === "article" ? 1.15 : 1;
    scores.set(element, score * named * (role === "content" ? 1.15 : role === "furniture" ? 0.6 : 1));
  }
  return scores;
}

/** Goes up while the container above adds prose and little else: articles cut into several boxes. */
function climb(start: Element, blocks: Block[], weights: number[], titleAt: number): Element {
  let element = start;
  for (let steps = 0; steps < HIGHEST_CLIMB; steps++) {
    const above = parentOf(element);
    if (!above || above.name === "html") return element;
    let own = 0;
    let more = 0;
    let against = 0;
    for (const [at, block] of blocks.entries()) {
      const weight = weights[at] ?? 0;
      if (weight === 0 || !contains(above, block.element)) continue;
      if (contains(element, block.element)) own += Math.max(0, weight);
      else if (weight < 0) against -= weight;
      else if (at > titleAt) more += weight;
    }
    if (more > 0.08 * own && against < 0.4 * more) element = above;
    else if (more === 0 && against === 0 && above.children.length === 1) element = above;
    else return element;
  }
  return element;
}
