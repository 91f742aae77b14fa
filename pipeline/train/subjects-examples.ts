import { foldName } from "../eval/lists.ts";
import type { Lexicon } from "../lexicon.ts";
import { createSegmenter } from "../stages/segment/index.ts";
import { familyNames } from "../stages/segment/names.ts";
import type { NameCounts } from "../stages/tag/name-counts.ts";
import { createNameFinder, type NameFinder } from "../stages/tag/names/index.ts";
import { LEAST_RELEVANT } from "../stages/tag/stack.ts";
import type { Candidate } from "../stages/tag/subject-candidates.ts";
import type { ItemScores } from "../stages/tag/subject-features.ts";
import { modelNames, namesOfModel, unlistedVendorNames, vendorNames } from "../stages/tag/subject-names.ts";
import { placeWords } from "../stages/tag/subject-place.ts";
import { candidateRows } from "../stages/tag/subject-rows.ts";
import type { TagInput } from "../types.ts";
import type { Table } from "./trees.ts";

/** An item with the names it is about, as people wrote them, and held-out scores of the other classifiers. */
export interface SubjectItem {
  input: TagInput;
  /** Null where nobody wrote them down: such an item is judged, but nothing is learnt from it. */
  names: { vendors: string[]; models: string[] } | null;
  /** Scores by classifiers that have not seen the item. */
  scores: ItemScores;
  /** How much its labels count; only items that count fully are measured on. */
  weight: number;
  /** Whether the corpus whose names are counted holds it. */
  counted: boolean;
}

/** A candidate of an item in one reading, and whether it is a subject. */
export interface Example {
  item: number;
  reading: number;
  candidate: Candidate;
  values: Float64Array;
  context: Int32Array;
  names: ReadonlySet<string>;
  target: number;
  weight: number;
  /** Score of the context by models that have not seen the item, within the training of one fold. */
  contextScore: number;
  /** Held-out score, and the row it was given for: the measures with the context's held-out score at their end. */
  score: number;
  row: Float64Array;
  /** The row of the second judgement, null where there is none, and its held-out score. */
  again: Float64Array | null;
  finalScore: number;
}

/** Items are held out in this many parts, by their place; both judgements of names part them alike. */
export const FOLDS = 4;

export type Kind = "vendor" | "model";

/** The lexicon is dropped in this many parts in turn, so that names no list has are learnt from. */
const PARTS = 3;
/**
 * Every item is read with the whole lexicon, with a part of the models gone, and with a part of the vendors and all
 * they make gone; how much an example of each reading counts in training and in choosing thresholds.
 */
export const READINGS = [
  { dropped: "nothing", weight: 1, tuning: 1 },
  { dropped: "models", weight: 0.6, tuning: 0.35 },
  { dropped: "vendors", weight: 0.35, tuning: 0.1 },
] as const;
/** All candidates of all items in all readings, and the names of the measures of each kind. */
export function examplesOf(
  items: readonly SubjectItem[],
  lexicon: Lexicon,
  counts: NameCounts,
): { examples: Example[]; names: Record<Kind, string[]> } {
  const words = placeWords(lexicon.vocabulary);
  const finders = READINGS.map(({ dropped }) =>
    Array.from({ length: dropped === "nothing" ? 1 : PARTS }, (_, part) => finderWithout(lexicon, dropped, part)),
  );
  const names: Record<Kind, string[]> = { vendor: [], model: [] };
  const known = partsOf(lexicon);
  const examples: Example[] = [];
  items.forEach(({ input, names: labelled, scores, weight: trust, counted }, item) => {
    if (scores.relevant < LEAST_RELEVANT) return;
    const wanted = {
      vendor: new Set(labelled?.vendors.map(foldName)),
      model: new Set(labelled?.models.map(foldName)),
    };
    READINGS.forEach(({ dropped, weight }, reading) => {
      const part =
        dropped === "nothing" ? 0 : partToDrop(dropped, wanted[dropped === "models" ? "model" : "vendor"], known);
      // Items that count less are read without their own models, where there are any, and not without what they lack.
      if (trust < 1 && (dropped === "vendors" || part === undefined)) return;
      const found = finders[reading]?.[part ?? partOf(input.id)]?.find(input);
      if (!found) return;
      const rows = candidateRows(found, scores, { words, counts, own: Number(counted) }, true);
      const subjects = subjectsAmong(rows, wanted);
      for (const row of rows) {
        const { candidate } = row;
        const isTaught = labelled && (trust === 1 || dropped !== "models" || candidate.kind === "model");
        names[candidate.kind] = [...(row.names ?? [])];
        const goesBy = new Set(namesOf(candidate).map(foldName));
        const target = Number(subjects.has(candidate));
        examples.push({
          ...{
            item,
            reading,
            candidate,
            values: row.row.slice(0, -1),
            context: Int32Array.from(row.context),
            names: goesBy,
            target,
          },
          ...{ weight: isTaught ? weight * trust : 0, contextScore: 0, score: 0, row: new Float64Array(0) },
          ...{ again: null, finalScore: 0 },
        });
      }
    });
  });
  return { examples, names };
}

