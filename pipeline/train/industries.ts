import { type Probabilities, sigmoid } from "../stages/tag/classify.ts";
import type { EmbeddingScores } from "../stages/tag/embedding.ts";
import { INDUSTRY_MEASURES, INDUSTRY_SIGNALS, industryRows, industrySignals } from "../stages/tag/industries.ts";
import { type Forest, scoreRow } from "../stages/tag/trees.ts";
import { WORD_BITS } from "../stages/tag/weights.ts";
import { INDUSTRIES } from "../types.ts";
import { step } from "./adagrad.ts";
import { holdOut } from "./crossvalidate.ts";
import type { PreparedItem, Vector } from "./prepare.ts";
import { seededRandom, shuffle } from "./random.ts";
import { trainForest } from "./trees.ts";

const CLASSES = INDUSTRIES.length;
const BUCKET = (1 << WORD_BITS) - 1;

export interface WordWeights {
  weights: Float32Array;
  bias: Float32Array;
}

export interface IndustryModel {
  words: WordWeights;
  signals: number[];
  offset: number[];
  /** Weighs the regression with the signals and the item. */
  forest: Forest;
  threshold: number;
  /** Held-out probability of every item and industry. */
  heldOut: number[][];
  f1: number;
}

/**
 * Trains the industries: word scores of each, and over them the signals that all industries share, the latter on
 * word scores that were held out: a regression, then trees that read it with the signals.
 * @param p held-out probabilities of every item
 * @param embedding what word vectors make of every item when they have not seen it
 */
export function trainIndustries(
  items: readonly PreparedItem[],
  features: readonly Vector[],
  p: readonly Probabilities[],
  embedding: readonly EmbeddingScores[],
): IndustryModel {
  const wordScores = items.map(() => new Array<number>(CLASSES).fill(0));
  const folds = items.map(({ fold }) => fold);
  holdOut(
    folds,
    (sees) => trainWords(items, features, sees),
    (words, i) => {
      wordScores[i] = scores(words, features[i]);
    },
  );
  const rows = items.map(({ view }, i) =>
    industrySignals(view, { tier: p[i]?.tier ?? [], words: wordScores[i] ?? [] }),
  );
  const heldOut = items.map(() => new Array<number>(CLASSES).fill(0));
  const measured = (shared: SharedWeights, i: number) => {
    const scored = { words: wordScores[i] ?? [], embedding: embedding[i]?.industries ?? [] };
    return industryRows(rows[i] ?? [], scored, shared, p[i] as Probabilities);
  };
  const learn = (sees: (i: number) => boolean) => {
    const shared = trainShared(items, rows, sees);
    return { shared, forest: trainTrees(items, sees, (i) => measured(shared, i)) };
  };
  holdOut(folds, learn, ({ shared, forest }, i) => {
    heldOut[i] = measured(shared, i).map((row) => sigmoid(scoreRow(forest, row)));
  });
  const { shared, forest } = learn(() => true);
  const { threshold, f1 } = bestThreshold(items, heldOut);
  return {
    words: trainWords(items, features, () => true),
    ...shared,
    forest,
    threshold,
    heldOut,
    f1,
  };
}

const BOOST = { trees: 120, depth: 5, rate: 0.07, leaf: 4, l2: 4, rows: 0.6, columns: 0.4, seed: 3 } as const;

/** Trees over (item, industry) pairs of relevant items. */
function trainTrees(
  items: readonly PreparedItem[],
  use: (i: number) => boolean,
  measured: (i: number) => Float64Array[],
): Forest {
  const rows: Float64Array[] = [];
  const targets: number[] = [];
  const weights: number[] = [];
  items.forEach(({ item: { labels, weight } }, i) => {
    if (!use(i) || !labels.relevant) return;
    measured(i).forEach((row, c) => {
      rows.push(row);
      targets.push(Number(labels.industries.includes(INDUSTRIES[c] ?? "finance")));
      weights.push(weight);
    });
  });
  const table = { features: [...INDUSTRY_MEASURES], rows };
  return trainForest({ ...table, targets: Uint8Array.from(targets), weights: Float64Array.from(weights) }, BOOST);
}

