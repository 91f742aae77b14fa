import type { CueHit } from "./cues.ts";
import type { MaskSpan } from "./features-mask.ts";

/** Part of a title that the labels are about; offsets in UTF-16 units. */
export interface Focus {
  start: number;
  end: number;
  /** The title lists several stories. */
  roundup: boolean;
}

const SEPARATOR = /[;；/／|｜丨]/;
/** From so many parts on a title lists stories. */
const STORIES = 3;
/** A part that is this long or longer is a story, a shorter one a rubric or the name of a column. */
const STORY_UNITS = 8;

/**
 * The story that a roundup headline is labelled by: its first about AI. Any other title counts as a whole, without the
 * column's name at its end.
 */
export function focusOf(title: string, cues: readonly CueHit[], names: readonly MaskSpan[]): Focus {
  if (!SEPARATOR.test(title)) return { start: 0, end: title.length, roundup: false };
  const parts = partsOf(title, /[;；]|\s?[/／]\s?|[|｜丨]/g);
  const stories = parts.filter((p) => p.end - p.start >= STORY_UNITS);
  const listed = /[;；]/.test(title) ? stories.length >= 2 : stories.length >= STORIES;
  if (!listed) return { ...withoutColumn(title), roundup: false };
  const about = stories.find((part) => isAboutAi(part, cues, names));
  return { ...(about ?? { start: 0, end: title.length }), roundup: true };
}

function partsOf(title: string, separator: RegExp): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of title.matchAll(separator)) {
    parts.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  parts.push({ start, end: title.length });
  return parts;
}

/** Cuts the name of a column or site off the end: `…｜36氪首发`. */
function withoutColumn(title: string): { start: number; end: number } {
  const at = Math.max(title.lastIndexOf("|"), title.lastIndexOf("｜"), title.lastIndexOf("丨"));
  return { start: 0, end: at > title.length / 2 && title.length - at <= 14 ? at : title.length };
}

function isAboutAi(part: { start: number; end: number }, cues: readonly CueHit[], names: readonly MaskSpan[]): boolean {
  const inside = (span: { start: number; end: number }) => span.start >= part.start && span.end <= part.end;
  if (cues.some((cue) => cue.groups.includes("relevance.strong") && inside(cue))) return true;
  return names.some((name) => MODEL_LETTERS.has(name.cls) && inside(name));
}

/** Class letters of models and of makers that bear a model's name: see `MASK_CLASSES`. */
const MODEL_LETTERS = new Set(["\uE003", "\uE004", "\uE005", "\uE007"]);
