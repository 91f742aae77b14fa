import { type CheerioAPI, load } from "cheerio/slim";
import { at } from "./fields.ts";
import { type ArticleRef, articleRef, type Listing, type ListRequest, listRequest, PAGE_LIMIT } from "./listing.ts";
import { listTime } from "./times.ts";

/** CSS selectors of a list; those besides `item` and `next` count inside an item. `selector@attribute` reads an attribute. */
export interface ListSelectors {
  /** One entry of the list. */
  item: string;
  /** Its link; the item itself where it is the link. */
  link?: string;
  title?: string;
  time?: string;
  author?: string;
  /** The entry's own text where the list is all there is of it: such entries are archived, and no page is fetched. */
  text?: string;
  /** Heading above entries that tells their day. */
  heading?: string;
  /** The following page: an address with `{page}`, or the selector of a link. */
  next?: string;
  /** Path of the HTML in an answer that is JSON. */
  htmlAt?: string;
  method?: "GET" | "POST";
}

/** A list in HTML. `{page}` in the address stands for the page's number, from 1. */
export function listPage(url: string, selectors: ListSelectors): Listing {
  return {
    kind: "list",
    what: `${url} (${selectors.item})`,
    first: { ...listRequest(url.replace("{page}", "1")), method: selectors.method ?? "GET" },
    limit: PAGE_LIMIT,
    accept: "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
    read: (answer, request) => {
      const $ = load(selectors.htmlAt ? htmlAt(answer.text, selectors.htmlAt) : answer.text);
      const refs = $(selectors.item)
        .toArray()
        .flatMap((element) => refOf($, element, selectors, answer.url, answer.fetchedAt) ?? []);
      const next = refs.length ? nextPage($, url, selectors.next, answer.url, request) : [];
      return { refs, next: next.map((following) => ({ ...following, method: request.method })) };
    },
  };
}

/** A list that stands in the page only after its scripts have run: read in a browser once `waitFor` is there. */
export function renderedList(url: string, selectors: ListSelectors & { waitFor: string }): Listing {
  const listing = listPage(url, selectors);
  const { waitFor } = selectors;
  return {
    ...listing,
    kind: "rendered",
    first: { ...listing.first, waitFor },
    read: (answer, request) => {
      const page = listing.read(answer, request);
      return { ...page, next: page.next.map((next) => ({ ...next, waitFor })) };
    },
  };
}

function htmlAt(json: string, path: string): string {
  const html = at(JSON.parse(json), path);
  if (typeof html !== "string") throw new Error(`no HTML at "${path}"`);
  return html;
}

type Node = Parameters<CheerioAPI>[0];

function refOf(
  $: CheerioAPI,
  element: Node,
  selectors: ListSelectors,
  base: string,
  fetchedAt: string,
): ArticleRef | null {
  const link = selectors.link ?? "a";
  const href = read($, element, `${link}@href`) ?? read($, element, "@href");
  const time = (selectors.time && read($, element, selectors.time)) ?? above($, element, selectors.heading);
  const published = listTime(time, fetchedAt);
  const ref = articleRef(base, href, {
    time: published?.time ?? null,
    hints: {
      title: (selectors.title && read($, element, selectors.title)) ?? read($, element, link) ?? read($, element, ""),
      published: published?.iso,
      author: selectors.author && read($, element, selectors.author),
    },
  });
  if (!ref || !selectors.text) return ref;
  const text = read($, element, selectors.text)?.toWellFormed();
  return text ? { ...ref, item: { url: ref.url, ...ref.hints, text } } : null;
}

/** Text of the nearest heading before an element, among what stands beside it. */
const above = ($: CheerioAPI, element: Node, heading: string | undefined): string | undefined =>
  heading && $(element).prevAll(heading).first().text();

/** Text or attribute of the first match inside an element; of the element itself where the selector is empty. */
function read($: CheerioAPI, element: Node, selector: string): string | undefined {
  const [css = "", attribute] = selector.split("@");
  const found = css ? $(element).find(css).first() : $(element);
  if (!found.length) return undefined;
  return (attribute ? found.attr(attribute) : found.text())?.trim() || undefined;
}

function nextPage(
  $: CheerioAPI,
  template: string,
  next: string | undefined,
  base: string,
  request: ListRequest,
): ListRequest[] {
  const page = request.page + 1;
  const numbered = next ?? template;
  if (numbered.includes("{page}")) return [listRequest(numbered.replace("{page}", String(page)), page)];
  const ref = next ? articleRef(base, $(next).first().attr("href")) : null;
  return ref && ref.url !== request.url ? [listRequest(ref.url, page)] : [];
}
