import { HASH_BITS } from "../stages/tag/features-buffer.ts";
import { seededRandom, shuffle } from "./random.ts";

/** A training example: sparse features, the class (or a distribution over classes), and its weight. */
export interface Example {
  index: Int32Array;
  value: Float32Array;
  target: Float32Array;
  weight: number;
}

export interface LogisticOptions {
  classes: number;
  epochs: number;
  rate: number;
  /** L2 penalty per seen feature and step. */
  l2: number;
  seed: number;
}

/** Weights `[bucket × classes + class]` and a bias per class. */
export interface LinearWeights {
  classes: number;
  weights: Float32Array;
  bias: Float32Array;
}

/**
 * Multinomial logistic regression by AdaGrad over shuffled examples; two classes are trained as such, too.
 * The last half of the epochs is averaged, which steadies what few examples leave to chance.
 */
export function trainLogistic(examples: readonly Example[], options: LogisticOptions): LinearWeights {
  const { classes, epochs, rate, l2 } = options;
  const size = (1 << HASH_BITS) * classes;
  const weights = new Float32Array(size);
  const squares = new Float32Array(size).fill(1e-3);
  const bias = new Float32Array(classes);
  const sums = new Float32Array(size);
  const biasSums = new Float32Array(classes);
  const order = Int32Array.from(examples, (_, i) => i);
  const random = seededRandom(options.seed);
  const p = new Float64Array(classes);
  let averaged = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const step = rate / (1 + epoch * 0.3);
    for (const at of order) {
      const example = examples[at];
      if (!example) continue;
      const { index, value, target, weight } = example;
      softmaxScores(weights, bias, classes, index, value, p);
      for (let c = 0; c < classes; c++) p[c] = (p[c]! - target[c]!) * weight;
      for (let c = 0; c < classes; c++) bias[c]! -= step * 0.05 * p[c]!;
      for (let i = 0; i < index.length; i++) {
        const base = index[i]! * classes;
        const v = value[i]!;
        for (let c = 0; c < classes; c++) {
          const k = base + c;
          const g = p[c]! * v + l2 * weights[k]!;
          const s = squares[k]! + g * g;
          squares[k] = s;
          weights[k]! -= (step * g) / Math.sqrt(s);
        }
      }
    }
    if (epoch * 2 >= epochs) {
      averaged++;
      for (let k = 0; k < size; k++) sums[k]! += weights[k]!;
      for (let c = 0; c < classes; c++) biasSums[c]! += bias[c]!;
    }
  }
  for (let k = 0; k < size; k++) sums[k]! /= averaged || 1;
  for (let c = 0; c < classes; c++) biasSums[c]! /= averaged || 1;
  return { classes, weights: sums, bias: biasSums };
}

/** Class probabilities of one example, written to `into`. */
export function softmaxScores(
  weights: Float32Array,
  bias: Float32Array,
  classes: number,
  index: Int32Array,
  value: Float32Array,
  into: Float64Array,
): void {
  for (let c = 0; c < classes; c++) into[c] = bias[c]!;
  for (let i = 0; i < index.length; i++) {
    const base = index[i]! * classes;
    const v = value[i]!;
    for (let c = 0; c < classes; c++) into[c]! += weights[base + c]! * v;
  }
  let max = -Infinity;
  for (let c = 0; c < classes; c++) max = Math.max(max, into[c]!);
  let total = 0;
  for (let c = 0; c < classes; c++) total += into[c] = Math.exp(into[c]! - max);
  for (let c = 0; c < classes; c++) into[c]! /= total;
}
