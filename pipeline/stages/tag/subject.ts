import { type Lexicon, vendorName } from "../../lexicon.ts";
import { type Evidence, type Mention, type ModelLabel, type NamedLabel, TIERS } from "../../types.ts";
import { sigmoid } from "./classify.ts";
import { evidenceOf, type FoundNames } from "./names/index.ts";
import type { Candidate } from "./subject-candidates.ts";
import { overlap } from "./subject-extent.ts";
import type { ItemScores, NameKnowledge } from "./subject-features.ts";
import { findMentions } from "./subject-mentions.ts";
import { type ModelNames, modelNames, namesOfModel, unlistedVendorNames, vendorNames } from "./subject-names.ts";
import { type PlaceWords, placeWords } from "./subject-place.ts";
import { RIVAL_MEASURES, rivalRows } from "./subject-rivals.ts";
import { candidateRows } from "./subject-rows.ts";
import type { SubjectPart, SubjectWeights } from "./subject-weights.ts";
import { contributions, scorePacked } from "./trees.ts";

export interface Subjects {
  vendors: NamedLabel[];
  models: ModelLabel[];
  mentions: Mention[];
}

export interface SubjectChooser {
  /** How likely each name of an item is what the item is about, by itself. */
  judge(found: FoundNames, scores: ItemScores): Judged[];
  /**
   * Judges the likely names again, each among the others, and takes what is likely enough.
   * @param scores what is held of the item when its names have been judged once
   */
  choose(found: FoundNames, scores: ItemScores, judged: readonly Judged[]): Subjects;
}

export interface Judged {
  candidate: Candidate;
  probability: number;
  /** The measures with the context's score at their end, as the forest reads them. */
  row: Float64Array;
  /** What the second judgement read; null where there was none. */
  again: Float64Array | null;
}

const MAX_SUBJECTS = 12;
const SHOWN_FEATURES = 3;
const WEIGHED_RIVALS = 12;
/** Of the second judgement's measures, those that say more than the first one's. */
const SHOWN_RIVALS: ReadonlySet<string> = new Set(RIVAL_MEASURES.filter((name) => name !== "likely"));
/** Code points of a text within which it says what it is about. */
const OPENING = 200;
const SURVEY_VENDORS = 6;

/** Tells the names that an item is about from those it only mentions. */
export function createSubjectChooser(lexicon: Lexicon, weights: SubjectWeights): SubjectChooser {
  const words = placeWords(lexicon.vocabulary);
  const known = { words, counts: weights.counts, own: 0 };
  return {
    judge: (found, scores) => judge(found, scores, known, weights),
    choose: (found, scores, all) => {
      const open = { vendor: passes(scores, weights.vendor), model: passes(scores, weights.model) };
      // Most items end here.
      if (!(open.vendor || open.model) || isSurvey(found, words))
        return { vendors: [], models: [], mentions: findMentions(found, [], words) };
      const judged = judgeAgain(found, scores, all, weights);
      const vendors = open.vendor ? pick(judged, "vendor", weights.vendor) : [];
      const models = open.model ? distinctModels(pick(judged, "model", weights.model)) : [];
      return {
        vendors: vendors.map((one) => vendorLabel(found, one, weights.vendor)),
        models: models.map(({ one, names }) => modelLabel(found, one, names, weights.model)),
        mentions: findMentions(
          found,
          [...vendors, ...models.map(({ one }) => one)].map(({ candidate }) => candidate),
          words,
        ),
      };
    },
  };
}

/**
 * An essay that names many organisations, none of them in its opening and nothing in its headline, is about the market
 * and not about any of them.
 */
function isSurvey(found: FoundNames, words: PlaceWords): boolean {
  // Most items name few: they need not be read for mentions to be known as no survey.
  const ids = new Set(found.listed.flatMap(({ kind, id }) => (kind === "vendor" ? [id] : [])));
  if (ids.size < SURVEY_VENDORS) return false;
  const mentions = findMentions(found, [], words);
  const vendors = mentions.filter(({ kind }) => kind === "vendor");
  const named = mentions.filter(({ kind }) => kind !== "industry");
  const inTitle = named.some(({ evidence }) => evidence.field === "title");
  const early = vendors.some(({ evidence }) => (evidence.start ?? 0) < OPENING);
  return !inTitle && !early && new Set(vendors.map(({ id }) => id)).size >= SURVEY_VENDORS;
}

/** Whether an item may have subjects at all: what is not about AI has none, what is about no model has no models. */
export function passes(
  { relevant, tier }: ItemScores,
  { relevantFrom, noneUpTo }: Pick<SubjectPart, "relevantFrom" | "noneUpTo">,
): boolean {
  return relevant >= relevantFrom && (tier[NONE] ?? 0) <= noneUpTo;
}

const NONE = TIERS.indexOf("none");

