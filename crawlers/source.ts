import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { AskError, type ExtractRule, messageOf } from "../pipeline/types.ts";
import type { CanonicalRules } from "./canonical.ts";
import type { Listing } from "./discover/index.ts";

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/, "a day is written YYYY-MM-DD");
const Host = z
  .string()
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, "a host is written in lower case, without scheme and port");

const Rule = z.strictObject({
  from: Day,
  title: z.string().optional(),
  body: z.string().optional(),
  lead: z.string().optional(),
  time: z.string().optional(),
  author: z.string().optional(),
  source: z.string().optional(),
  remove: z.array(z.string()).optional(),
  state: z
    .strictObject({
      name: z.string(),
      title: z.string().optional(),
      body: z.string().optional(),
      published: z.string().optional(),
      author: z.string().optional(),
      source: z.string().optional(),
    })
    .optional(),
});

const isListing = (value: unknown): value is Listing =>
  typeof value === "object" && value !== null && "read" in value && "first" in value;
const ListingSchema = z.custom<Listing>(isListing, "a listing is made by feed, listPage, jsonApi, wordpress, …");

const Definition = z.strictObject({
  /** Slug that the archive and the database name it by; never changed. */
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1).optional() }),
  home: z.url(),
  /** `news` unless said: `official` notices, `releases` of code and weights, a `vendor`'s own pages. */
  kind: z.enum(["news", "official", "releases", "vendor"]).default("news"),
  /** Hosts that its pages and lists lie on; redirects that lead elsewhere are dropped. */
  hosts: z.array(Host).min(1),
  /** Ways to list its articles, cheapest first; the next is tried where one gives nothing. An array is read as one. */
  listings: z.array(z.union([ListingSchema, z.array(ListingSchema).min(1)])).min(1),
  /** What an article's address looks like; other links of a list are left alone. */
  article: z.instanceof(RegExp).refine(({ flags }) => !/[gy]/.test(flags), "flags g and y make a pattern remember"),
  canonical: z
    .strictObject({
      scheme: z.enum(["https", "http"]).optional(),
      hosts: z.record(Host, Host).default({}),
      keep: z.array(z.string()).default([]),
      rewrite: z.array(z.tuple([z.instanceof(RegExp), z.string()])).default([]),
    })
    .prefault({}),
  /** What fetches its articles. */
  engine: z.enum(["http", "browser"]).default("http"),
  /** How its pages write times, in letters `YYYY MM DD HH mm ss`; the check compares. */
  timeFormat: z.string().optional(),
  /** Dated rules, oldest first. */
  extract: z.array(Rule).default([]),
  /** Phrases that its pages carry in or around every article. */
  boilerplate: z.array(z.string()).default([]),
  /** Seconds between two requests to one of its hosts, where it asks for more than the usual pause. */
  pace: z.number().positive().max(600).optional(),
  /** Day on which a check on the live site last found everything as defined; null until then. */
  confirmed: Day.nullable().default(null),
});

export type SourceDefinition = z.input<typeof Definition>;

/** A source, checked and with its defaults. */
export interface Source extends Omit<z.infer<typeof Definition>, "canonical" | "extract" | "listings"> {
  canonical: CanonicalRules;
  extract: ExtractRule[];
  /** Ways in order; what stands in one way is read together. */
  listings: Listing[][];
}

/**
 * Checks a source's definition.
 * @throws AskError naming the source and what does not fit
 */
export function defineSource(definition: SourceDefinition): Source {
  const checked = Definition.safeParse(definition);
  if (!checked.success) {
    const id = String((definition as { id?: unknown })?.id ?? "?");
    const what = z.prettifyError(checked.error);
    throw new AskError({ en: `source "${id}": ${what}`, zh: `来源“${id}”定义有误:${what}` });
  }
  const { canonical, extract, listings, ...rest } = checked.data;
  return {
    ...rest,
    canonical: { ...canonical, scheme: canonical.scheme ?? (rest.home.startsWith("http:") ? "http" : "https") },
    extract: extract as ExtractRule[],
    listings: listings.map((way) => (Array.isArray(way) ? way : [way])),
  };
}

/**
 * Loads every source of a folder: one file a source, default export or an export named `source`.
 * @throws AskError naming the file that is none, or the two that share an id
 */
export async function loadSources(dir: string): Promise<Source[]> {
  if (!existsSync(dir)) {
    throw new AskError({ en: `no folder of sources at ${dir}`, zh: `找不到来源目录 ${dir}` });
  }
  const files = readdirSync(dir)
    .filter((name) => /\.(?:js|ts)$/.test(name) && !name.endsWith(".d.ts"))
    .sort();
  const sources = await Promise.all(files.map((name) => loadSource(join(dir, name))));
  for (const [at, source] of sources.entries()) {
    const other = sources.findIndex(({ id }) => id === source.id);
    if (other !== at) {
      const two = `${files[other]}, ${files[at]}`;
      throw new AskError({
        en: `two sources are called "${source.id}": ${two}`,
        zh: `有两个来源都叫“${source.id}”:${two}`,
      });
    }
  }
  return sources;
}

async function loadSource(path: string): Promise<Source> {
  try {
    const module = (await import(pathToFileURL(path).href)) as { default?: Source; source?: Source };
    const source = module.source ?? module.default;
    if (!source) throw new Error("exports no `source`");
    return source;
  } catch (error) {
    throw new AskError(
      { en: `${path}: ${messageOf(error)}`, zh: `来源文件 ${path} 有误:${messageOf(error)}` },
      { cause: error },
    );
  }
}
