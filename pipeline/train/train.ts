import { calibrated, calibrationError, fitCalibration } from "../stages/tag/calibrate.ts";
import { decide, type Probabilities } from "../stages/tag/classify.ts";
import { GROUP_WEIGHTS } from "../stages/tag/features.ts";
import { HASH_BITS } from "../stages/tag/features-buffer.ts";
import { quantise } from "../stages/tag/linear.ts";
import { FEATURES_VERSION, type WeightsHeader, WORD_BITS } from "../stages/tag/weights.ts";
import { INDUSTRIES } from "../types.ts";
import { outOfFold, TRAINING } from "./crossvalidate.ts";
import type { LabelledItem } from "./dataset.ts";
import { trainIndustries } from "./industries.ts";
import { type LinearWeights, softmaxScores, trainLogistic } from "./logistic.ts";
import { CLASSES, examples, type PreparedItem, type Task, type Vector, vectors } from "./prepare.ts";
import { columnsOf, joinColumns, saveWeights } from "./save.ts";
import { affinityOf, calibrationOf, fieldScore, tuneDecision } from "./tune.ts";

const TASKS = ["relevant", "event", "tier"] as const;
/** Under this calibrated confidence a label goes to review. */
const ABSTAIN = { relevant: 0.75, event: 0.55, tier: 0.55 };

/** An item with what classifiers hold of it that have not seen it. */
export interface HeldOutItem {
  item: LabelledItem;
  scores: Probabilities;
}

export interface TrainOptions {
  items: PreparedItem[];
  /** Items at random, never trained on. */
  heldOut: PreparedItem[];
  out: string;
  digests: Record<string, string>;
  say: (text: string) => void;
}

/**
 * Trains all classifiers, tunes them on held-out probabilities and writes the weights with the figures reached.
 * @returns the items with their held-out probabilities
 */
export async function train({ items, heldOut, out, digests, say }: TrainOptions): Promise<HeldOutItem[]> {
  const features = vectors(items, GROUP_WEIGHTS);
  const held = Object.fromEntries(TASKS.map((t) => [t, outOfFold(t, items, features)])) as Record<Task, number[][]>;
  const goldAt = items.flatMap(({ item }, i) => (item.origin === "gold" ? [i] : []));
  const gold = goldAt.map((i) => (items[i] as PreparedItem).item);
  const p = goldAt.map((i) => probabilitiesAt(held, i));
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
  const industries = trainIndustries(items, features, held.tier);
  figures.industries = { microF1: short(industries.f1) };
  say(`industries ${JSON.stringify(figures.industries)}`);
  const models = TASKS.map((task) =>
    trainLogistic(examples(task, items, features), { ...TRAINING, classes: CLASSES[task].length }),
  );
  figures.random = randomFigures(heldOut, models[0] as LinearWeights, rules.decision.relevant);
  say(`random corpus items ${JSON.stringify(figures.random)}`);
  const main = joinColumns(models, HASH_BITS);
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
  await saveWeights(out, header, main, words);
  return items.map(({ item }, i) => ({ item, scores: probabilitiesAt(held, i) }));
}

function probabilitiesAt(held: Record<Task, number[][]>, i: number): Probabilities {
  return { relevant: held.relevant[i]?.[0] ?? 0, event: held.event[i] ?? [], tier: held.tier[i] ?? [] };
}

/** Precision and recall of `relevant` on items drawn at random. */
function randomFigures(heldOut: readonly PreparedItem[], model: LinearWeights, factors: readonly number[]) {
  const features: Vector[] = vectors(heldOut, GROUP_WEIGHTS);
  const p = new Float64Array(2);
  let [right, given, wanted] = [0, 0, 0];
  heldOut.forEach(({ item }, i) => {
    const { index, value } = features[i] as Vector;
    softmaxScores(model.weights, model.bias, 2, index, value, p);
    const relevant = (p[0] ?? 0) * (factors[0] ?? 1) >= (p[1] ?? 0) * (factors[1] ?? 1);
    if (relevant) given++;
    if (item.labels.relevant) wanted++;
    if (relevant && item.labels.relevant) right++;
  });
  return {
    items: heldOut.length,
    relevant: wanted,
    precision: short(right / (given || 1)),
    recall: short(right / (wanted || 1)),
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
