import type { Lang } from "../charts/text.ts";

export interface DigestLink {
  name: string;
  url: string;
}

/** One piece of news: one or two sentences, and where the reader can check them. */
export interface DigestItem {
  /** What it is about: a model, a vendor, a word. */
  subject: string;
  text: string;
  links: DigestLink[];
  /** True where the watch list names it. */
  watched: boolean;
}

export interface DigestSection {
  id: string;
  heading: string;
  items: DigestItem[];
}

/** A week in short, in one language; every form and channel is a rendering of it. */
export interface Digest {
  /** ISO week. */
  week: string;
  lang: Lang;
  title: string;
  /** The week in one sentence, and where the reader can check it. */
  lead: string;
  leadLinks: DigestLink[];
  sections: DigestSection[];
  /** Which data it rests on. */
  note: string;
  /** Where the report lies, if it lies anywhere others can read it. */
  reportUrl: string | null;
  /** ISO 8601 instant of making. */
  made: string;
}
