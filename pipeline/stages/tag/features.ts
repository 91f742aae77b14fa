import { hasPlainCase, lowerUnit } from "../segment/fold.ts";
import { type FeatureBuffer, hashStep, hashText } from "./features-buffer.ts";
import type { Masked } from "./features-mask.ts";

/** The groups of features; a group's position is its number in the buffer. */
export const GROUPS = [
  "titleRaw",
  "titleMasked",
  "titleWords",
  "leadMasked",
  "leadWords",
  "bodyWords",
  "both",
  "signals",
] as const;
export type Group = (typeof GROUPS)[number];

/** How much each group weighs; 0 leaves it out. */
export type GroupWeights = Readonly<Record<Group, number>>;

export const GROUP_WEIGHTS: GroupWeights = {
  titleRaw: 1,
  titleMasked: 1,
  titleWords: 1,
  leadMasked: 0.7,
  leadWords: 0.7,
  bodyWords: 0.4,
  both: 0.7,
  signals: 4,
};

/** How much of the text is read: the lead for phrases, the body for words (UTF-16 units). */
export const LEAD_UNITS = 160;
export const BODY_UNITS = 700;

/** What the features of one item are made of. */
export interface FeatureSource {
  title: string;
  /** The part of the title that counts. */
  titleStart: number;
  titleEnd: number;
  titleMasked: Masked;
  /** The first `LEAD_UNITS` of the text, empty where it only repeats the title. */
  leadMasked: Masked;
  /** The words after the lead, up to `BODY_UNITS`. */
  bodyMasked: Masked;
  /** Named signals: lexicon hits and cues, each with its span where it has one. */
  signals: readonly Signal[];
}

export interface Signal {
  name: string;
  field: 0 | 1;
  start: number;
  end: number;
}

const seeds = GROUPS.map((group) => hashText(group));

/** Fills the buffer with the features of an item, normalised by group. */
export function extractFeatures(source: FeatureSource, into: FeatureBuffer, weights: GroupWeights): void {
  into.reset();
  if (weights.titleRaw > 0) addRaw(into, source, 0);
  if (weights.titleMasked > 0) addUnits(into, source.titleMasked, 1, 0, 1, 4);
  if (weights.titleWords > 0) addPhrases(into, source.titleMasked, 2, 0, true);
  if (weights.leadMasked > 0) addUnits(into, source.leadMasked, 3, 1, 2, 3);
  if (weights.leadWords > 0) addPhrases(into, source.leadMasked, 4, 1, false);
  if (weights.bodyWords > 0) addWords(into, source.bodyMasked, 5, 1);
  if (weights.both > 0) {
    addWords(into, source.titleMasked, 6, 0);
    addWords(into, source.leadMasked, 6, 1);
  }
  if (weights.signals > 0)
    for (const s of source.signals) into.add(hashText(s.name, seeds[7]), 7, s.field, s.start, s.end);
  into.normalise(GROUPS.map((group) => weights[group]));
}

/** Character 1–3-grams of the title as it is written, lower-cased. */
function addRaw(into: FeatureBuffer, { title, titleStart, titleEnd }: FeatureSource, group: number): void {
  const text = hasPlainCase(title) ? title : title.toLowerCase();
  const seed = seeds[group] ?? 0;
  for (let i = titleStart; i < titleEnd; i++) {
    let hash = seed;
    for (let n = 0; n < 3 && i + n < titleEnd; n++) {
      hash = hashStep(hash, lowerUnit(text.charCodeAt(i + n)));
      into.add(hash, group, 0, i, i + n + 1);
    }
  }
}

/** N-grams of masked units. */
function addUnits(into: FeatureBuffer, masked: Masked, group: number, field: number, from: number, to: number): void {
  const { units, starts, ends } = masked;
  const seed = seeds[group] ?? 0;
  for (let i = 0; i < units.length; i++) {
    let hash = seed;
    for (let n = 0; n < to && i + n < units.length; n++) {
      hash = hashStep(hash, units.charCodeAt(i + n));
      if (n + 1 >= from) into.add(hash, group, field, starts[i] ?? 0, ends[i + n] ?? 0);
    }
  }
}

/** Words, pairs of neighbours, and (in titles) pairs up to five words apart: verb and object with words between. */
function addPhrases(into: FeatureBuffer, masked: Masked, group: number, field: number, skips: boolean): void {
  const { words } = masked;
  const seed = seeds[group] ?? 0;
  const hashes = words.map((w) => hashText(w.word, seed));
  for (let i = 0; i < words.length; i++) {
    const a = words[i];
    const hash = hashes[i];
    if (!a || hash === undefined) continue;
    into.add(hash, group, field, a.start, a.end);
    const last = Math.min(words.length, i + (skips ? 6 : 2));
    for (let j = i + 1; j < last; j++) {
      const b = words[j];
      if (b) into.add(hashText(b.word, hashStep(hash, j === i + 1 ? 1 : 2)), group, field, a.start, b.end);
    }
    if (i === 0) into.add(hashStep(hash, 3), group, field, a.start, a.end);
  }
}

function addWords(into: FeatureBuffer, masked: Masked, group: number, field: number): void {
  const seed = seeds[group] ?? 0;
  for (const w of masked.words) into.add(hashText(w.word, seed), group, field, w.start, w.end);
}
