import { at, type BodyPaths, detailItem, type FieldPaths, fill, refsOf } from "./fields.ts";
import { jsonOf } from "./jsonp.ts";
import { type ArticleRef, FEED_LIMIT, type Listing, type ListRequest } from "./listing.ts";

export interface JsonApiOptions extends FieldPaths {
  /**
   * Address; `{page}` is the page's number, `{offset}` the entries before it, `{cursor}` what the answer before said,
   * `{now}` milliseconds since 1970.
   */
  url: string;
  method?: "GET" | "POST" | "PUT";
  headers?: Record<string, string>;
  /** Body of a POST or PUT, with the same places to fill. */
  body?: string;
  /** Number of the first page; 1 unless said. */
  firstPage?: number;
  /** Entries of a page, for `{offset}`. */
  pageSize?: number;
  /** Value of `{cursor}` on the first page. */
  firstCursor?: string;
  /** Path of the next cursor in the answer; without one in the answer the list ends. */
  cursor?: string;
  /** Path of what is false, 0 or missing on the last page. */
  more?: string;
  /** Interface that gives one article: templates over the entry's fields, and where its own fields stand. */
  detail?: { url: string; method?: "GET" | "POST"; body?: string } & BodyPaths;
}

/** A list that an interface gives as JSON or JSONP. */
export function jsonApi(options: JsonApiOptions): Listing {
  const pages = /\{(?:page|offset|cursor)\}/.test(options.url + (options.body ?? ""));
  return {
    kind: "json",
    what: `${options.url} ("${options.items}")`,
    first: requestOf(options, 1, options.firstCursor ?? ""),
    limit: FEED_LIMIT,
    accept: "application/json, */*;q=0.5",
    read: (answer, request) => {
      const json: unknown = jsonOf(answer.text);
      const refs = refsOf(json, options, answer.url, answer.fetchedAt, (ref, entry) => withDetail(ref, entry, options));
      return { refs, next: pages && refs.length ? nextOf(options, json, request) : [] };
    },
  };
}

function nextOf(options: JsonApiOptions, json: unknown, request: ListRequest): ListRequest[] {
  if (options.more !== undefined && !at(json, options.more)) return [];
  const cursor = options.cursor === undefined ? "" : at(json, options.cursor);
  if (options.cursor !== undefined && (cursor === undefined || cursor === null || cursor === "")) return [];
  return [requestOf(options, request.page + 1, String(cursor))];
}

function requestOf(options: JsonApiOptions, page: number, cursor: string): ListRequest {
  const number = String(page - 1 + (options.firstPage ?? 1));
  const offset = String((page - 1) * (options.pageSize ?? 0));
  const filled = (template: string, encode: (text: string) => string) =>
    template.replaceAll("{page}", number).replaceAll("{offset}", offset).replaceAll("{cursor}", encode(cursor));
  return {
    url: filled(options.url, encodeURIComponent),
    method: options.method ?? "GET",
    headers: options.headers ?? {},
    body: options.body === undefined ? null : filled(options.body, (text) => JSON.stringify(text).slice(1, -1)),
    waitFor: null,
    page,
  };
}

function withDetail(ref: ArticleRef, entry: unknown, { detail, headers = {} }: JsonApiOptions): ArticleRef {
  const url = detail && fill(detail.url, entry);
  if (!detail || !url) return ref;
  return {
    ...ref,
    detail: {
      request: {
        url,
        method: detail.method ?? "GET",
        headers,
        body: (detail.body && fill(detail.body, entry)) ?? null,
      },
      read: (json, fetchedAt) => detailItem(json, detail, ref, fetchedAt),
    },
  };
}
