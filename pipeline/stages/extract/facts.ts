import type { Block } from "./blocks.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { collapse } from "./dom.ts";
import { timesIn, type WrittenTime } from "./times.ts";
import { isNamed } from "./words.ts";

export interface VisibleTime extends WrittenTime {
  /** Higher is surer: labelled 发布时间, beside the source, in an element named for time. */
  score: number;
}

/** What facts are read from: a block of a page, or a plain line that has no element. */
export type FactLine = Pick<Block, "text" | "runs" | "chars"> & { element?: Block["element"] };

const plainBlock = (text: string): FactLine => ({ text, runs: [text], chars: text.length });

const LONGEST_HEAD_LINE = 260;

/** Times written in the lines around an article, surest first. */
export function visibleTimes(blocks: Block[], fetchedAt: string, boilerplate: Boilerplate): VisibleTime[] {
  const found: VisibleTime[] = [];
  for (const [at, block] of blocks.entries()) {
    if (block.chars > LONGEST_HEAD_LINE) continue;
    const text = block.runs.length > 1 ? block.runs.join(" ") : block.text;
    if (!/\d|昨|前天|今天|刚刚/.test(text)) continue;
    for (const time of timesIn(text, fetchedAt)) {
      const before = text.slice(Math.max(0, time.start - 12), time.start);
      const alone = text.length - (time.end - time.start);
      let score = time.precision === "day" ? 0 : 2;
      if (boilerplate.labels.published.test(before)) score += 2;
      if (boilerplate.labels.updated.test(before)) score -= 3;
      if (boilerplate.labels.source.test(text)) score += 1;
      if (isNamed(block, boilerplate.named.time) || block.element.name === "time") score += 1;
      if (alone < 40) score += 1;
      else if (alone > 90) score -= 2;
      if (!/\d{4}/.test(text.slice(time.start, time.end))) score -= 1;
      if (time.relative) score -= 2;
      if (/[。！？]/.test(text) && alone > 40) score -= 3;
      found.push({ ...time, score: score - at * 0.03 });
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

/** The value of the first 来源 label in the lines, or of an element named for the source. */
export function visibleSource(blocks: FactLine[], boilerplate: Boilerplate): string | null {
  for (const block of blocks) {
    const value = labelled(block, boilerplate.labels.source, boilerplate);
    const name = value === null ? null : sourceName(value, boilerplate);
    if (name) return name;
  }
  for (const block of blocks) {
    const origin = originIn(block.text);
    const name = origin === null ? null : sourceName(origin, boilerplate);
    if (name) return name;
  }
  for (const block of blocks) {
    if (block.chars > 24 || !isNamed(block, boilerplate.named.source)) continue;
    const name = sourceName(block.text, boilerplate);
    if (name && !/\d{2}[:：-]\d{2}/.test(name)) return name;
  }
  return null;
}

/** The value of the first 作者 or 记者 label, a 【文/…】 line, or an element named for the author. */
export function visibleAuthor(blocks: FactLine[], boilerplate: Boilerplate): string | null {
  for (const block of blocks) {
    const value = labelled(block, boilerplate.labels.author, boilerplate) ?? bracketed(block.text);
    const name = value === null ? null : authorName(value);
    if (name) return name;
  }
  for (const block of blocks) {
    if (block.chars > 20 || !isNamed(block, boilerplate.named.author)) continue;
    const name = authorName(block.text);
    if (name) return name;
  }
  return null;
}

/** 来源 and reprint phrases in plain lines. */
export function plainSource(lines: string[], boilerplate: Boilerplate): string | null {
  return visibleSource(lines.map(plainBlock), boilerplate);
}

/** 作者 and 记者 labels in plain lines. */
export function plainAuthor(lines: string[], boilerplate: Boilerplate): string | null {
  return visibleAuthor(lines.map(plainBlock), boilerplate);
}

/** The text after a label and its colon, up to the next label; the label may be an element of its own. */
function labelled(block: FactLine, label: RegExp, boilerplate: Boilerplate): string | null {
  if (block.chars > LONGEST_HEAD_LINE) return null;
  const text = block.runs.join("\u0001");
  const pattern = new RegExp(
    `(?:^|[\\s\u0001（(\\[【|｜丨/·,，;；。\\d日])${label.source}[\\s\u0001]{0,4}[:：丨｜|][\\s\u0001]{0,6}`,
    "u",
  );
  const match = pattern.exec(text) ?? (block.chars < 60 ? bare(text, label) : null);
  if (!match) return null;
  const rest = text.slice(match.index + match[0].length);
  const [run = ""] = rest.split("\u0001");
  const end = run.search(boilerplate.labelEnds);
  return collapse(end > 0 ? run.slice(0, end) : end === 0 ? "" : run);
}

/** A label without a colon where an element ends after it: `来源 <span>CSDN</span>`. */
function bare(text: string, label: RegExp): RegExpExecArray | null {
  return new RegExp(`(?:^|[\\s\u0001|｜·])${label.source}\\s{0,3}\u0001\\s{0,3}`, "u").exec(text);
}

/** 本文来自微信公众号：X（ID：Y）, 转载自X and the like. */
function originIn(text: string): string | null {
  const head = text.slice(0, 200);
  const match =
    /本文(?:来自|来源|转载自|首发于|授权转载自|原载于?|选自|系|经授权转自)(?:于|自)?\s?(?:微信)?(?:公众号|公号|订阅号)?\s?[:：]?\s?[“「『《"]?([^“”「」『』《》"（(，,。：:；;\s]{2,24})/u.exec(
      head,
    ) ??
    /(?:^|[（(【\s])(?:转载自|转自|原载于?|摘自|首发于|来源于)\s?(?:微信)?(?:公众号|公号)?\s?[:：]?\s?[“「『《"]?([^“”「」『』《》"（(，,。：:；;）)\s]{2,24})/u.exec(
      head,
    );
  return match?.[1] ?? null;
}

function bracketed(text: string): string | null {
  if (text.length > 80) return null;
  return /^[【[（(■●]?\s?(?:文|撰文|作者)\s?(?:[:：/／|｜丨])\s?(?:图)?(.{2,40}?)[】\]）)]?$/u.exec(text)?.[1] ?? null;
}

/** A publication's name as it is, or null where the value names nobody. */
export function sourceName(value: string, boilerplate: Boilerplate): string | null {
  const name = collapse(value)
    .replace(/^[\s:：“"「《【（([]+/u, "")
    .replace(/[\s”"」》】）)\],，。;；|｜]+$/u, "")
    .replace(/^(?:微信)?(?:公众号|公号)\s?[:：“「]?\s?/u, "");
  if (
    name.length < 2 ||
    name.length > 40 ||
    boilerplate.noSource.has(name) ||
    boilerplate.noSource.has(name.toLowerCase())
  )
    return null;
  if (/^(?:https?:|www\.)|^[\d\s.:：/-]+$|[。！？]/.test(name)) return null;
  return name;
}

/** Names of people, separated as the page does; null where the value is none. */
function authorName(value: string): string | null {
  const name = collapse(value)
    .replace(/^(?:观察者网|本报|本刊|本网|特约|专栏|见习|实习)?(?:记者|作者|专栏作者|评论员|通讯员)\s?/u, "")
    .replace(/^[\s:：/／|｜]+|[\s,，。;；|｜/）)】\]]+$/gu, "");
  if (name.length < 2 || name.length > 40 || /[。！？]|https?:|\d{4}/.test(name)) return null;
  if (/^(?:佚名|未知|网络|admin|管理员|匿名|来源|编辑|小编|本站|无)/.test(name)) return null;
  return name;
}
