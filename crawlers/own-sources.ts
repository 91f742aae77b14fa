import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { AskError, messageOf } from "../pipeline/types.ts";
import { feed } from "./discover/index.ts";
import type { Outline } from "./opml.ts";
import { defineSource, type Source } from "./source.ts";

const Entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  name: z.string().min(1),
  home: z.url(),
  feed: z.url(),
  /** Entries carry the whole article. */
  full_text: z.boolean().default(false),
  /** Query parameters that belong to an article's address. */
  keep: z.array(z.string()).default([]),
});
const File = z.strictObject({ sources: z.array(Entry).default([]) });

/** A source without code: a feed, as `data/sources.yaml` names it. */
export type OwnSource = z.infer<typeof Entry>;

/**
 * Reads the file of sources without code; none where there is no file.
 * @throws AskError naming file and entry where it does not fit
 */
export function readOwnSources(path: string): OwnSource[] {
  if (!existsSync(path)) return [];
  let content: unknown;
  try {
    content = parse(readFileSync(path, "utf8")) ?? {};
  } catch (error) {
    throw new AskError({ en: `${path}: ${messageOf(error)}`, zh: `${path} 有误:${messageOf(error)}` });
  }
  const file = File.safeParse(content);
  if (file.success) return file.data.sources;
  const what = z.prettifyError(file.error);
  throw new AskError({ en: `${path}: ${what}`, zh: `${path} 有误:${what}` });
}

/**
 * Adds sources to the file, in one step; feeds and ids that stand in it are left alone.
 * @returns those that were added
 */
export function addOwnSources(path: string, added: OwnSource[]): OwnSource[] {
  const known = readOwnSources(path);
  const fresh: OwnSource[] = [];
  for (const source of added) {
    const taken = [...known, ...fresh];
    if (taken.some(({ feed }) => feed === source.feed)) continue;
    fresh.push({ ...source, id: freeId(source.id, new Set(taken.map(({ id }) => id))) });
  }
  if (!fresh.length) return [];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.next`, stringify({ sources: [...known, ...fresh] }));
  renameSync(`${path}.next`, path);
  return fresh;
}

/** The definition behind an entry. Everything that the feed names counts as an article. */
export function ownSource(entry: OwnSource): Source {
  return defineSource({
    id: entry.id,
    name: { zh: entry.name },
    home: entry.home,
    hosts: [...new Set([new URL(entry.home).hostname, new URL(entry.feed).hostname])],
    listings: [feed(entry.feed, { fullText: entry.full_text })],
    article: /^https?:\/\//,
    canonical: { scheme: entry.home.startsWith("http:") ? "http" : "https", keep: entry.keep },
  });
}

/** Entries for the feeds of an outline. */
export function fromOutlines(outlines: Outline[]): OwnSource[] {
  return outlines.flatMap(({ title, feed: address, site }) => {
    if (!URL.canParse(address)) return [];
    const home = site && URL.canParse(site) ? site : new URL(address).origin;
    return [{ id: idOf(home), name: title, home, feed: address, full_text: false, keep: [] }];
  });
}

/** An id after the host: `www.example.com.cn` becomes `example`. */
export function idOf(address: string): string {
  const parts = new URL(address).hostname.split(".").filter((part) => part !== "www");
  const slug = (parts.length > 2 && parts[0] ? parts.slice(0, -1).join("-") : (parts[0] ?? ""))
    .replace(/-(?:com|org|net|gov)$/, "")
    .replace(/[^a-z0-9-]/g, "-");
  return slug.replace(/^-+/, "") || "source";
}

function freeId(wanted: string, taken: Set<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
