import { addressId, kindOf } from "../articles.ts";
import { joinPages } from "../stages/extract/paging.ts";
import type { Article, SeriesPage } from "../types.ts";

/** One archived page of an article of several. */
export interface Page extends SeriesPage {
  captureId: string;
  /** Address as fetched. */
  url: string;
  /** ISO 8601 in UTC with milliseconds. */
  fetchedAt: string;
  /** True where the page does not say itself what it is a page of, and another page names it. */
  named: boolean;
  /** The page as an article by itself, followed by the items of a digest. */
  content: Article[];
}

export interface JoinedSeries {
  /** The article of all pages, followed by the items of digests. */
  articles: Article[];
  /** The pages whose text it has, in order. */
  shown: Page[];
}

/**
 * One article of the pages of one: facts of the first, what it lacks from those after it, text of all. What comes out
 * depends on the pages alone, not on the order in which they came.
 * @param pages at least one; of several fetches of one number the newest counts
 */
export function joinSeries(pages: Page[]): JoinedSeries {
  const newest = new Map<number, Page>();
  for (const page of [...pages].sort(byFetch)) newest.set(page.number, page);
  const shown = [...newest.values()].sort((a, b) => a.number - b.number);
  const wholes = shown.flatMap(({ content }) => content.slice(0, 1));
  const [first, base] = [shown[0], wholes[0]];
  if (!first || !base) throw new RangeError("joinSeries needs a page");
  const dated = wholes.find(({ publishedDay }) => publishedDay !== null) ?? base;
  const text = joinPages(wholes);
  const article: Article = {
    ...base,
    ...(first.number === 1 ? {} : { id: addressId(first.articleUrl), url: first.articleUrl }),
    ...text,
    kind: kindOf(text.text),
    source: wholes.find(({ source }) => source !== null)?.source ?? null,
    author: wholes.find(({ author }) => author !== null)?.author ?? null,
    published: dated.published,
    publishedDay: dated.publishedDay,
    publishedPrecision: dated.publishedPrecision,
    publishedFrom: dated.publishedFrom,
  };
  const items = shown.flatMap(({ content }) => content.slice(1));
  return { articles: [article, ...items.map((item) => ({ ...item, parentId: article.id }))], shown };
}

const byFetch = (a: Page, b: Page): number =>
  a.fetchedAt < b.fetchedAt || (a.fetchedAt === b.fetchedAt && a.captureId < b.captureId) ? -1 : 1;

/** Pages that another page still names, or that know themselves what they are pages of; and those left alone. */
export function parted(pages: Page[]): { kept: Page[]; alone: Page[] } {
  const sure = pages.filter(({ named }) => !named);
  const isNamed = (page: Page) =>
    sure.some(({ url, next }) => url === page.url || next === page.url) || (page.number === 1 && sure.length > 0);
  return {
    kept: pages.filter((page) => !page.named || isNamed(page)),
    alone: pages.filter((page) => page.named && !isNamed(page)),
  };
}
