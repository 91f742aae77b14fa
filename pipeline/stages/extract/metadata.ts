import type { Boilerplate } from "./boilerplate.ts";
import { collapse, type Element } from "./dom.ts";

/** What a page says about itself outside the visible text. Strings as written. */
export interface Metadata {
  /** The `<title>` element. */
  documentTitle: string | null;
  titles: string[];
  /** JSON-LD times before those of meta elements. */
  published: { value: string; from: "json-ld" | "meta" }[];
  sources: string[];
  authors: string[];
  siteNames: string[];
  canonical: string | null;
  next: string | null;
  articleBody: string | null;
}

/** Values kept of one name: pages repeat them, hostile ones without end. */
const MOST_VALUES = 8;

type Names = Boilerplate["meta"];

/** Reads `<title>`, meta elements, links and JSON-LD. */
export function metadataOf(elements: Element[], names: Names): Metadata {
  const meta = new Map<string, string[]>();
  const found: Metadata = {
    documentTitle: null,
    titles: [],
    published: [],
    sources: [],
    authors: [],
    siteNames: [],
    canonical: null,
    next: null,
    articleBody: null,
  };
  for (const element of elements) {
    const { name, attribs } = element;
    if (name === "meta") addMeta(meta, attribs);
    else if (name === "title" && found.documentTitle === null) found.documentTitle = collapse(rawText(element)) || null;
    else if (name === "link" && attribs.rel === "canonical") found.canonical ??= attribs.href ?? null;
    else if (name === "link" && attribs.rel === "next") found.next ??= attribs.href ?? null;
    else if (name === "script" && attribs.type === "application/ld+json") addJsonLd(found, rawText(element));
  }
  const values = (keys: string[]) => keys.flatMap((key) => meta.get(key) ?? []);
  found.titles.push(...values(names.title));
  found.published.push(...values(names.published).map((value) => ({ value, from: "meta" as const })));
  found.sources.push(...values(names.source));
  found.authors.push(...values(names.author));
  found.siteNames.push(...values(names.site));
  found.canonical ??= values(["og:url", "url"])[0] ?? null;
  return found;
}

function addMeta(meta: Map<string, string[]>, attribs: Record<string, string>): void {
  const content = collapse(attribs.content ?? "");
  if (content === "" || content.length > 2000) return;
  for (const key of [attribs.property, attribs.name, attribs.itemprop]) {
    if (!key) continue;
    const name = key.trim().toLowerCase();
    const values = meta.get(name) ?? [];
    if (values.length < MOST_VALUES) values.push(content);
    meta.set(name, values);
  }
}

function addJsonLd(found: Metadata, json: string): void {
  let root: unknown;
  try {
    root = JSON.parse(json.replace(/\p{Cc}+/gu, " "));
  } catch {
    return;
  }
  const stack: unknown[] = [root];
  for (let visited = 0; stack.length > 0 && visited < 500; visited++) {
    const node = stack.pop();
    if (node === null || typeof node !== "object") continue;
    if (Array.isArray(node)) {
      stack.push(...node.slice(0, 50));
      continue;
    }
    const object = node as Record<string, unknown>;
    if (Array.isArray(object["@graph"])) stack.push(...object["@graph"].slice(0, 50));
    const type = JSON.stringify(object["@type"] ?? "");
    const baidu = String(object["@context"] ?? "").includes("ziyuan.baidu.com");
    if (!baidu && !/Article|NewsArticle|BlogPosting|Report|WebPage/.test(type)) continue;
    const published = object.datePublished ?? object.pubDate;
    if (typeof published === "string") found.published.push({ value: published, from: "json-ld" });
    const headline = object.headline ?? (baidu ? object.title : undefined);
    if (typeof headline === "string") found.titles.push(collapse(headline));
    if (typeof object.articleBody === "string") found.articleBody ??= object.articleBody;
    for (const author of [object.author].flat().slice(0, 5)) {
      const name = typeof author === "string" ? author : nameOf(author);
      if (name && !JSON.stringify(author).includes("Organization")) found.authors.push(name);
    }
    const publisher = nameOf(object.publisher);
    if (publisher) found.siteNames.push(publisher);
  }
}

function nameOf(value: unknown): string | null {
  if (value === null || typeof value !== "object" || !("name" in value)) return null;
  return typeof value.name === "string" ? value.name : null;
}

function rawText(element: Element): string {
  return element.children.map((child) => ("data" in child ? child.data : "")).join("");
}
