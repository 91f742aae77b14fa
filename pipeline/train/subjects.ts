import type { Lexicon } from "../lexicon.ts";
import { createSegmenter } from "../stages/segment/index.ts";
import { createNameFinder } from "../stages/tag/names/index.ts";
import { contextScore, distinctModels, passes } from "../stages/tag/subject.ts";
import type { Candidate } from "../stages/tag/subject-candidates.ts";
import { CONTEXT_BITS } from "../stages/tag/subject-context.ts";
import type { ItemScores } from "../stages/tag/subject-features.ts";
import { modelNames, vendorNames } from "../stages/tag/subject-names.ts";
import { placeWords } from "../stages/tag/subject-place.ts";
import { candidateRows } from "../stages/tag/subject-rows.ts";
import type { SubjectPart, SubjectWeightsFile } from "../stages/tag/subject-weights.ts";
import { scoreRow } from "../stages/tag/trees.ts";
import type { TagInput } from "../types.ts";
import { seededRandom, shuffle } from "./random.ts";
import { trainForest } from "./trees.ts";

/** An item with the names it is about, as people wrote them, and held-out scores of the other classifiers. */
export interface SubjectItem {
  input: TagInput;
  vendors: string[];
  models: string[];
  /** Scores by classifiers that have not seen the item. */
  scores: ItemScores;
}

export interface Judgement {
  precision: number;
  recall: number;
  f1: number;
}

interface Example {
  item: number;
  candidate: Candidate;
  values: number[];
  context: Int32Array;
  names: ReadonlySet<string>;
  target: number;
  weight: number;
  /** Held-out score of the context, and of the whole. */
  contextScore: number;
  score: number;
}

type Kind = "vendor" | "model";

/** Items less likely to be about AI than this have no subjects. */
const LEAST_RELEVANT = 0.1;
/** Limits of gates that are tried: how likely an item must be about AI, how likely its tier may be `none`. */
const RELEVANT_FROM = [0.1, 0.2, 0.3, 0.4, 0.5];
const NONE_UP_TO = [0.5, 0.6, 0.7, 0.8, 0.9, 1];
const FOLDS = 4;
const INNER_FOLDS = 3;
/** How much an example counts whose names were taken out of the lexicon. */
const UNLISTED_WEIGHT = 0.4;
/** The lexicon is dropped in this many parts in turn, so that names no list has are learnt from. */
const PARTS = 3;
const BOOST = { trees: 130, depth: 5, rate: 0.07, leaf: 2, l2: 2, rows: 0.6, columns: 0.4, seed: 7 } as const;

/**
 * Trains the choice of subjects: words around a name in a linear model, its score with all measures in boosted trees.
 * Every item is read a second time with a third of the lexicon gone, its vendors among them where there are any.
 */
export function trainSubjects(
  items: readonly SubjectItem[],
  lexicon: Lexicon,
  digests: Record<string, string>,
  say: (text: string) => void,
): SubjectWeightsFile {
  const { examples, names } = examplesOf(items, lexicon);
  const figures: Record<string, unknown> = {};
  const parts = {} as Record<Kind, SubjectWeightsFile["vendor"]>;
  for (const kind of ["vendor", "model"] as const) {
    const own = examples.filter((example) => example.candidate.kind === kind);
    holdOut(own, names[kind]);
    const listed = own.filter((example) => example.weight === 1);
    const tuned = tune(items, listed, kind);
    say(`${kind}s ${JSON.stringify(tuned.judged)} ${JSON.stringify(tuned.gates)}`);
    figures[kind] = tuned.judged;
    parts[kind] = { ...learn(own, names[kind]), ...tuned.gates };
  }
  return { ...parts, trained: { items: items.length, digests, crossValidated: figures } };
}

