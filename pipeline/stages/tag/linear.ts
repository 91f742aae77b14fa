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

/** The columns of a model from `first` on as a model of its own: whoever asks for few of them reads less memory. */
export function columnsOf(
  { classes, bits, weights, scale, bias }: LinearModel,
  first: number,
  count: number,
): LinearModel {
  const part = new Int8Array(count << bits);
  for (let bucket = 0; bucket < 1 << bits; bucket++)
    part.set(weights.subarray(bucket * classes + first, bucket * classes + first + count), bucket * count);
  return {
    ...{ classes: count, bits, weights: part },
    scale: scale.slice(first, first + count),
    bias: bias.slice(first, first + count),
  };
}

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
    let first = 0;
    for (; first + 2 < classes; first += 4) addFour(model, features, from, to, first, into);
    if (first < classes) addTwo(model, features, from, to, first, into);
    from = to;
  }
  for (let c = 0; c < classes; c++) into[c] = (into[c] ?? 0) * (scale[c] ?? 0) + (bias[c] ?? 0);
}

/** Adds to `into` the scores of up to four columns from `first` on over features of one value. */
function addFour(
  { classes, weights, bits }: LinearModel,
  { index, value }: FeatureBuffer,
  from: number,
  to: number,
  first: number,
  into: Float64Array,
): void {
  const mask = (1 << bits) - 1;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = from; i < to; i++) {
    const at = ((index[i] as number) & mask) * classes + first;
    a += weights[at] as number;
    b += weights[at + 1] as number;
    c += weights[at + 2] as number;
    d += weights[at + 3] ?? 0;
  }
  const v = value[from] ?? 0;
  into[first] = (into[first] ?? 0) + a * v;
  into[first + 1] = (into[first + 1] ?? 0) + b * v;
  into[first + 2] = (into[first + 2] ?? 0) + c * v;
  if (first + 3 < classes) into[first + 3] = (into[first + 3] ?? 0) + d * v;
}

/** The same of one or two. */
function addTwo(
  { classes, weights, bits }: LinearModel,
  { index, value }: FeatureBuffer,
  from: number,
  to: number,
  first: number,
  into: Float64Array,
): void {
  const mask = (1 << bits) - 1;
  let a = 0;
  let b = 0;
  for (let i = from; i < to; i++) {
    const at = ((index[i] as number) & mask) * classes + first;
    a += weights[at] as number;
    b += weights[at + 1] ?? 0;
  }
  const v = value[from] ?? 0;
  into[first] = (into[first] ?? 0) + a * v;
  if (first + 1 < classes) into[first + 1] = (into[first + 1] ?? 0) + b * v;
}

/** Probabilities from the scores of `count` columns from `first` on. */
export function softmax(scores: Float64Array, [first, count]: readonly [number, number]): number[] {
  const shares: number[] = [];
  let max = Number.NEGATIVE_INFINITY;
  for (let c = first; c < first + count; c++) max = Math.max(max, scores[c] ?? 0);
  let total = 0;
  for (let c = first; c < first + count; c++) {
    const power = Math.exp((scores[c] ?? 0) - max);
    shares.push(power);
    total += power;
  }
  for (let c = 0; c < count; c++) shares[c] = (shares[c] ?? 0) / total;
  return shares;
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
