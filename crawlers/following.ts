import type { IndexEntry } from "./archive.ts";

/** Pages of one article that are fetched, the first among them, and bytes that they may have together. */
export const MOST_PAGES = 20;
const MOST_BYTES = 20 * 1024 * 1024;

const DAY_MS = 86_400_000;

/** A page of an article that is to be fetched. */
export interface NextPage {
  url: string;
  /** Which page it is, from 2. */
  number: number;
  /** Bytes of the pages before it. */
  bytes: number;
}

export const withinBounds = ({ number, bytes }: NextPage): boolean => number <= MOST_PAGES && bytes <= MOST_BYTES;

/**
 * The first page of an archived article that the archive lacks, as far as its pages lead to one another; null where it
 * has all. A page that was an error is asked for again after a day.
 * @param latest what the archive holds of an address
 * @param now milliseconds since 1970
 */
export function missingPage(
  article: IndexEntry,
  latest: (url: string) => IndexEntry | undefined,
  now: number,
): NextPage | null {
  let entry: IndexEntry | undefined = article.location ? latest(new URL(article.location, article.url).href) : article;
  let bytes = 0;
  for (let number = 2; entry?.next; number++) {
    bytes += entry.length;
    const page: NextPage = { url: entry.next, number, bytes };
    if (!withinBounds(page)) return null;
    entry = latest(page.url);
    if (!entry || (entry.status >= 400 && now - Date.parse(entry.fetchedAt) > DAY_MS)) return page;
  }
  return null;
}