function examplesOf(
  items: readonly SubjectItem[],
  lexicon: Lexicon,
): { examples: Example[]; names: Record<Kind, string[]> } {
  const words = placeWords(lexicon.vocabulary);
  const lexica = [lexicon, ...Array.from({ length: PARTS }, (_, part) => withoutPart(lexicon, part))];
  const finders = lexica.map((one) => createNameFinder(one, createSegmenter(one)));
  const names: Record<Kind, string[]> = { vendor: [], model: [] };
  const examples: Example[] = [];
  items.forEach(({ input, vendors, models, scores }, item) => {
    if (scores.relevant < LEAST_RELEVANT) return;
    const wanted = { vendor: new Set(vendors.map(foldLabel)), model: new Set(models.map(foldLabel)) };
    const owner = lexicon.vendors.find((row) => vendorNames(row).some((name) => wanted.vendor.has(foldLabel(name))));
    for (const version of [0, 1 + partOf(owner?.id ?? input.id)]) {
      const found = finders[version]?.find(input);
      if (!found) continue;
      for (const row of candidateRows(found, scores, words, true)) {
        const { candidate } = row;
        names[candidate.kind] = row.names ?? [];
        const goesBy = new Set(namesOf(candidate).map(foldLabel));
        const target = Number([...wanted[candidate.kind]].some((name) => goesBy.has(name)));
        examples.push({
          ...{ item, candidate, values: row.values, context: row.context, names: goesBy, target },
          ...{ weight: version === 0 ? 1 : UNLISTED_WEIGHT, contextScore: 0, score: 0 },
        });
      }
    }
  });
  return { examples, names };
}

function namesOf(candidate: Candidate): string[] {
  if (candidate.kind === "model") return modelNames(candidate);
  return candidate.vendorRow ? vendorNames(candidate.vendorRow) : [candidate.name];
}

/** Names as labels are compared: no case, width, spaces, punctuation. */
const foldLabel = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, "");

function partOf(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0;
  return hash % PARTS;
}

function withoutPart(lexicon: Lexicon, part: number): Lexicon {
  const vendors = lexicon.vendors.filter(({ id }) => partOf(id) !== part);
  const vendorById = new Map(vendors.map((row) => [row.id, row]));
  const models = lexicon.models.filter((row) => (row.vendor ? vendorById.has(row.vendor) : partOf(row.name) !== part));
  return { ...lexicon, vendors, models, vendorById };
}

/** Gives every example scores by models that have not seen its item. */
function holdOut(examples: Example[], names: string[]): void {
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = examples.filter(({ item }) => item % FOLDS !== fold);
    const { context, forest } = fitParts(seen, names);
    for (const example of examples) {
      if (example.item % FOLDS !== fold) continue;
      example.score = scoreRow(forest, Float64Array.from([...example.values, contextScore(context, example.context)]));
    }
  }
}

function fitParts(examples: Example[], names: string[]) {
  for (let fold = 0; fold < INNER_FOLDS; fold++) {
    const isHeld = ({ item }: Example) => Math.floor(item / FOLDS) % INNER_FOLDS === fold;
    const part = trainContext(examples.filter((example) => !isHeld(example)));
    for (const example of examples) if (isHeld(example)) example.contextScore = contextScore(part, example.context);
  }
  const forest = trainForest(
    {
      features: [...names, "context"],
      rows: examples.map((example) => Float64Array.from([...example.values, example.contextScore])),
      targets: Uint8Array.from(examples, ({ target }) => target),
      weights: Float64Array.from(examples, ({ weight }) => weight),
    },
    BOOST,
  );
  return { context: trainContext(examples), forest };
}

