import iconv from "iconv-lite";
import type { PagePlace, Removed } from "../../types.ts";
import { decodePage } from "./charset.ts";
import { type Element, parsePage, textOf } from "./dom.ts";
import { type Numbered, numberings, samePath } from "./page-numbers.ts";

/** Characters of text that the pages of one article may have together. */
const LONGEST_JOINED = 2_000_000;

const NEXT = /^(?:下一?页|下一頁|后一页|Next Page)$/iu;
const PREVIOUS = /^(?:上一?页|上一頁|前一页|Prev(?:ious)? Page)$/iu;
const ONWARD = /^(?:余下全文|阅读全文|点击(?:阅读|查看)(?:全文|下一页)|Next|[>＞»›]+)$/iu;
const BACK = /^(?:Prev(?:ious)?|[<＜«‹]+)$/iu;
const NUMBER = /^第?\s?(\d{1,2})\s?页?$/u;
const BRACKETS = /^[\s[【(（<＜«‹]+(?=[^\s[【(（<＜«‹])|(?<=[^\s\]】)）>＞»›])[\s\]】)）>＞»›]+$/gu;

export interface Pager {
  next: string | null;
  place: PagePlace | null;
}

/** A link of a pager: what it says, and where it leads. */
interface PageLink {
  url: URL;
  says: "next" | "previous" | "onward" | "back" | "declared" | number;
}

const NONE: Pager = { next: null, place: null };

/**
 * What a page's links say of its place among the pages of one article, and of the page that follows. Another article is
 * never taken for a page: addresses must differ in a page's number alone, and by one where a link says 下一页.
 * @param declared the page's `<link rel="next">`
 * @param address the page's own address
 */
export function pagerOf(elements: Element[], declared: string | null, address: string | null): Pager {
  const own = address === null ? null : resolve(address, undefined);
  if (!own) return NONE;
  const links = linksOf(elements, own);
  const next = declared === null ? null : resolve(declared, own);
  if (next) links.push({ url: next, says: "declared" });
  return links.length ? (asFirst(own, links) ?? asFollowing(own, links) ?? NONE) : NONE;
}

/**
 * The next page of the article on a page that was just fetched; null where there is none. Most pages have no pager: what
 * has no word of one is not parsed.
 */
export function nextPageOf(page: { html: Buffer; contentType: string; url: string }): string | null {
  if (!PAGER_WORDS.some((word) => page.html.includes(word))) return null;
  const { elements } = parsePage(decodePage(page.html, page.contentType));
  const declared = elements.find(({ name, attribs }) => name === "link" && attribs.rel === "next")?.attribs.href;
  return pagerOf(elements, declared ?? null, page.url).next;
}

const WORDS = ["下一页", "下页", "后一页", "余下全文", "阅读全文", "阅读下一页", "查看全文", "查看下一页"];
const PAGER_WORDS = [
  ...[...WORDS, "下一頁", ">2<", ">[2]<", ">Next", 'rel="next"', "rel='next'", "rel=next"].map((word) =>
    Buffer.from(word),
  ),
  ...WORDS.map((word) => iconv.encode(word, "gb18030")),
  iconv.encode("下一頁", "big5hkscs"),
];

/** A page whose own address has no number, or the number 1, and that leads to numbered ones. */
function asFirst(own: URL, links: PageLink[]): Pager | null {
  const whole: Numbered = { url: own, number: 1, form: null };
  const readings = [whole, ...numberings(own).filter(({ number }) => number === 1)];
  for (const reading of readings) {
    const pages = links.flatMap((link) => pagesOf(reading, link).map((page) => ({ ...link, number: page.number })));
    const later = pages.filter(
      ({ says, number }) => number > 1 && (says === number || (number === 2 && leadsOn(says))),
    );
    if (later.length) {
      const next = later.find(({ number }) => number === 2)?.url.href ?? null;
      return { next, place: { of: reading.url.href, number: 1 } };
    }
  }
  return null;
}

