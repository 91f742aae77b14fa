import type { Extracted } from "../../types.ts";
import { type Element, textOf } from "./dom.ts";

const NEXT =
  /^[\s[【<(]*(?:下一?页|下一頁|后一页|余下全文|阅读全文|点击(?:阅读|查看)(?:全文|下一页)|Next(?: Page)?|[>＞»]|›)[\s\]】>＞»›)]*$/iu;

/** Address of the article's next page: a link of its pager to the same article, never to another one. */
export function nextPageOf(elements: Element[], declared: string | null, url: string | null): string | null {
  const links = elements.filter((element) => element.name === "a" && element.attribs.href);
  for (const link of links) {
    const child = link.firstChild;
    if (!NEXT.test(child && "data" in child ? child.data : textOf(link, 40)) && link.attribs.rel !== "next") continue;
    const next = resolve(link.attribs.href ?? "", url);
    if (next && isPageOf(next, url)) return next;
  }
  const next = declared === null ? null : resolve(declared, url);
  return next && isPageOf(next, url) ? next : null;
}

function resolve(href: string, url: string | null): string | null {
  try {
    const resolved = new URL(href.trim(), url ?? undefined);
    return /^https?:$/.test(resolved.protocol) ? resolved.href : null;
  } catch {
    return null;
  }
}

/** True where two addresses differ only in a page number: `123.html` and `123_2.html`, `?p=5` and `?p=5&page=2`. */
function isPageOf(next: string, url: string | null): boolean {
  if (url === null) return /[_-]\d{1,3}\.s?html?$|[?&]p(?:age)?=\d{1,3}\b/.test(next);
  const [a, b] = [new URL(next), new URL(url)];
  if (a.host !== b.host || a.href.split("#")[0] === b.href.split("#")[0]) return false;
  const whole = (address: URL) => address.pathname.replace(/(\.s?html?|\/)?$/, "");
  const stem = (address: URL) =>
    address.pathname.replace(/(?:[_-](?:p|page)?\d{1,3})?(?:\/\d{1,2})?(\.s?html?|\/)?$/, "");
  const rest = (address: URL) =>
    [...address.searchParams]
      .filter(([key]) => !/^(?:p|page|pn)$/i.test(key))
      .sort()
      .join();
  return (stem(a) === whole(b) || stem(a) === stem(b)) && rest(a) === rest(b);
}

/** One article of the pages of one, in their order: facts of the first, text of all, each passage once. */
export function joinPages(pages: Extracted[]): Extracted {
  const [first, ...others] = pages;
  if (!first) throw new RangeError("joinPages needs a page");
  const lines = first.text.split("\n");
  const seen = new Set(lines.filter((line) => line.length > 20));
  for (const page of others) {
    for (const line of page.text.split("\n")) {
      if (line.length > 20 && seen.has(line)) continue;
      seen.add(line);
      lines.push(line);
    }
  }
  return {
    ...first,
    text: lines.join("\n"),
    removed: pages.flatMap((page) => page.removed),
    parts: pages.flatMap((page) => page.parts),
    nextPageUrl: null,
  };
}