/** Logistic regression over the context's buckets by AdaGrad. */
function trainContext(examples: readonly Example[]): { context: Float32Array; bias: number } {
  const context = new Float32Array(1 << CONTEXT_BITS);
  const squares = new Float32Array(1 << CONTEXT_BITS).fill(1e-2);
  const order = Int32Array.from(examples, (_, i) => i);
  const random = seededRandom(11);
  let bias = 0;
  for (let epoch = 0; epoch < 6; epoch++) {
    shuffle(order, random);
    for (const i of order) {
      const example = examples[i] as Example;
      const p = 1 / (1 + Math.exp(-contextScore({ context, bias }, example.context)));
      const slope = (p - example.target) * example.weight;
      bias -= 0.02 * slope;
      for (const bucket of example.context) {
        const weight = context[bucket] ?? 0;
        const step = slope + 1e-3 * weight;
        const square = (squares[bucket] ?? 0) + step * step;
        squares[bucket] = square;
        context[bucket] = weight - (0.15 * step) / Math.sqrt(square);
      }
    }
  }
  return { context, bias };
}

function learn(examples: Example[], names: string[]): Omit<SubjectWeightsFile["vendor"], keyof Gates> {
  const { context, forest } = fitParts(examples, names);
  const most = context.context.reduce((max, weight) => Math.max(max, Math.abs(weight)), 1e-6);
  const scale = most / 127;
  const bytes = Int8Array.from(context.context, (weight) => Math.round(weight / scale));
  return { forest, context: Buffer.from(bytes.buffer).toString("base64"), scale, bias: context.bias };
}

type Gates = Pick<SubjectPart, "first" | "further" | "relevantFrom" | "noneUpTo">;

interface Choice {
  candidate: Candidate;
  names: ReadonlySet<string>;
  p: number;
}

/** The thresholds that reach the highest F1 on held-out scores. */
function tune(
  items: readonly SubjectItem[],
  examples: readonly Example[],
  kind: Kind,
): { gates: Gates; judged: Judgement } {
  const byItem = new Map<number, Choice[]>();
  for (const { item, candidate, names, score } of examples) {
    if (candidate.modelRow?.kind === "other") continue;
    const list = byItem.get(item) ?? [];
    list.push({ candidate, names, p: 1 / (1 + Math.exp(-score)) });
    byItem.set(item, list);
  }
  for (const list of byItem.values()) list.sort((a, b) => b.p - a.p);
  let gates: Gates = { first: 0.4, further: 0.5, relevantFrom: 0.5, noneUpTo: 1 };
  let judged = judgeAt(items, byItem, kind, gates);
  const take = (tried: Gates) => {
    const result = judgeAt(items, byItem, kind, tried);
    if (result.f1 > judged.f1) [gates, judged] = [tried, result];
  };
  for (let round = 0; round < 2; round++) {
    for (const first of THRESHOLDS)
      for (const further of THRESHOLDS) if (further >= first) take({ ...gates, first, further });
    for (const relevantFrom of RELEVANT_FROM) take({ ...gates, relevantFrom });
    if (kind === "model") for (const noneUpTo of NONE_UP_TO) take({ ...gates, noneUpTo });
  }
  return { gates, judged };
}

const THRESHOLDS = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];

function judgeAt(
  items: readonly SubjectItem[],
  byItem: ReadonlyMap<number, Choice[]>,
  kind: Kind,
  gates: Gates,
): Judgement {
  let [right, given, wanted] = [0, 0, 0];
  items.forEach((item, at) => {
    const labels = (kind === "vendor" ? item.vendors : item.models).map(foldLabel);
    wanted += labels.length;
    if (!passes(item.scores, gates)) return;
    const chosen = (byItem.get(at) ?? []).filter(({ p }, rank) => p >= (rank === 0 ? gates.first : gates.further));
    const left = kind === "model" ? distinctModels(chosen) : chosen;
    given += left.length;
    for (const label of labels) {
      const match = left.findIndex(({ names }) => names.has(label));
      if (match === -1) continue;
      right++;
      left.splice(match, 1);
    }
  });
  const precision = right / (given || 1);
  const recall = right / (wanted || 1);
  return {
    precision: short(precision),
    recall: short(recall),
    f1: short((2 * precision * recall) / (precision + recall || 1)),
  };
}

const short = (x: number): number => Math.round(x * 1000) / 1000;
