import type { FeatureBuffer } from "./features-buffer.ts";

/** A linear classifier over hashed features: int8 weights `[bucket × classes + class]`, one scale per class. */
export interface LinearModel {
  classes: number;
  /** log2 of its buckets; a feature's bucket is the low bits of its index. */
  bits: number;
  weights: Int8Array;
  scale: Float32Array;
  bias: Float32Array;
}

/** Columns that are added up together, each in a register. */
const WIDTH = 5;

/** Class scores (logits) of the features in the buffer. */
export function linearScores(model: LinearModel, features: FeatureBuffer, into: Float64Array): void {
  const { classes, scale, bias } = model;
  const { value, size } = features;
  into.fill(0, 0, classes);
  // The features of a group stand together and have one value: their bytes are added up before it is multiplied in,
  // which is exact, since sums of bytes times a single float fit a double.
  for (let from = 0; from < size; ) {
    const v = value[from] ?? 0;
    let to = from + 1;
    while (to < size && value[to] === v) to++;
    for (let first = 0; first < classes; first += WIDTH) addColumns(model, features, from, to, first, into);
    from = to;
  }
  for (let c = 0; c < classes; c++) into[c] = (into[c] ?? 0) * (scale[c] ?? 0) + (bias[c] ?? 0);
}

/** Adds to `into` the scores of up to `WIDTH` columns from `first` on over features of one value. */
function addColumns(
  { classes, weights, bits }: LinearModel,
  features: FeatureBuffer,
  from: number,
  to: number,
  first: number,
  into: Float64Array,
): void {
  const { index } = features;
  const v = features.value[from] ?? 0;
  const mask = (1 << bits) - 1;
  let [a, b, c, d, e] = [0, 0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const at = ((index[i] ?? 0) & mask) * classes + first;
    a += weights[at] ?? 0;
    b += weights[at + 1] ?? 0;
    c += weights[at + 2] ?? 0;
    d += weights[at + 3] ?? 0;
    e += weights[at + 4] ?? 0;
  }
  const sums = [a, b, c, d, e];
  for (let k = 0; k < WIDTH && first + k < classes; k++) into[first + k] = (into[first + k] ?? 0) + (sums[k] ?? 0) * v;
}

/**
 * How much the feature at `position` of the buffer adds to the score of column `chosen` over the mean of the other
 * columns of its label, which are `count` from `first` on.
 */
export function contribution(
  model: LinearModel,
  features: FeatureBuffer,
  position: number,
  [first, count]: readonly [number, number],
  chosen: number,
): number {
  const { classes, weights, scale } = model;
  const base = ((features.index[position] ?? 0) & ((1 << model.bits) - 1)) * classes;
  const column = first + chosen;
  let others = 0;
  for (let c = first; c < column; c++) others += (weights[base + c] ?? 0) * (scale[c] ?? 0);
  for (let c = column + 1; c < first + count; c++) others += (weights[base + c] ?? 0) * (scale[c] ?? 0);
  const own = (weights[base + column] ?? 0) * (scale[column] ?? 0);
  return (own - others / Math.max(1, count - 1)) * (features.value[position] ?? 0);
}

/** Probabilities from the scores of `count` columns from `first` on. */
export function softmax(scores: Float64Array, [first, count]: readonly [number, number]): number[] {
  const part = Array.from(scores.subarray(first, first + count));
  const max = Math.max(...part);
  const powers = part.map((score) => Math.exp(score - max));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

/** Rounds trained weights to a byte each; the largest of a class becomes 127. */
export function quantise(weights: Float32Array, bias: Float32Array, classes: number, bits: number): LinearModel {
  const scale = new Float32Array(classes);
  for (let i = 0; i < weights.length; i++) {
    const c = i % classes;
    scale[c] = Math.max(scale[c] ?? 0, Math.abs(weights[i] ?? 0));
  }
  for (let c = 0; c < classes; c++) scale[c] = (scale[c] || 1) / 127;
  const bytes = new Int8Array(weights.length);
  for (let i = 0; i < weights.length; i++) bytes[i] = Math.round((weights[i] ?? 0) / (scale[i % classes] ?? 1));
  return { classes, bits, weights: bytes, scale, bias: Float32Array.from(bias) };
}
