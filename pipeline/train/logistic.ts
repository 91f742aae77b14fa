import { HASH_BITS } from "../stages/tag/features-buffer.ts";
import { step } from "./adagrad.ts";
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
  /** L2 penalty of a weight at each step of an example that has its feature. */
  l2: number;
  seed: number;
}

/** Weights `[bucket × classes + class]` and a bias per class. */
export interface LinearWeights {
  classes: number;
  weights: Float32Array;
  bias: Float32Array;
}

/** The bias learns this much more slowly than weights, which see far fewer examples each. */
const BIAS_RATE = 0.05;

/**
 * Multinomial logistic regression by AdaGrad over shuffled examples. The second half of the epochs is averaged, which
 * steadies what few examples leave to chance.
 */
export function trainLogistic(examples: readonly Example[], options: LogisticOptions): LinearWeights {
  const { classes, epochs } = options;
  const size = (1 << HASH_BITS) * classes;
  const model = { classes, weights: new Float32Array(size), bias: new Float32Array(classes) };
  const squares = new Float32Array(size).fill(1e-3);
  const sums = { weights: new Float32Array(size), bias: new Float32Array(classes) };
  const order = Int32Array.from(examples, (_, i) => i);
  const random = seededRandom(options.seed);
  let averaged = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const rate = options.rate / (1 + epoch * 0.3);
    for (const at of order) {
      const example = examples[at];
      if (example) learn(model, squares, example, rate, options.l2);
    }
    if (epoch * 2 < epochs) continue;
    averaged++;
    addTo(sums.weights, model.weights);
    addTo(sums.bias, model.bias);
  }
  return { classes, weights: sums.weights.map((x) => x / averaged), bias: sums.bias.map((x) => x / averaged) };
}

function learn(model: LinearWeights, squares: Float32Array, example: Example, rate: number, l2: number): void {
  const { classes, weights, bias } = model;
  const { index, value, target, weight } = example;
  const error = new Float64Array(classes);
  softmaxScores(weights, bias, classes, index, value, error);
  for (let c = 0; c < classes; c++) {
    error[c] = ((error[c] ?? 0) - (target[c] ?? 0)) * weight;
    bias[c] = (bias[c] ?? 0) - rate * BIAS_RATE * (error[c] ?? 0);
  }
  for (let i = 0; i < index.length; i++) {
    const base = (index[i] ?? 0) * classes;
    const v = value[i] ?? 0;
    for (let c = 0; c < classes; c++) {
      const k = base + c;
      step(weights, squares, k, (error[c] ?? 0) * v + l2 * (weights[k] ?? 0), rate);
    }
  }
}

function addTo(sum: Float32Array, part: Float32Array): void {
  for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + (part[k] ?? 0);
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
  for (let c = 0; c < classes; c++) into[c] = bias[c] ?? 0;
  for (let i = 0; i < index.length; i++) {
    const base = (index[i] ?? 0) * classes;
    const v = value[i] ?? 0;
    for (let c = 0; c < classes; c++) into[c] = (into[c] ?? 0) + (weights[base + c] ?? 0) * v;
  }
  let max = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < classes; c++) max = Math.max(max, into[c] ?? 0);
  let total = 0;
  for (let c = 0; c < classes; c++) {
    into[c] = Math.exp((into[c] ?? 0) - max);
    total += into[c] ?? 0;
  }
  for (let c = 0; c < classes; c++) into[c] = (into[c] ?? 0) / total;
}
