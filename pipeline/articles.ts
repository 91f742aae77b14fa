import { createHash } from "node:crypto";
import { seriesOf } from "./stages/extract/page-numbers.ts";
import { beijingDay } from "./time.ts";
import {
  type Article,
  type Capture,
  type CapturedRecord,
  type Dropped,
  type Extracted,
  type ExtractRule,
  Item,
  messageOf,
  type SeriesPage,
} from "./types.ts";

/** What building needs to know of a source: its names, its dated rules, its way of writing addresses. */
export interface SourceInfo {
  id: string;
  nameZh: string;
  nameEn: string | null;
  home: string | null;
  kind: string;
  rules: ExtractRule[];
  /** Phrases that its pages carry in or around every article. */
  boilerplate: string[];
  canonicalUrl: (url: string) => string;
}

/** The extraction stage as `createExtractor` makes it. */
export interface Extractor {
  page: (input: {
    html: Buffer;
    contentType: string;
    url: string | null;
    fetchedAt: string;
    rules?: ExtractRule[];
    hints?: Capture["hints"];
  }) => Extracted | Dropped;
  item: (item: Item, fetchedAt: string) => Extracted | Dropped;
}

const PARAGRAPH_MAX = 600;

/**
 * Turns one archived record into articles: one for a page or item, more where the page is a digest.
 * A record that cannot be read is dropped with its reason, never thrown.
 */
export function articlesOf(
  { capture, body }: CapturedRecord,
  source: SourceInfo | undefined,
  extractor: Extractor,
): Article[] | Dropped {
  if (capture.kind === "page" || capture.kind === "rendered") return pageArticles(capture, body, source, extractor);
  let item: Item;
  try {
    item = Item.parse(JSON.parse(body.toString("utf8")));
  } catch (error) {
    return { dropped: "unreadable-item", detail: messageOf(error).slice(0, 200) };
  }
  const extracted = extractor.item(item, capture.fetchedAt);
  if ("dropped" in extracted) return extracted;
  const url = extracted.canonicalUrl ?? item.url ?? null;
  const publisher = source?.nameZh ?? item.source ?? capture.sourceId ?? "import";
  return withParts(extracted, {
    capture,
    url: canonical(url, source),
    externalId: item.id ?? null,
    sourceId: capture.sourceId ?? slug(publisher),
    publisher,
    source: extracted.source ?? (source ? null : (item.source ?? null)),
  });
}

function pageArticles(
  capture: Capture,
  body: Buffer,
  source: SourceInfo | undefined,
  extractor: Extractor,
): Article[] | Dropped {
  const extracted = extractor.page({
    html: body,
    contentType: capture.contentType,
    url: capture.url,
    fetchedAt: capture.fetchedAt,
    rules: source?.rules ?? [],
    hints: capture.hints,
  });
  if ("dropped" in extracted) return extracted;
  const host = hostOf(capture.url);
  const page = seriesPage(extracted, source);
  const articles = withParts(withoutPhrases(extracted, source?.boilerplate ?? []), {
    capture,
    url: canonical(capture.url, source),
    externalId: null,
    sourceId: capture.sourceId ?? slug(host),
    publisher: source?.nameZh ?? host,
    source: extracted.source,
  });
  return page ? articles.map((one, at) => (at === 0 ? { ...one, page } : one)) : articles;
}

function seriesPage({ page, nextPageUrl }: Extracted, source: SourceInfo | undefined): SeriesPage | null {
  if (!page) return null;
  const articleUrl = source ? source.canonicalUrl(page.of) : page.of;
  return { series: seriesOf(new URL(articleUrl)), number: page.number, articleUrl, next: nextPageUrl };
}

/** Takes away what a source's definition names as furniture: whole lines, or the phrase at the end of a paragraph. */
function withoutPhrases(extracted: Extracted, phrases: string[]): Extracted {
  if (!phrases.some((phrase) => extracted.text.includes(phrase))) return extracted;
  const removed = [...extracted.removed];
  const lines = extracted.text.split("\n").flatMap((line) => {
    const phrase = phrases.find((candidate) => line.includes(candidate));
    if (!phrase) return [line];
    removed.push({ text: phrase, reason: "source-boilerplate" });
    const rest = line.startsWith(phrase) && line.length < phrase.length * 2 ? "" : line.replace(phrase, "").trim();
    return rest ? [rest] : [];
  });
  return { ...extracted, text: lines.join("\n"), removed };
}

interface Carried {
  capture: Capture;
  url: string | null;
  externalId: string | null;
  sourceId: string;
  publisher: string;
  source: string | null;
}

function withParts(extracted: Extracted, carried: Carried): Article[] {
  const whole = article(extracted, carried, null);
  const parts = extracted.parts.map((part) =>
    article(
      { ...extracted, ...part, canonicalUrl: null, removed: [], parts: [] },
      { ...carried, externalId: null },
      whole,
    ),
  );
  return [whole, ...parts];
}

function article(extracted: Extracted, carried: Carried, parent: Article | null): Article {
  const day = extracted.published ? dayOf(extracted.published) : null;
  return {
    id:
      carried.url && !parent
        ? addressId(carried.url)
        : sharedAddressId(carried.url, extracted.title, day, extracted.text),
    externalId: carried.externalId,
    captureId: carried.capture.id,
    parentId: parent?.id ?? null,
    url: carried.url,
    sourceId: carried.sourceId,
    publisher: carried.publisher,
    source: carried.source,
    author: extracted.author,
    title: extracted.title,
    text: extracted.text,
    lang: extracted.lang,
    kind: kindOf(extracted.text),
    published: extracted.published && extracted.publishedPrecision !== "day" ? extracted.published : null,
    publishedDay: day,
    publishedPrecision: extracted.publishedPrecision,
    publishedFrom: extracted.publishedFrom,
    fetchedAt: carried.capture.fetchedAt,
    rule: extracted.rule,
    removed: extracted.removed,
  };
}

/** The id of an article whose address is missing or belongs to several: by address, title and day (or text without a title). */
export function sharedAddressId(url: string | null, title: string, day: string | null, text = ""): string {
  return digestId("item", url ?? "", title || text, day ?? "");
}

/** The id of an article that has an address of its own. */
export const addressId = (url: string): string => digestId("url", url);

function digestId(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\u0000")).digest("hex").slice(0, 16);
}

const dayOf = (published: string): string => (published.length === 10 ? published : beijingDay(published));

/** By the length of its text. */
export function kindOf(text: string): Article["kind"] {
  const length = text.length;
  if (length === 0) return "title";
  return length <= PARAGRAPH_MAX ? "paragraph" : "article";
}

function canonical(url: string | null, source: SourceInfo | undefined): string | null {
  if (!url) return null;
  return source ? source.canonicalUrl(url) : url;
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return "unknown";
  }
}

/** A source id for things that no definition names: letters, digits and Chinese characters kept. */
function slug(name: string): string {
  return (
    name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "") || "unknown"
  );
}
