import type { Lexicon, LexiconModel, LexiconVendor } from "../../../lexicon.ts";
import type { NameSpan, Segmented } from "../../segment/index.ts";
import { hasDigit, VersionReader } from "../../segment/version.ts";
import { type Chunk, chunksOf, openingsOf } from "./chunks.ts";
import type { FoundName, NameField } from "./index.ts";
import { joinedOf } from "./joined.ts";
import { versionAfterVerb } from "./later.ts";
import { latinRuns } from "./latin.ts";
import { partsOf } from "./parts.ts";
import { quotesOf } from "./quotes.ts";
import { seriesOf } from "./series.ts";
import { type NameWords, nameWords } from "./words.ts";

/** Patterns are read in the title and this much of the text (UTF-16 units); what comes later is no subject. */
export const PATTERN_UNITS = 600;

/** What unlisted names are looked for with. */
export interface UnlistedNames {
  lexicon: Lexicon;
  words: NameWords;
  versions: VersionReader;
  /** Ids of vendors of which several models are listed: their name alone is no product's. */
  makers: ReadonlySet<string>;
}

const SEVERAL = 3;

export function unlistedNames(lexicon: Lexicon): UnlistedNames {
  const counts = new Map<string, number>();
  for (const { vendor } of lexicon.models) if (vendor) counts.set(vendor, (counts.get(vendor) ?? 0) + 1);
  const makers = new Set([...counts].filter(([, count]) => count >= SEVERAL).map(([vendor]) => vendor));
  return { lexicon, words: nameWords(lexicon.vocabulary), versions: new VersionReader(lexicon.vocabulary), makers };
}

/** Names that no list has, by the patterns they stand in. A stretch may be proposed as vendor and as model. */
export function findUnlisted(
  { lexicon, words, versions, makers }: UnlistedNames,
  segmented: Segmented,
  field: NameField,
): FoundName[] {
  const head = segmented.text.length > PATTERN_UNITS ? headOf(segmented) : segmented;
  const hits = new Map<number, FoundName>();
  const add = (kind: Chunk["kind"], start: number, end: number, rule: string, base: Base = {}) => {
    if (!LETTER.test(head.text.slice(start, end))) return;
    const key = (start * 1024 + (end - start)) * 2 + Number(kind === "vendor");
    if (!hits.has(key)) hits.set(key, unlisted(lexicon, head.text, { kind, start, end, rule, field }, base));
  };
  const addVersioned = (start: number, end: number) => {
    const versioned = versions.endOf(head.folded, end);
    if (versioned > end && hasDigit(head.folded, end, versioned)) add("model", start, versioned, "pattern:versioned");
  };
  for (const { start, end } of quotesOf(head.text)) {
    if (head.names.some((name) => name.start <= start && name.end >= end)) continue;
    add("model", start, end, "pattern:quoted");
    add("vendor", start, end, "pattern:quoted");
  }
  for (const { start, end, nameEnd, entry } of head.names)
    if (end > nameEnd && entry.models.length === 0)
      add("model", start, end, "pattern:vendor-version", { maker: entry.vendors[0]?.row });
  for (const { kind, start, end, rule } of chunksOf(head, words)) {
    add(kind, start, end, rule);
    if (kind === "model") addVersioned(start, end);
  }
  if (field === "title") for (const { kind, start, end, rule } of openingsOf(head, words)) add(kind, start, end, rule);
  for (const name of head.names) {
    const { start, nameEnd, entry } = name;
    if (mayBeProduct(name, head.text, makers))
      add("model", start, nameEnd, "pattern:vendor-name", { maker: entry.vendors[0]?.row });
    if (mayBeMaker(name)) add("vendor", start, nameEnd, "pattern:model-name");
  }
  const runs = latinRuns(head, words);
  for (const { kind, start, end, rule } of partsOf(head, runs, words)) {
    add(kind, start, end, rule);
    addVersioned(start, end);
  }
  for (const { kind, start, end, rule } of [...seriesOf(head), ...joinedOf(head, runs, field)])
    add(kind, start, end, rule);
  for (const run of runs) {
    const end = versions.endOf(head.folded, run.end);
    if (run.continues >= 0) {
      const base = head.names.find((name) => name.start === run.continues)?.entry;
      const model = base?.models[0]?.row;
      add("model", run.continues, end, "pattern:continued", model ? { model } : { maker: base?.vendors[0]?.row });
      continue;
    }
    add("model", run.start, end, "pattern:latin");
    add("vendor", run.start, run.end, "pattern:latin");
    const first = head.text.slice(run.start, run.end).indexOf(" ");
    if (first > 1) add("vendor", run.start, run.start + first, "pattern:latin-first");
  }
  return [...hits.values()];
}

/** A number alone is no name. */
const LETTER = /\p{L}/u;

/** A product often bears its maker's name, where the lists have only the maker. */
function mayBeProduct({ start, nameEnd, end, entry }: NameSpan, text: string, makers: ReadonlySet<string>): boolean {
  if (end > nameEnd || entry.models.length > 0 || isInAddress(text, start, end)) return false;
  return entry.vendors.some(({ row }) => MAKES_ONE.has(row.kind) && !makers.has(row.id)) && isLatin(text, start, end);
}

const MAKES_ONE: ReadonlySet<LexiconVendor["kind"]> = new Set(["startup", "foreign", "industry_company", "integrator"]);
const isInAddress = (text: string, start: number, end: number): boolean =>
  /[/@.]/.test(text[start - 1] ?? "") || /^(?:[/@:]|\.[a-z])/.test(text.slice(end, end + 2));
const isLatin = (text: string, start: number, end: number): boolean => /^[\x20-\x7e]+$/.test(text.slice(start, end));

/** A maker often bears its product's name, where the lists have only the product. */
function mayBeMaker({ entry }: NameSpan): boolean {
  return entry.vendors.length === 0 && entry.models.some(({ row }) => row.vendor === null && row.kind !== "other");
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

interface Place extends Chunk {
  field: NameField;
}

/** What of the lexicon a name goes on from: a model, or the vendor that it begins with. */
interface Base {
  model?: LexiconModel | undefined;
  maker?: LexiconVendor | undefined;
}

function unlisted(lexicon: Lexicon, text: string, place: Place, { model, maker }: Base): FoundName {
  const written = text.slice(place.start, place.end);
  const slug = place.kind === "vendor" ? written.toLowerCase().replaceAll(" ", "-") : null;
  const owner = maker ?? (model?.vendor ? lexicon.vendorById.get(model.vendor) : undefined);
  const later = place.rule === "pattern:latin" && !slug ? versionAfterVerb(text, place.end) : null;
  return {
    kind: place.kind,
    id: slug ?? model?.name ?? written,
    name: later ? `${written} ${later}` : written,
    vendor: slug ?? maker?.id ?? model?.vendor ?? null,
    vendorRow: owner ?? null,
    modelRow: model ?? null,
    version: later,
    written,
    field: place.field,
    start: place.start,
    end: place.end,
    rule: place.rule,
    score: 0.3,
  };
}
