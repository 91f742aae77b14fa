/** What clustering reads of an article. */
export interface ClusterItem {
  id: string;
  title: string;
  text: string;
  /** Day in Asia/Shanghai, `YYYY-MM-DD`, or null. */
  day: string | null;
  /** Instant, ISO 8601 with offset, or null. */
  published: string | null;
  /** Name of the site or feed that carried it. */
  publisher: string;
  /** Original publication where the page names one. */
  source: string | null;
}

/**
 * Two items that belong together, `a` before `b` in code-unit order.
 * `reprint`: one text (or headline) is the other, edited, cut or wrapped; `part`: the shorter is a small part of a longer
 * item under another headline, as in a roundup; `same_event`: other words about the same event.
 */
export interface Edge {
  a: string;
  b: string;
  kind: "reprint" | "part" | "same_event";
  /** `reprint`, `part`: share of the shorter text found in the longer, or the probability for headlines; 0–1. */
  score: number;
  /** Shingles of text in common, 0 for headlines: which of several hosts a part belongs to. */
  overlap: number;
}

/** What making a story needs of its members. */
export interface StoryItem extends Omit<ClusterItem, "text"> {
  textLength: number;
}

/** A person's word: these two are one story, or this one is joined only to what people join it to. */
export type StoryOverride = { merge: [string, string] } | { split: string };