/**
 * The candidates that the wanted names mean. A model that bears a wanted name as its own leaves no other of that name
 * by looser ones: where "GPT-5" is wanted and named, "GPT-5 mini" is not meant.
 */
function subjectsAmong(
  rows: readonly { candidate: Candidate }[],
  wanted: Record<Kind, ReadonlySet<string>>,
): ReadonlySet<Candidate> {
  const subjects = new Set<Candidate>();
  const models = rows.flatMap(({ candidate }) => {
    if (candidate.kind === "model") {
      const { own, equal, loose } = namesOfModel(candidate);
      return [{ candidate, levels: [own, equal, loose].map((names) => new Set([...names.values()].map(foldName))) }];
    }
    if (namesOf(candidate).some((name) => wanted.vendor.has(foldName(name)))) subjects.add(candidate);
    return [];
  });
  for (const name of wanted.model)
    for (const level of [0, 1, 2]) {
      const meant = models.filter(({ levels }) => levels[level]?.has(name));
      for (const { candidate } of meant) subjects.add(candidate);
      if (meant.length) break;
    }
  return subjects;
}

/** Examples as trees learn from them. */
export function tableOf(
  features: string[],
  examples: readonly Example[],
  rowOf: (example: Example) => Float64Array,
): Table {
  return {
    features,
    rows: examples.map(rowOf),
    targets: Uint8Array.from(examples, ({ target }) => target),
    weights: Float64Array.from(examples, ({ weight }) => weight),
  };
}

function namesOf(candidate: Candidate): string[] {
  if (candidate.kind === "model") return modelNames(namesOfModel(candidate));
  return candidate.vendorRow ? vendorNames(candidate.vendorRow) : unlistedVendorNames(candidate.name);
}

function partOf(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0;
  return hash % PARTS;
}

function finderWithout(lexicon: Lexicon, dropped: (typeof READINGS)[number]["dropped"], part: number): NameFinder {
  const kept = (id: string) => dropped !== "vendors" || partOf(id) !== part;
  const vendors = lexicon.vendors.filter(({ id }) => kept(id));
  const models = lexicon.models.filter(({ name, vendor }) =>
    dropped === "models" ? partOf(name) !== part : vendor === null || kept(vendor),
  );
  const less = { ...lexicon, vendors, models, vendorById: new Map(vendors.map((row) => [row.id, row])) };
  return createNameFinder(less, createSegmenter(less));
}

/** Folded names of the lexicon with the part their row falls into. */
interface KnownParts {
  vendors: ReadonlyMap<string, number>;
  models: ReadonlyMap<string, number>;
}

function partsOf({ vendors, models }: Lexicon): KnownParts {
  return {
    vendors: new Map(
      vendors.flatMap((row) => vendorNames(row).map((name) => [foldName(name), partOf(row.id)] as const)),
    ),
    models: new Map(
      models.flatMap((row) => familyNames(row).map((name) => [foldName(name), partOf(row.name)] as const)),
    ),
  };
}

/** The part that lists a wanted name or, for models, its family. */
function partToDrop(dropped: "models" | "vendors", wanted: ReadonlySet<string>, known: KnownParts): number | undefined {
  for (const label of wanted)
    for (let length = label.length; length >= (dropped === "models" ? 2 : label.length); length--) {
      const part = known[dropped].get(label.slice(0, length));
      if (part !== undefined) return part;
    }
  return undefined;
}