/** Probabilities of being a subject for all candidates of an item. */
function judge(found: FoundNames, scores: ItemScores, known: NameKnowledge, weights: SubjectWeights): Judged[] {
  return candidateRows(found, scores, known).map(({ candidate, row, context }) => {
    const part = weights[candidate.kind];
    if (row.length !== part.forest.features.length)
      throw new Error("the subject weights were trained for other measures; npm run train makes them anew");
    row[row.length - 1] = contextScore(part, context);
    return { candidate, row, again: null, probability: sigmoid(scorePacked(part.packed, row)) };
  });
}

function judgeAgain(
  { title, text }: FoundNames,
  scores: ItemScores,
  judged: readonly Judged[],
  weights: SubjectWeights,
): Judged[] {
  const rows = rivalRows(judged, { title: title.text, text: text.text }, scores);
  return judged.map((one, at) => {
    const again = rows[at];
    if (!again) return one;
    const { packed } = weights[one.candidate.kind].rivals;
    return { candidate: one.candidate, row: one.row, again, probability: sigmoid(scorePacked(packed, again)) };
  });
}

export function contextScore(
  { context, bias }: Pick<SubjectPart, "context" | "bias">,
  buckets: Iterable<number>,
): number {
  let score = Number(bias);
  for (const bucket of buckets) score += context[bucket] ?? 0;
  return score;
}

function pick(judged: readonly Judged[], kind: "vendor" | "model", { first, further }: SubjectPart): Judged[] {
  return judged
    .filter(({ candidate }) => candidate.kind === kind)
    .sort((a, b) => b.probability - a.probability)
    .filter(({ probability }, at) => probability >= (at === 0 ? first : further))
    .slice(0, MAX_SUBJECTS);
}

/** A model that an item is about, with all names by which it may be told from the others. */
interface Distinct<T> {
  one: T;
  names: string[];
}

/**
 * One name may be proposed in several lengths and spellings: the likeliest stays. A version beside its family's name,
 * or one variant beside another, is a model of its own.
 */
export function distinctModels<T extends { candidate: Candidate }>(models: readonly T[]): Distinct<T>[] {
  const kept: { one: T; names: ModelNames }[] = [];
  for (const one of models) {
    const names = namesOfModel(one.candidate);
    const twice = kept.some(
      (k) =>
        meet(names.own, k.names.own) ||
        meet(names.own, k.names.equal) ||
        meet(names.equal, k.names.own) ||
        overlap(k.one.candidate.hits[0], one.candidate.hits[0]),
    );
    if (!twice) kept.push({ one, names });
  }
  return kept.map(({ one, names }) => {
    const others = new Set(kept.flatMap((k) => (k.one === one ? [] : [...k.names.own.keys()])));
    return { one, names: modelNames(names, others) };
  });
}

function meet(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  for (const name of a.keys()) if (b.has(name)) return true;
  return false;
}

function vendorLabel(found: FoundNames, judged: Judged, part: SubjectPart): NamedLabel {
  const { key, name, vendorRow } = judged.candidate;
  return {
    id: key,
    name: vendorRow ? vendorName(vendorRow) : name,
    names: vendorRow ? vendorNames(vendorRow) : unlistedVendorNames(name),
    confidence: round(judged.probability),
    evidence: evidenceFor(found, judged, part),
  };
}

function modelLabel(found: FoundNames, judged: Judged, names: string[], part: SubjectPart): ModelLabel {
  const { candidate, probability } = judged;
  return {
    name: candidate.name,
    names,
    family: candidate.modelRow?.name ?? null,
    version: candidate.version,
    vendor: candidate.vendor,
    tier: candidate.modelRow?.tier ?? null,
    confidence: round(probability),
    evidence: evidenceFor(found, judged, part),
  };
}

/** Where the name stands, and which measures weighed most. */
function evidenceFor(found: FoundNames, { candidate, row, again }: Judged, part: SubjectPart): Evidence[] {
  const places = (candidate.hits.length ? candidate.hits : candidate.products.flatMap((product) => product.hits)).slice(
    0,
    3,
  );
  const rivals = again
    ? contributions(part.rivals, again, WEIGHED_RIVALS).filter(({ name }) => SHOWN_RIVALS.has(name))
    : [];
  const alone = contributions({ packed: part.packed, features: part.forest.features }, row, SHOWN_FEATURES);
  const features = [...alone, ...rivals.slice(0, 1)];
  return [
    ...places.map((hit) => {
      const evidence = evidenceOf(found, hit);
      return candidate.hits.length ? evidence : { ...evidence, rule: "maker of the product" };
    }),
    { rule: "subject", features: features.map(({ name, weight }) => ({ name, weight: round(weight) })) },
  ];
}

const round = (x: number): number => Math.round(x * 1000) / 1000;
