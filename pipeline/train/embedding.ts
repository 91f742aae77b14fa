import { sigmoid } from "../stages/tag/classify.ts";
import {
  type DenseClassifiers,
  denseScores,
  EMBEDDED,
  EMBEDDED_OF_ITEM,
  type EmbeddingFile,
  type EmbeddingScores,
  embed,
  embeddingScores,
  WordVectors,
} from "../stages/tag/embedding.ts";
import { EVENTS, INDUSTRIES, TIERS } from "../types.ts";
import { step } from "./adagrad.ts";
import { holdOut } from "./crossvalidate.ts";
import type { LabelledItem } from "./dataset.ts";
import type { PreparedItem } from "./prepare.ts";
import { seededRandom, shuffle } from "./random.ts";
import type { TrainedVectors } from "./word-vectors.ts";

const TRAINING = { epochs: 12, rate: 0.3, biasRate: 0.02, l2: 1e-4, seed: 3 } as const;
/** Where a classifier errs less than this, nothing is learnt. */
const LEAST_ERROR = 0.005;

/** The classifiers over word vectors, and what they say of every item when they have not seen it. */
export interface TrainedEmbedding {
  file: EmbeddingFile;
  heldOut: EmbeddingScores[];
}

/** Trains one logistic regression for each of `EMBEDDED`; industries are learnt from relevant items alone. */
export function trainEmbedding(items: readonly PreparedItem[], trained: TrainedVectors): TrainedEmbedding {
  const words = new WordVectors(trained, trained.table);
  const vectors = items.map(({ source }) => embed(words, source));
  const targets = items.map(({ item }) => targetsOf(item));
  const learn = (sees: (i: number) => boolean) =>
    regress(
      items.flatMap((_, i) => (sees(i) ? [i] : [])),
      (i) => ({
        vector: vectors[i] as Float32Array,
        target: targets[i] as Int8Array,
        weight: items[i]?.item.weight ?? 1,
      }),
    );
  const heldOut = items.map((): EmbeddingScores => ({ item: [], industries: [] }));
  holdOut(
    items.map(({ fold }) => fold),
    learn,
    (classifiers, i) => {
      heldOut[i] = embeddingScores(classifiers, vectors[i] as Float32Array);
    },
  );
  const { weights, bias } = learn(() => true);
  const short = (x: number) => Math.round(x * 1e4) / 1e4;
  const { dimensions, rarity, table } = trained;
  return {
    file: {
      ...{ dimensions, words: trained.words, rarity, table: table.toString("base64") },
      ...{ weights: Array.from(weights, short), bias: Array.from(bias, short) },
    },
    heldOut,
  };
}

/** An item's vector, 1 or 0 for each column and -1 where the item teaches it nothing, and how much the item counts. */
interface Lesson {
  vector: Float32Array;
  target: Int8Array;
  weight: number;
}

function targetsOf({ labels }: LabelledItem): Int8Array {
  const industry = (id: (typeof INDUSTRIES)[number]) => (labels.relevant ? Number(labels.industries.includes(id)) : -1);
  return Int8Array.of(
    Number(labels.relevant),
    ...EVENTS.map((event) => Number(labels.event === event)),
    ...TIERS.map((tier) => Number(labels.tier === tier)),
    ...INDUSTRIES.map(industry),
  );
}

/** Logistic regressions by AdaGrad, side by side. */
function regress(order: number[], lessonOf: (item: number) => Lesson): DenseClassifiers {
  const size = order[0] === undefined ? 0 : lessonOf(order[0]).vector.length;
  const weights = new Float32Array(EMBEDDED.length * size);
  const squares = new Float32Array(weights.length).fill(1e-2);
  // Few items are of any one industry: their classifiers start out doubting.
  const bias = Float32Array.from(EMBEDDED, (_, column) => (column < EMBEDDED_OF_ITEM ? 0 : -3));
  const random = seededRandom(TRAINING.seed);
  for (let epoch = 0; epoch < TRAINING.epochs; epoch++) {
    shuffle(order, random);
    const rate = TRAINING.rate / (1 + epoch * 0.3);
    for (const i of order) {
      const { vector, target, weight } = lessonOf(i);
      denseScores({ weights, bias }, vector).forEach((score, column) => {
        if (target[column] === -1) return;
        const error = (sigmoid(score) - (target[column] ?? 0)) * weight;
        if (Math.abs(error) < LEAST_ERROR) return;
        bias[column] = (bias[column] as number) - TRAINING.biasRate * error;
        for (let k = 0, at = column * size; k < size; k++, at++)
          step(weights, squares, at, error * (vector[k] as number) + TRAINING.l2 * (weights[at] as number), rate);
      });
    }
  }
  return { weights, bias };
}