function trainWords(
  items: readonly PreparedItem[],
  features: readonly Vector[],
  use: (i: number) => boolean,
): WordWeights {
  const weights = new Float32Array(CLASSES << WORD_BITS);
  const squares = new Float32Array(CLASSES << WORD_BITS).fill(1e-2);
  const bias = new Float32Array(CLASSES).fill(-3);
  const order = items.flatMap(({ item }, i) => (use(i) && item.labels.relevant ? [i] : []));
  const random = seededRandom(3);
  for (let epoch = 0; epoch < 10; epoch++) {
    shuffle(order, random);
    const rate = 0.3 / (1 + epoch * 0.3);
    for (const i of order) {
      const vector = features[i];
      const labels = items[i]?.item.labels.industries ?? [];
      const score = scores({ weights, bias }, vector);
      for (let c = 0; c < CLASSES; c++) {
        const error = sigmoid(score[c] ?? 0) - (labels.includes(INDUSTRIES[c] ?? "finance") ? 1 : 0);
        if (Math.abs(error) < 0.02) continue;
        bias[c] = (bias[c] ?? 0) - 0.02 * error;
        for (let k = 0; k < (vector?.index.length ?? 0); k++) {
          const at = ((vector?.index[k] ?? 0) & BUCKET) * CLASSES + c;
          step(weights, squares, at, error * (vector?.value[k] ?? 0) + 2e-4 * (weights[at] ?? 0), rate);
        }
      }
    }
  }
  return { weights, bias };
}

function scores({ weights, bias }: WordWeights, vector: Vector | undefined): number[] {
  const result = Array.from(bias);
  for (let k = 0; k < (vector?.index.length ?? 0); k++) {
    const base = ((vector?.index[k] ?? 0) & BUCKET) * CLASSES;
    for (let c = 0; c < CLASSES; c++) result[c] = (result[c] ?? 0) + (weights[base + c] ?? 0) * (vector?.value[k] ?? 0);
  }
  return result;
}

interface SharedWeights {
  signals: number[];
  offset: number[];
}

/** One logistic regression over (item, industry) pairs, with an offset of its own for every industry. */
function trainShared(
  items: readonly PreparedItem[],
  rows: readonly Float64Array[][],
  use: (i: number) => boolean,
): SharedWeights {
  const signals = new Array<number>(INDUSTRY_SIGNALS.length).fill(0);
  const offset = new Array<number>(CLASSES).fill(0);
  const order = items.flatMap(({ item }, i) => (use(i) && item.labels.relevant ? [i] : []));
  const random = seededRandom(5);
  for (let epoch = 0; epoch < 40; epoch++) {
    shuffle(order, random);
    const rate = 0.05 / (1 + epoch * 0.15);
    for (const i of order)
      for (let c = 0; c < CLASSES; c++) {
        const row = rows[i]?.[c];
        if (!row) continue;
        const want = items[i]?.item.labels.industries.includes(INDUSTRIES[c] ?? "finance") ? 1 : 0;
        const error = (sigmoid(dot(row, signals) + (offset[c] ?? 0)) - want) * (items[i]?.item.weight ?? 1);
        for (let k = 0; k < row.length; k++)
          signals[k] = (signals[k] ?? 0) - rate * (error * (row[k] ?? 0) + 1e-5 * (signals[k] ?? 0));
        offset[c] = (offset[c] ?? 0) - rate * (error + 2e-3 * (offset[c] ?? 0));
      }
  }
  return { signals, offset };
}

function bestThreshold(items: readonly PreparedItem[], heldOut: readonly number[][]) {
  let best = { threshold: 0.5, f1: 0 };
  for (let threshold = 0.2; threshold <= 0.7; threshold += 0.05) {
    const f1 = microF1(items, heldOut, threshold);
    if (f1 > best.f1) best = { threshold: Math.round(threshold * 100) / 100, f1 };
  }
  return best;
}

/** Micro-F1 of industries over gold items at a threshold. */
export function microF1(items: readonly PreparedItem[], heldOut: readonly number[][], threshold: number): number {
  let [right, given, wanted] = [0, 0, 0];
  items.forEach(({ item }, i) => {
    if (item.origin !== "gold") return;
    const chosen = item.labels.relevant ? INDUSTRIES.filter((_, c) => (heldOut[i]?.[c] ?? 0) >= threshold) : [];
    given += chosen.length;
    wanted += item.labels.industries.length;
    right += chosen.filter((id) => item.labels.industries.includes(id)).length;
  });
  return given + wanted ? (2 * right) / (given + wanted) : 0;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
