import type { Hints, Item } from "../../pipeline/types.ts";

/** One request for a list. `{now}` in address and body becomes the milliseconds since 1970 when it is sent. */
export interface ListRequest {
  url: string;
  method: "GET" | "POST" | "PUT";
  headers: Record<string, string>;
  /** Body of a POST or PUT. */
  body: string | null;
  /** CSS selector of what must stand in the document before it is read; null where no browser is needed. */
  waitFor: string | null;
  /** Number of the page within its list, from 1. */
  page: number;
}

/** A list as it was answered, decoded. */
export interface ListAnswer {
  /** Address after redirects. */
  url: string;
  text: string;
  /** ISO 8601: relative times count from it. */
  fetchedAt: string;
}

/** An article that a list names. */
export interface ArticleRef {
  /** Absolute address. */
  url: string;
  hints: Hints;
  /** Milliseconds since 1970 of publication, where the list tells it; days count from their end. */
  time: number | null;
  /** Milliseconds since 1970 of the last change, where the list tells it. */
  changed: number | null;
  /** The article itself where the list carries its full text: it is archived, and the page is not fetched. */
  item: Item | null;
  /** Where an interface gives the article as JSON: it is asked instead of the page. */
  detail: Detail | null;
}

/** `read` gives null where the answer holds no text. */
export interface Detail {
  request: Pick<ListRequest, "url" | "method" | "headers" | "body">;
  read: (json: unknown, fetchedAt: string) => Item | null;
}

export interface ListPage {
  refs: ArticleRef[];
  /** Pages to read after this one. */
  next: ListRequest[];
}

/** One way to list a source's articles: pure, so that a saved answer is enough to test it. */
export interface Listing {
  kind: "feed" | "list" | "json" | "wordpress" | "state" | "sitemap" | "rendered";
  /** Of what the list is and what finds its entries, for messages: address and selector or path. */
  what: string;
  first: ListRequest;
  /** Largest answer, bytes after decompression. */
  limit: number;
  accept: string;
  /**
   * Reads one answer.
   * @throws Error where it is not of the kind that the definition promises
   */
  read: (answer: ListAnswer, request: ListRequest) => ListPage;
}

const MEGABYTE = 1024 * 1024;
export const PAGE_LIMIT = 10 * MEGABYTE;
export const FEED_LIMIT = 50 * MEGABYTE;

/** A request for a list with nothing special. */
export function listRequest(url: string, page = 1): ListRequest {
  return { url, method: "GET", headers: {}, body: null, waitFor: null, page };
}

/** A ref with what is usual; null where the address is none. */
export function articleRef(
  base: string,
  href: string | null | undefined,
  found: Partial<Omit<ArticleRef, "url" | "hints">> & { hints?: Record<string, string | null | undefined> } = {},
): ArticleRef | null {
  if (!href?.trim()) return null;
  let url: URL;
  try {
    url = new URL(href.trim(), base);
  } catch {
    return null;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  url.hash = "";
  const { hints = {}, ...rest } = found;
  return { url: url.href, time: null, changed: null, item: null, detail: null, ...rest, hints: cleanHints(hints) };
}

const HINT_MAX = 300;

function cleanHints(hints: Record<string, string | null | undefined>): Hints {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(hints)) {
    const text = value?.replace(/\s+/g, " ").trim().slice(0, HINT_MAX).toWellFormed();
    if (text) clean[name] = text;
  }
  return clean as Hints;
}
