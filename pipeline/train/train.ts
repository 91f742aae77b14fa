import { calibrated, calibrationError, fitCalibration } from "../stages/tag/calibrate.ts";
import { decide, type Probabilities } from "../stages/tag/classify.ts";
import type { EmbeddingScores } from "../stages/tag/embedding.ts";
import { HASH_BITS } from "../stages/tag/features-buffer.ts";
import type { Tagger } from "../stages/tag/index.ts";
import { type LinearModel, quantise } from "../stages/tag/linear.ts";
import type { Forest } from "../stages/tag/trees.ts";
import { FEATURES_VERSION, type WeightsHeader, WORD_BITS } from "../stages/tag/weights.ts";
import { INDUSTRIES } from "../types.ts";
import { TRAINING } from "./crossvalidate.ts";
import type { LabelledItem } from "./dataset.ts";
import { trainIndustries } from "./industries.ts";
import { trainLinear } from "./linear.ts";
import { type PreparedItem, TASKS, type Vector } from "./prepare.ts";
import { columnsOf, joinColumns } from "./save.ts";
import { affinityOf, calibrationOf, fieldScore, tuneDecision } from "./tune.ts";

/** Under this calibrated confidence a label goes to review. */
const ABSTAIN = { relevant: 0.75, event: 0.55, tier: 0.55 };

export interface TrainOptions {
  items: PreparedItem[];
  features: Vector[];
  /** What both layers hold of items that they have not seen. */
  decided: Probabilities[];
  /** What word vectors make of items that they have not seen. */
  embedding: EmbeddingScores[];
  digests: Record<string, string>;
  say: (text: string) => void;
}

/** The classifiers' weights with the figures reached. */
export interface TrainedClassifiers {
  header: WeightsHeader;
  main: LinearModel;
  words: LinearModel;
  industries: Forest;
}

/** Trains the linear classifiers, and tunes decisions and calibration on held-out probabilities of both layers. */
export function train({ items, features, decided, embedding, digests, say }: TrainOptions): TrainedClassifiers {
  const goldAt = items.flatMap(({ item }, i) => (item.origin === "gold" ? [i] : []));
  const gold = goldAt.map((i) => (items[i] as PreparedItem).item);
  const p = goldAt.map((i) => decided[i] as Probabilities);
  const affinity = affinityOf(items.map((i) => i.item));
  const rules = { affinity, decision: tuneDecision(gold, p, affinity) };
  const made = p.map((one) => decide(one, rules));
  const figures: Record<string, unknown> = {};
  const calibration: Partial<WeightsHeader["calibration"]> = {};
  for (const field of TASKS) {
    const score = fieldScore(gold, made, field);
    const map = calibrationOf(gold, made, field);
    calibration[field] = map;
    const sure = made.map((d) => calibrated(map, d.confidence[field]));
    const error = calibrationError(
      sure,
      made.map((d, i) => d[field] === gold[i]?.labels[field]),
    );
    figures[field] = {
      accuracy: short(score.accuracy),
      macroF1: short(score.macroF1),
      calibrationError: short(error),
      f1: f1s(score.classes),
    };
    say(`${field} ${JSON.stringify(figures[field])}`);
  }
  const industries = trainIndustries(items, features, decided, embedding);
  figures.industries = { microF1: short(industries.f1) };
  say(`industries ${JSON.stringify(figures.industries)}`);
  const main = joinColumns(trainLinear(items, features), HASH_BITS);
  const words = quantise(industries.words.weights, industries.words.bias, INDUSTRIES.length, WORD_BITS);
  const pairs = industryPairs(items, industries.heldOut);
  const header: WeightsHeader = {
    features: FEATURES_VERSION,
    hashBits: HASH_BITS,
    main: columnsOf(main),
    words: columnsOf(words),
    ...rules,
    calibration: {
      ...calibration,
      industries: fitCalibration(pairs.sure, pairs.right),
    } as WeightsHeader["calibration"],
    abstain: ABSTAIN,
    industries: {
      signals: industries.signals.map(short),
      offset: industries.offset.map(short),
      threshold: industries.threshold,
    },
    trained: { items: items.length, gold: gold.length, digests, settings: { ...TRAINING }, crossValidated: figures },
  };
  return { header, main, words, industries: industries.forest };
}

/** Precision and recall of a tagger's `relevant` on items drawn at random, which it has never seen. */
export function randomFigures(heldOut: readonly LabelledItem[], tagger: Tagger) {
  const given = heldOut.map(({ input }) => tagger.tag(input).relevant.value);
  const right = heldOut.filter(({ labels }, i) => labels.relevant && given[i]).length;
  return {
    items: heldOut.length,
    relevant: heldOut.filter(({ labels }) => labels.relevant).length,
    precision: short(right / (given.filter(Boolean).length || 1)),
    recall: short(right / (heldOut.filter(({ labels }) => labels.relevant).length || 1)),
  };
}

function industryPairs(items: readonly PreparedItem[], heldOut: readonly number[][]) {
  const sure: number[] = [];
  const right: boolean[] = [];
  items.forEach(({ item }, i) => {
    if (item.origin !== "gold") return;
    INDUSTRIES.forEach((id, c) => {
      sure.push(heldOut[i]?.[c] ?? 0);
      right.push(item.labels.industries.includes(id));
    });
  });
  return { sure, right };
}

function f1s(classes: Record<string, { f1: number }>): Record<string, number> {
  return Object.fromEntries(Object.entries(classes).map(([name, c]) => [name, short(c.f1)]));
}

function short(x: number): number {
  return Math.round(x * 1e4) / 1e4;
}
