import type { Lexicon, LexiconModel, LexiconVendor } from "../../../lexicon.ts";
import { vendorName } from "../../../lexicon.ts";
import type { Evidence, TagInput } from "../../../types.ts";
import type { Segmented, Segmenter } from "../../segment/index.ts";
import { versionAfterVerb } from "./later.ts";
import { findUnlisted, type UnlistedNames, unlistedNames } from "./unlisted.ts";

export type NameField = "title" | "text";

/** One place where an item names an organisation or a model. Offsets are UTF-16 units of the stored field. */
export interface FoundName {
  kind: "vendor" | "model";
  /** Vendor id; for a model the family's name. Of names that no list has: a slug, or the name. */
  id: string;
  /** Name to show. */
  name: string;
  /** Vendor id of a model, where it is known. */
  vendor: string | null;
  /** The lexicon rows, where there are any. */
  vendorRow: LexiconVendor | null;
  modelRow: LexiconModel | null;
  /** What the text writes after the family's name; null without one. */
  version: string | null;
  written: string;
  field: NameField;
  start: number;
  end: number;
  /** `lexicon`, `lexicon:ambiguous`, or the pattern that found it. */
  rule: string;
  /** How sure it is that the name means this, 0–1. */
  score: number;
}

/** All names of an item, in order, title first. */
export interface FoundNames {
  title: Segmented;
  /** Empty where the text only repeats the title. */
  text: Segmented;
  /** Who published the item. */
  source: string | null;
  /** The names that the lexicon has. */
  listed: readonly FoundName[];
  /** These and those that no list has, which are looked for when they are first asked for: most items need none. */
  readonly hits: readonly FoundName[];
}

export interface NameFinder {
  find(input: TagInput): FoundNames;
}

/** Finds vendors and models by the lexicon and, for names that no list has, by patterns. */
export function createNameFinder(lexicon: Lexicon, segmenter: Segmenter): NameFinder {
  const unlisted = unlistedNames(lexicon);
  return {
    find: (input) => {
      const [title, text] = readTexts(input);
      return new ItemNames(lexicon, unlisted, segmenter.segment(title), segmenter.segment(text), input.source);
    },
  };
}

/** Title and text of an item as they are read: well-formed, without a text that only repeats the title. */
export function readTexts({ title, text }: Pick<TagInput, "title" | "text">): [title: string, text: string] {
  return [title.toWellFormed(), text.trim() === title.trim() ? "" : text.toWellFormed()];
}

class ItemNames implements FoundNames {
  readonly listed: readonly FoundName[];
  #hits: readonly FoundName[] | null = null;

  constructor(
    lexicon: Lexicon,
    private readonly unlisted: UnlistedNames,
    readonly title: Segmented,
    readonly text: Segmented,
    readonly source: string | null,
  ) {
    this.listed = [...listed(lexicon, title, "title"), ...listed(lexicon, text, "text")];
  }

  get hits(): readonly FoundName[] {
    this.#hits ??= [...this.#hitsOf("title"), ...this.#hitsOf("text")];
    return this.#hits;
  }

  #hitsOf(field: NameField): FoundName[] {
    const known = this.listed.filter((hit) => hit.field === field);
    return [...known, ...findUnlisted(this.unlisted, this[field], field)].sort((a, b) => a.start - b.start);
  }
}

/** Where a name stands, for people: offsets in code points. */
export function evidenceOf(found: FoundNames, hit: FoundName): Evidence {
  const { points } = found[hit.field];
  return { field: hit.field, start: points.at(hit.start), end: points.at(hit.end), rule: hit.rule };
}

function listed(lexicon: Lexicon, { text, names }: Segmented, field: NameField): FoundName[] {
  const hits: FoundName[] = [];
  for (const { start, nameEnd, end, entry } of names) {
    for (const row of entry.people) hits.push(listedVendor(row, text, { field, start, end: nameEnd }, PERSON));
    for (const { row, ambiguous } of entry.vendors)
      hits.push(listedVendor(row, text, { field, start, end: nameEnd }, ambiguous ? AMBIGUOUS : SURE));
    const later = end === nameEnd && entry.models.length ? versionAfterVerb(text, end) : null;
    for (const { row, ambiguous } of entry.models) {
      // With a version behind it, a common word is a name.
      const { rule, score } = ambiguous && end === nameEnd && !later ? AMBIGUOUS : SURE;
      const written = text.slice(start, end);
      hits.push({
        kind: "model",
        id: row.name,
        name: later ? `${written} ${later}` : written,
        vendor: row.vendor,
        vendorRow: row.vendor ? (lexicon.vendorById.get(row.vendor) ?? null) : null,
        modelRow: row,
        version: later ?? (end > nameEnd ? text.slice(nameEnd, end).replace(/^[\s\-·_]+/, "") : null),
        written,
        field,
        start,
        end,
        rule,
        score,
      });
    }
  }
  return hits;
}

/** How a listed form was found, and how sure that makes it. */
type Finding = Pick<FoundName, "rule" | "score">;
const SURE: Finding = { rule: "lexicon", score: 0.98 };
const AMBIGUOUS: Finding = { rule: "lexicon:ambiguous", score: 0.5 };
const PERSON: Finding = { rule: "lexicon:person", score: 0.4 };

function listedVendor(
  row: LexiconVendor,
  text: string,
  { field, start, end }: Pick<FoundName, "field" | "start" | "end">,
  { rule, score }: Finding,
): FoundName {
  return {
    kind: "vendor",
    id: row.id,
    name: vendorName(row),
    vendor: row.id,
    vendorRow: row,
    modelRow: null,
    version: null,
    written: text.slice(start, end),
    field,
    start,
    end,
    rule,
    score,
  };
}
