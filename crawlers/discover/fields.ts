import type { Item } from "../../pipeline/types.ts";
import { type ArticleRef, articleRef } from "./listing.ts";
import { plainMarkdown } from "./markdown.ts";
import { listTime } from "./times.ts";

/**
 * Where the fields of an entry stand in JSON: dotted paths (`data.0.title`), or for addresses a template with paths in
 * braces (`https://example.org/p/{id}`). `name|title` is the first of several paths that leads to a text.
 */
export interface FieldPaths {
  /** The array of entries; an empty path is the answer itself. */
  items: string;
  link: string;
  title?: string;
  time?: string;
  changed?: string;
  author?: string;
  source?: string;
  /** Body as HTML or as text, where the list carries it in full. */
  html?: string;
  text?: string;
  /** Body as Markdown. */
  markdown?: string;
}

/** What a path of the given JSON leads to; undefined where it leads nowhere. */
export function at(value: unknown, path: string): unknown {
  if (path === "") return value;
  let here = value;
  for (const step of path.split(".")) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}

/** A template with the values of its paths; undefined where one of them is missing. */
export function fill(template: string, value: unknown): string | undefined {
  let whole = true;
  const text = template.replace(/\{([\w.]{1,80})\}/g, (_, path: string) => {
    const found = at(value, path);
    if (typeof found !== "string" && typeof found !== "number") whole = false;
    return encodeURI(String(found));
  });
  return whole ? text : undefined;
}

/**
 * Entries of a JSON answer.
 * @param extend adds to a ref what else its entry tells
 * @throws Error where there is no array at `items`
 */
export function refsOf(
  json: unknown,
  paths: FieldPaths,
  base: string,
  fetchedAt: string,
  extend: (ref: ArticleRef, entry: unknown) => ArticleRef = (ref) => ref,
): ArticleRef[] {
  const items = at(json, paths.items);
  if (!Array.isArray(items)) throw new Error(`no list at "${paths.items}"`);
  return items.flatMap((entry) => {
    const ref = refOf(entry, paths, base, fetchedAt);
    return ref ? [extend(ref, entry)] : [];
  });
}

/**
 * An item from JSON that an interface gives for one article.
 * @returns null where it holds no text
 */
export function detailItem(json: unknown, paths: BodyPaths, ref: ArticleRef, fetchedAt: string): Item | null {
  const { hints } = hintsOf(json, paths, fetchedAt);
  const known = Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined));
  return itemOf(json, paths, { ...ref, hints: { ...ref.hints, ...known } });
}

export type BodyPaths = Omit<FieldPaths, "items" | "link">;

function refOf(entry: unknown, paths: FieldPaths, base: string, fetchedAt: string): ArticleRef | null {
  const href = paths.link.includes("{") ? fill(paths.link, entry) : text(at(entry, paths.link));
  const { hints, time } = hintsOf(entry, paths, fetchedAt);
  const changed = paths.changed ? (listTime(at(entry, paths.changed), fetchedAt)?.time ?? null) : null;
  const ref = articleRef(base, href, { time, changed, hints });
  return ref && { ...ref, item: itemOf(entry, paths, ref) };
}

function hintsOf(entry: unknown, paths: BodyPaths, fetchedAt: string) {
  const written = paths.time ? at(entry, paths.time) : undefined;
  const published = listTime(written, fetchedAt);
  return {
    time: published?.time ?? null,
    hints: {
      title: unescapeHtml(pick(entry, paths.title)),
      published: published?.iso ?? text(written),
      author: pick(entry, paths.author),
      source: pick(entry, paths.source),
    },
  };
}

function itemOf(entry: unknown, paths: BodyPaths, ref: ArticleRef): Item | null {
  const html = pick(entry, paths.html);
  const markdown = pick(entry, paths.markdown);
  const body = markdown === undefined ? pick(entry, paths.text) : plainMarkdown(markdown);
  if (!html && !body) return null;
  return { url: ref.url, ...ref.hints, ...(html ? { html } : { text: body ?? "" }) };
}

function pick(entry: unknown, paths: string | undefined): string | undefined {
  for (const path of paths?.split("|") ?? []) {
    const found = text(at(entry, path));
    if (found !== undefined) return found;
  }
  return undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() ? value.toWellFormed() : undefined;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function unescapeHtml(title: string | undefined): string | undefined {
  return title
    ?.replace(/<[^<>]{0,500}>/g, "")
    .replace(/&(?:#(\d{1,6})|#x([\da-fA-F]{1,5})|(amp|lt|gt|quot|apos|nbsp));/g, (_, dec, hex, name) =>
      name ? (ENTITIES[name] ?? "") : codePoint(dec ? Number(dec) : Number.parseInt(hex, 16)),
    );
}

const codePoint = (code: number): string => (code > 0 && code < 0x110000 ? String.fromCodePoint(code) : "");