/** A page with a number in its address, and a link to the first page or to a neighbour. */
function asFollowing(own: URL, links: PageLink[]): Pager | null {
  for (const reading of numberings(own)) {
    const { number } = reading;
    if (number < 2) continue;
    const pages = links.flatMap((link) => pagesOf(reading, link).map((page) => ({ ...link, number: page.number })));
    const first = links.find(
      ({ url, says }) =>
        samePath(url, reading.url) && (says === 1 || says === "declared" || (number === 2 && leadsBack(says))),
    );
    const told = pages.some(
      (page) =>
        page.number !== number &&
        (page.says === page.number ||
          (page.says === "next" && page.number === number + 1) ||
          (page.says === "previous" && page.number === number - 1)),
    );
    if (!first && !told) continue;
    const next = pages.find((page) => page.number === number + 1 && (page.says === page.number || leadsOn(page.says)));
    return { next: next?.url.href ?? null, place: { of: (first?.url ?? reading.url).href, number } };
  }
  return null;
}

/** A link as a page of the article that a reading of the own address gives. */
const pagesOf = (reading: Numbered, { url }: PageLink): Numbered[] =>
  numberings(url).filter((page) => samePath(page.url, reading.url) && (!reading.form || page.form === reading.form));

const leadsOn = (says: PageLink["says"]): boolean => says === "next" || says === "onward" || says === "declared";
const leadsBack = (says: PageLink["says"]): boolean => says === "previous" || says === "back";

function linksOf(elements: Element[], own: URL): PageLink[] {
  const links: PageLink[] = [];
  for (const element of elements) {
    if (element.name !== "a" || !element.attribs.href) continue;
    const says = meaning(textOf(element, 80), element.attribs.rel);
    const url = says === null ? null : resolve(element.attribs.href, own);
    if (says !== null && url && url.host === own.host) links.push({ url, says });
  }
  return links;
}

function meaning(text: string, rel: string | undefined): PageLink["says"] | null {
  const word = text.length > 20 ? "" : text.replace(BRACKETS, "");
  if (NEXT.test(word)) return "next";
  if (PREVIOUS.test(word)) return "previous";
  if (ONWARD.test(word)) return "onward";
  if (BACK.test(word)) return "back";
  const digits = NUMBER.exec(word)?.[1];
  if (digits) return Number(digits);
  return rel === "next" || rel === "prev" ? "declared" : null;
}

function resolve(href: string, base: URL | undefined): URL | null {
  try {
    const url = new URL(href.trim(), base);
    url.hash = "";
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** What pages bring into the article that they are joined into. */
type PageText = { text: string; removed: Removed[] };

/**
 * The text of the pages of one article, in their order: each passage once, and what every page has at its beginning and
 * end as the first page has it.
 */
export function joinPages(pages: PageText[]): PageText {
  const first = pages[0]?.text.split("\n") ?? [];
  const lines = [...first];
  const seen = new Set(lines.filter(isPassage));
  const removed = pages.flatMap((page) => page.removed);
  let length = pages[0]?.text.length ?? 0;
  for (const page of pages.slice(1)) {
    for (const line of ownLines(page.text.split("\n"), first)) {
      if (isPassage(line) && seen.has(line)) continue;
      if (length + line.length > LONGEST_JOINED) {
        removed.push({ text: line.slice(0, 200), reason: "too-long" });
        break;
      }
      seen.add(line);
      lines.push(line);
      length += line.length + 1;
    }
  }
  return { text: lines.filter((line, at) => line !== "" || at > 0).join("\n"), removed };
}

const isPassage = (line: string): boolean => line.length > 20;

/** Lines of a page without those that it begins and ends with just as the first page does. */
function ownLines(lines: string[], first: string[]): string[] {
  let begin = 0;
  while (begin < lines.length && lines[begin] === first[begin]) begin++;
  let end = lines.length;
  while (end > begin && lines[end - 1] === first[first.length - (lines.length - end) - 1]) end--;
  return lines.slice(begin, end);
}
