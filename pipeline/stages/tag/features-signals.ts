import type { CueHit } from "./cues.ts";
import type { Signal } from "./features.ts";
import { MASK_CLASSES, type Masked, type MaskSpan, type Word } from "./features-mask.ts";

const CLASS_NAMES = new Map<string, string>(Object.entries(MASK_CLASSES).map(([name, letter]) => [letter, name]));
const MODEL_CLASSES = new Set(["general", "industry", "application", "other", "unknown"]);

/** A name with what the signals ask of it. */
export type SignalName = MaskSpan & { versioned: boolean };

/** One field as the signals see it; spans and hits sorted by start, offsets in UTF-16 units. */
export interface SignalField {
  text: string;
  masked: Masked;
  cues: readonly CueHit[];
  names: readonly SignalName[];
}

export interface SignalSource {
  title: SignalField;
  lead: SignalField;
  roundup: boolean;
}

type Add = (name: string, start?: number, end?: number) => void;

/** Named signals of an item: cue groups, classes of names, and how they stand to each other. */
export function findSignals({ title, lead, roundup }: SignalSource): Signal[] {
  const signals: Signal[] = [];
  const adder =
    (place: string, field: 0 | 1): Add =>
    (name, start = -1, end = -1) =>
      signals.push({ name: `${place}:${name}`, field, start, end });
  const hasText = lead.masked.words.length > 0;
  addShape(title, hasText, roundup, adder("shape", 0));
  for (const [place, field, index] of [
    ["t", title, 0],
    ["l", lead, 1],
  ] as const) {
    const add = adder(place, index);
    for (const cue of field.cues) for (const group of cue.groups) add(group, cue.start, cue.end);
    addNames(field.names, add);
    addActs(field, add);
  }
  return signals;
}

function addShape({ text, names }: SignalField, hasText: boolean, roundup: boolean, add: Add): void {
  add(hasText ? "text" : "title-only");
  add(`length-${Math.min(6, text.length >> 3)}`);
  if (/[？?]/.test(text)) add("question");
  if (/[！!]/.test(text)) add("exclamation");
  if (roundup) add("roundup");
  if (/[「“"『《]/.test(text)) add("quoted");
  if (/[：:]/.test(text)) add("colon");
  add(`names-${Math.min(3, names.length)}`);
}

function addNames(names: readonly SignalName[], add: Add): void {
  names.forEach((span, i) => {
    const cls = nameOf(span);
    add(`name:${cls}`, span.start, span.end);
    if (i === 0) add(`first:${cls}`, span.start, span.end);
  });
  const model = names.find((s) => MODEL_CLASSES.has(CLASS_NAMES.get(s.cls) ?? ""));
  if (model) add(`firstModel:${nameOf(model)}`, model.start, model.end);
  else add("noModel");
}

function nameOf(span: SignalName | undefined): string {
  const cls = CLASS_NAMES.get(span?.cls ?? "") ?? "-";
  return span?.versioned ? `${cls}+` : cls;
}

/**
 * Who does what to what: every event cue with the names before and after it, with what follows at once, and with the
 * head of the clause, which in Chinese stands last.
 */
function addActs({ text, masked, cues, names }: SignalField, add: Add): void {
  let first = true;
  for (const cue of cues) {
    const groups = cue.groups.filter((g) => g.startsWith("event."));
    if (!groups.length) continue;
    const before = names.findLast((s) => s.end <= cue.start);
    const after = names.find((s) => s.start >= cue.end);
    const clauseEnd = endOfClause(text, cue.end);
    const inClause = after && after.start < clauseEnd ? after : undefined;
    const follows = after && masked.words.filter((w) => w.start >= cue.end && w.start < after.start).length <= 1;
    const head = headOf(masked.words, cue.end, clauseEnd);
    for (const group of groups) {
      if (first) add(`firstAct:${group}`, cue.start, cue.end);
      add(`act:${nameOf(before)}>${group}>${nameOf(inClause)}`, cue.start, inClause?.end ?? cue.end);
      add(`after:${group}>${nameOf(inClause)}`, cue.start, inClause?.end ?? cue.end);
      if (follows) add(`object:${group}>${nameOf(after)}`, cue.start, after.end);
      if (head) add(`head:${group}>${head.word}`, cue.start, head.end);
      addNearby(group, cue, cues, clauseEnd, add);
    }
    first = false;
  }
}

function addNearby(group: string, cue: CueHit, cues: readonly CueHit[], clauseEnd: number, add: Add): void {
  for (const other of cues) {
    if (other === cue) continue;
    const side = other.start >= cue.end ? ">" : "<";
    for (const name of other.groups) {
      if (name.startsWith("tier.")) {
        add(`pair:${group}${side}${name}`, Math.min(cue.start, other.start), Math.max(cue.end, other.end));
        if (other.start >= cue.end && other.end === clauseEnd) add(`ends:${group}>${name}`, cue.start, other.end);
      } else if (side === ">" && name.startsWith("event.")) add(`pair:${group}>${name}`, cue.start, other.end);
    }
  }
}

function endOfClause(text: string, from: number): number {
  for (let i = from; i < text.length; i++)
    if ("，。；：！？,;:!?、|｜丨\n".includes(text[i] ?? "") || (text[i] === " " && i > from + 2)) return i;
  return text.length;
}

function headOf(words: readonly Word[], from: number, to: number): Word | undefined {
  return words.findLast((w) => w.start >= from && w.end <= to && w.word.length > 0);
}
