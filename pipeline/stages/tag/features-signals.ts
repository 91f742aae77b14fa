import type { CueHit } from "./cues.ts";
import type { Signal } from "./features.ts";
import { MASK_CLASSES, type MaskSpan } from "./features-mask.ts";

const CLASS_NAMES = new Map<string, string>(Object.entries(MASK_CLASSES).map(([name, letter]) => [letter, name]));
const MODEL_CLASSES = new Set(["general", "industry", "application", "other", "unknown"]);

/** What the signals of one item are read from; spans and hits sorted by start, offsets in UTF-16 units. */
export interface SignalSource {
  title: string;
  hasText: boolean;
  titleCues: readonly CueHit[];
  leadCues: readonly CueHit[];
  titleNames: readonly MaskSpan[];
  leadNames: readonly MaskSpan[];
}

/** Named signals of an item: cue groups, classes of names, and how they stand to each other. */
export function findSignals(source: SignalSource): Signal[] {
  const signals: Signal[] = [];
  const add = (name: string, field: 0 | 1 = 0, start = -1, end = -1) => signals.push({ name, field, start, end });
  addShape(source, add);
  addCues("t", 0, source.titleCues, add);
  addCues("l", 1, source.leadCues, add);
  addNames("t", 0, source.titleNames, add);
  addNames("l", 1, source.leadNames, add);
  addPairs(source, add);
  return signals;
}

type Add = (name: string, field?: 0 | 1, start?: number, end?: number) => void;

function addShape({ title, hasText, titleNames }: SignalSource, add: Add): void {
  add(hasText ? "shape:text" : "shape:title-only");
  add(`shape:length-${Math.min(6, title.length >> 3)}`);
  if (/[？?]/.test(title)) add("shape:question");
  if (/[；;]/.test(title) || title.split(/[|/｜]/).length > 2) add("shape:roundup");
  if (/[「“"『《]/.test(title)) add("shape:quoted");
  if (/[：:]/.test(title)) add("shape:colon");
  add(`names:${Math.min(3, titleNames.length)}`);
}

function addCues(place: string, field: 0 | 1, cues: readonly CueHit[], add: Add): void {
  for (const cue of cues) for (const group of cue.groups) add(`${place}:${group}`, field, cue.start, cue.end);
}

function addNames(place: string, field: 0 | 1, names: readonly MaskSpan[], add: Add): void {
  names.forEach((span, i) => {
    const cls = CLASS_NAMES.get(span.cls) ?? "";
    add(`${place}:name:${cls}`, field, span.start, span.end);
    if (i === 0) add(`${place}:first:${cls}`, field, span.start, span.end);
    if (span.start === 0) add(`${place}:opens:${cls}`, field, span.start, span.end);
  });
  const model = names.find((s) => MODEL_CLASSES.has(CLASS_NAMES.get(s.cls) ?? ""));
  if (model) add(`${place}:firstModel:${CLASS_NAMES.get(model.cls)}`, field, model.start, model.end);
  else add(`${place}:noModel`, field);
}

/** Cues with the names around them, and event cues with tier cues: who does what to what. */
function addPairs({ titleCues, titleNames }: SignalSource, add: Add): void {
  const groupsOf = (room: string, cue: CueHit) => cue.groups.filter((g) => g.startsWith(room));
  for (const cue of titleCues) {
    const groups = groupsOf("event.", cue);
    if (!groups.length) continue;
    const before = titleNames.findLast((s) => s.end <= cue.start);
    const after = titleNames.find((s) => s.start >= cue.end);
    for (const group of groups) {
      add(
        `pair:${CLASS_NAMES.get(before?.cls ?? "") ?? "-"}>${group}>${CLASS_NAMES.get(after?.cls ?? "") ?? "-"}`,
        0,
        cue.start,
        cue.end,
      );
      for (const other of titleCues) {
        if (other === cue) continue;
        const side = other.start >= cue.end ? ">" : "<";
        for (const tier of groupsOf("tier.", other)) add(`pair:${group}${side}${tier}`, 0, cue.start, other.end);
        if (side === ">")
          for (const event of groupsOf("event.", other)) add(`pair:${group}${side}${event}`, 0, cue.start, other.end);
      }
    }
  }
}
