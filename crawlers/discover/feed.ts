import { parseFeed } from "feedsmith";
import type { Item } from "../../pipeline/types.ts";
import { type ArticleRef, articleRef, FEED_LIMIT, type Listing, listRequest } from "./listing.ts";
import { listTime } from "./times.ts";
import { withoutDoctype } from "./xml.ts";

export interface FeedOptions {
  /** Entries carry the whole article. */
  fullText?: boolean;
  /** Characters of text under which an entry of a full-text feed counts as a summary, and its page is fetched. */
  minText?: number;
}

/** An entry of any kind of feed, as far as it matters here. */
interface Entry {
  link: string | undefined;
  title: string | undefined;
  html: string | undefined;
  published: string | undefined;
  changed: string | undefined;
  author: string | undefined;
  id: string | undefined;
}

/** RSS, Atom, RDF or JSON feed. */
export function feed(url: string, options: FeedOptions = {}): Listing {
  return {
    kind: "feed",
    what: `${url} (feed)`,
    first: listRequest(url),
    limit: FEED_LIMIT,
    accept: "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    read: (answer) => ({
      refs: entriesOf(answer.text).flatMap((entry) => refOf(entry, answer.url, answer.fetchedAt, options) ?? []),
      next: [],
    }),
  };
}

function refOf(entry: Entry, base: string, fetchedAt: string, options: FeedOptions): ArticleRef | null {
  const published = listTime(entry.published, fetchedAt);
  const ref = articleRef(base, entry.link, {
    time: published?.time ?? null,
    changed: listTime(entry.changed, fetchedAt)?.time ?? null,
    hints: { title: plainTitle(entry.title), published: published?.iso ?? entry.published, author: entry.author },
  });
  if (!ref || !options.fullText || !entry.html || !isWhole(entry.html, options.minText ?? 200)) return ref;
  const item: Item = { url: ref.url, html: entry.html };
  if (entry.id) item.id = entry.id;
  if (ref.hints.title) item.title = ref.hints.title;
  if (ref.hints.published) item.published = ref.hints.published;
  if (ref.hints.author) item.author = ref.hints.author;
  return { ...ref, item };
}

/** A summary is short or ends in an ellipsis. */
function isWhole(html: string, minText: number): boolean {
  const text = html
    .replace(/<[^<>]{0,2000}>/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return text.length >= minText && !/(?:…|\.\.\.|\[&#8230;\])$/.test(text);
}

/** A feed that was cut short still has its whole entries. */
function parseWhole(text: string): ReturnType<typeof parseFeed> {
  try {
    return parseFeed(text);
  } catch (error) {
    const end = Math.max(...["</item>", "</entry>"].map((tag) => text.lastIndexOf(tag) + tag.length));
    if (end < 10 || end >= text.length) throw error;
    return parseFeed(text.slice(0, end));
  }
}

function entriesOf(text: string): Entry[] {
  const { format, feed: parsed } = parseWhole(withoutDoctype(text.replace(/^\uFEFF/, "").trimStart()));
  switch (format) {
    case "rss":
      return (parsed.items ?? []).map((item) => ({
        link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
        title: item.title,
        html: item.content?.encoded ?? item.description,
        published: str(item.pubDate) ?? str(item.dc?.dates?.[0]),
        changed: undefined,
        author: item.authors?.[0]?.name ?? item.dc?.creators?.[0],
        id: item.guid?.value,
      }));
    case "atom":
      return (parsed.entries ?? []).map((entry) => ({
        link: (entry.links?.find(({ rel }) => !rel || rel === "alternate") ?? entry.links?.[0])?.href,
        title: entry.title?.value,
        html: entry.content?.value ?? entry.summary?.value,
        published: str(entry.published) ?? str(entry.updated),
        changed: str(entry.updated),
        author: entry.authors?.[0]?.name,
        id: entry.id,
      }));
    case "rdf":
      return (parsed.items ?? []).map((item) => ({
        link: item.link,
        title: item.title,
        html: item.content?.encoded ?? item.description,
        published: str(item.dc?.dates?.[0]),
        changed: undefined,
        author: item.dc?.creators?.[0],
        id: item.link,
      }));
    case "json":
      return (parsed.items ?? []).map((item) => ({
        link: item.url,
        title: item.title,
        html: item.content_html ?? item.content_text,
        published: str(item.date_published),
        changed: str(item.date_modified),
        author: item.authors?.[0]?.name,
        id: item.id,
      }));
  }
}

const str = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Titles may be HTML inside XML. */
const plainTitle = (title: string | undefined): string | undefined => title?.replace(/<[^<>]{0,500}>/g, "");
