import { z } from "zod";
import type { Event, Evidence, Industry, Tags, Tier } from "./label-types.ts";
import type { PagePlace, SeriesPage } from "./page-types.ts";

export * from "./errors.ts";
export * from "./label-types.ts";
export * from "./page-types.ts";

/** `YYYY-MM-DD` */
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** What a listing already told about an article before it was fetched. Strings as the source wrote them. */
export const Hints = z.object({
  title: z.string().optional(),
  published: z.string().optional(),
  author: z.string().optional(),
  source: z.string().optional(),
});
export type Hints = z.infer<typeof Hints>;

/**
 * One archived response or imported item: where its bytes lie and how they came.
 * `kind`: `page` fetched by HTTP, `rendered` saved from a browser, `entry` a feed or API entry with full text
 * (body is JSON of an `Item`), `import` an imported item (JSON of an `Item`).
 */
export const Capture = z.object({
  /** Hex digest of address and fetch time; the same for the same record wherever it is read. */
  id: z.string(),
  url: z.string(),
  /** ISO 8601 instant in UTC. */
  fetchedAt: z.string(),
  status: z.number().int(),
  contentType: z.string(),
  kind: z.enum(["page", "rendered", "entry", "import"]),
  sourceId: z.string().nullable(),
  /** `sha1:` and the base32 digest of the payload, as WARC writes it. */
  digest: z.string(),
  hints: Hints,
  warcFile: z.string(),
  warcOffset: z.number().int(),
  warcLength: z.number().int(),
});
export type Capture = z.infer<typeof Capture>;

/** A capture with its payload (decompressed entity body), as the archive reader yields it. */
export interface CapturedRecord {
  capture: Capture;
  body: Buffer;
}

/** A news item as people import it and as feeds and APIs give it: one line of JSON. */
export const Item = z.object({
  id: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  /** HTML body where the source gives HTML instead of text. */
  html: z.string().nullish(),
  published: z.string().nullish(),
  date: z.string().nullish(),
  source: z.string().nullish(),
  author: z.string().nullish(),
  url: z.string().nullish(),
  kind: z.string().nullish(),
});
export type Item = z.infer<typeof Item>;

export type PublishedFrom =
  | "json-ld"
  | "meta"
  | "element"
  | "text"
  | "state"
  | "feed"
  | "address"
  | "import"
  | "registry";

/** Something that extraction took away, kept so that a person can see it. */
export interface Removed {
  text: string;
  reason: string;
}

/** Dated selectors of one source: rules hold for captures fetched at or after `from` (`YYYY-MM-DD`). */
export interface ExtractRule {
  from: string;
  title?: string;
  /** CSS selectors of the body container(s), first that matches wins unless `joinBodies`. */
  body?: string;
  /** CSS selector of a lead paragraph outside the body. */
  lead?: string;
  time?: string;
  author?: string;
  source?: string;
  remove?: string[];
  /** Where the page keeps its article in embedded JSON: global variable name or script id, and dotted paths. */
  state?: { name: string; title?: string; body?: string; published?: string; author?: string; source?: string };
}

/** What extraction makes of one page. Times: ISO 8601 with offset (Beijing where the page names none), or a day. */
export interface Extracted {
  title: string;
  text: string;
  published: string | null;
  publishedPrecision: "second" | "minute" | "day" | null;
  publishedFrom: PublishedFrom | null;
  /** The original publication, not the site that reprints it. */
  source: string | null;
  author: string | null;
  canonicalUrl: string | null;
  lang: "zh" | "zh-Hant" | "en" | "other";
  removed: Removed[];
  /** Which rule gave the body: `source:<from>`, `json-ld`, `state`, `generic`, … */
  rule: string;
  /** Items of a digest page, in page order, where the page is one. */
  parts: { title: string; text: string }[];
  /** Address of the same article's next page, where its pager names one. */
  nextPageUrl: string | null;
  page: PagePlace | null;
}

/** An item that a stage refused, with the reason it is counted under. */
export interface Dropped {
  dropped: string;
  detail?: string;
}

export interface Article {
  /** Hex digest of the canonical address, or of address, title and day where the address is missing or shared. */
  id: string;
  /** The id it came with (imports). */
  externalId: string | null;
  captureId: string;
  /** The digest page's article that this one is an item of. */
  parentId: string | null;
  url: string | null;
  sourceId: string;
  /** Name of the site or feed that carried it. */
  publisher: string;
  /** Original publication where the page names one. */
  source: string | null;
  author: string | null;
  title: string;
  text: string;
  lang: string;
  kind: "title" | "paragraph" | "article";
  /** ISO 8601 with offset, or null. */
  published: string | null;
  /** Day in Asia/Shanghai, or null. */
  publishedDay: string | null;
  publishedPrecision: "second" | "minute" | "day" | null;
  publishedFrom: PublishedFrom | null;
  fetchedAt: string;
  rule: string;
  removed: Removed[];
  /** Where it is one page of several. */
  page?: SeriesPage;
}

export type StoryRelation = "lead" | "reprint";

export interface Story {
  id: string;
  leadId: string;
  /** Score: containment of the shorter text's shingles in the lead's, 0–1; 1 for the lead itself. */
  members: { articleId: string; relation: StoryRelation; score: number }[];
}

/** Different texts about one event: weaker than a reprint and kept apart from it. */
export interface StoryLink {
  a: string;
  b: string;
  relation: "same_event";
  score: number;
}

export interface TaggedArticle {
  article: Article;
  tags: Tags;
}

export type Basis = "news" | "registry";

/** One value of a launch with what it rests on; conflicting values stand side by side, the better sourced is shown. */
export interface LaunchValue {
  field: string;
  value: string;
  basis: Basis;
  articleId: string | null;
  evidence: Evidence | null;
  attribution: string | null;
  shown: boolean;
}

export interface Launch {
  /** vendor/model/version slug. */
  id: string;
  vendorId: string | null;
  model: string;
  version: string | null;
  tier: Tier;
  industries: Industry[];
  status: "launched" | "updated" | "planned" | "beta" | "filed";
  /** Day, `YYYY-MM-DD` (first of the month where only the month is known), or null. */
  date: string | null;
  datePrecision: "day" | "month" | null;
  parameters: number | null;
  context: number | null;
  modality: string[];
  openWeights: boolean | null;
  licence: string | null;
  delivery: string[];
  /** CNY per million tokens where known. */
  price: number | null;
  basis: Basis;
  confidence: number;
  values: LaunchValue[];
  articles: { articleId: string; event: Event }[];
}

export const PublishedDay = day;
