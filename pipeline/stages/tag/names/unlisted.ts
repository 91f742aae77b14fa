import type { Lexicon, LexiconModel } from "../../../lexicon.ts";
import type { Segmented } from "../../segment/index.ts";
import { chunksOf, openingsOf } from "./chunks.ts";
import type { FoundName, NameField } from "./index.ts";
import { latinRuns } from "./latin.ts";
import { quotesOf } from "./quotes.ts";
import type { NameWords } from "./words.ts";

/** Patterns are read in the title and this much of the text (UTF-16 units); what comes later is no subject. */
export const PATTERN_UNITS = 400;

/** Names that no list has, by the patterns they stand in. A stretch may be proposed as vendor and as model. */
export function findUnlisted(lexicon: Lexicon, segmented: Segmented, field: NameField, words: NameWords): FoundName[] {
  const head = segmented.text.length > PATTERN_UNITS ? headOf(segmented) : segmented;
  const hits = new Map<number, FoundName>();
  const add = (kind: "vendor" | "model", start: number, end: number, rule: string, base: LexiconModel | null) => {
    const key = (start * 1024 + (end - start)) * 2 + Number(kind === "vendor");
    if (!hits.has(key)) hits.set(key, unlisted(lexicon, head.text, { kind, start, end, rule, field }, base));
  };
  for (const { start, end } of quotesOf(head.text)) {
    if (head.names.some((name) => name.start <= start && name.end >= end)) continue;
    add("model", start, end, "pattern:quoted", null);
    add("vendor", start, end, "pattern:quoted", null);
  }
  for (const { start, end, nameEnd, entry } of head.names)
    if (end > nameEnd && entry.models.length === 0) add("model", start, end, "pattern:vendor-version", null);
  for (const { kind, start, end, rule } of chunksOf(head, words)) add(kind, start, end, rule, null);
  if (field === "title")
    for (const { kind, start, end, rule } of openingsOf(head, words)) add(kind, start, end, rule, null);
  for (const run of latinRuns(head, words)) {
    if (run.continues >= 0) {
      const base = head.names.find((name) => name.start === run.continues)?.entry.models[0]?.row ?? null;
      add("model", run.continues, run.end, "pattern:continued", base);
      continue;
    }
    add("model", run.start, run.end, "pattern:latin", null);
    add("vendor", run.start, run.end, "pattern:latin", null);
  }
  return [...hits.values()];
}

/** The part of a text that patterns are read in. */
function headOf(segmented: Segmented): Segmented {
  const { text, folded, tokens, names, points } = segmented;
  const end = tokens.find((token) => token.end >= PATTERN_UNITS)?.end ?? text.length;
  return {
    text: text.slice(0, end),
    folded: folded.subarray(0, end),
    tokens: tokens.slice(0, tokens.findIndex((token) => token.end >= end) + 1),
    names: names.filter((name) => name.end <= end),
    points,
  };
}

interface Place {
  kind: "vendor" | "model";
  start: number;
  end: number;
  rule: string;
  field: NameField;
}

function unlisted(lexicon: Lexicon, text: string, place: Place, base: LexiconModel | null): FoundName {
  const written = text.slice(place.start, place.end);
  const slug = place.kind === "vendor" ? written.toLowerCase().replaceAll(" ", "-") : null;
  const vendor = slug ?? base?.vendor ?? null;
  return {
    kind: place.kind,
    id: slug ?? base?.name ?? written,
    name: written,
    vendor,
    vendorRow: base?.vendor ? (lexicon.vendorById.get(base.vendor) ?? null) : null,
    modelRow: base,
    version: null,
    written,
    field: place.field,
    start: place.start,
    end: place.end,
    rule: place.rule,
    score: 0.3,
  };
}
