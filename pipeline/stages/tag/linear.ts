import type { FeatureBuffer } from "./features-buffer.ts";

/** A linear classifier over hashed features: int8 weights `[bucket × stride + class]`, one scale per class. */
export interface LinearModel {
  classes: number;
  /** log2 of its buckets; a feature's bucket is the low bits of its index. */
  bits: number;
  weights: Int8Array;
  /** Bytes from bucket to bucket, as many as classes or more; those beyond the classes are nothing. */
  stride: number;
  scale: Float32Array;
  bias: Float32Array;
}

/** From so many columns on they are read eight at a time. */
const WIDE = 3;
const LANES = 8;

/** The columns of a model from `first` on as a model of its own: whoever asks for few of them reads less memory. */
export function columnsOf(
  { stride, bits, weights, scale, bias }: LinearModel,
  first: number,
  count: number,
): LinearModel {
  const wide = count < WIDE ? count : Math.ceil(count / LANES) * LANES;
  const part = new Int8Array(wide << bits);
  for (let bucket = 0; bucket < 1 << bits; bucket++)
    part.set(weights.subarray(bucket * stride + first, bucket * stride + first + count), bucket * wide);
  return {
    ...{ classes: count, bits, weights: part, stride: wide },
    scale: scale.slice(first, first + count),
    bias: bias.slice(first, first + count),
  };
}

/** Class scores (logits) of the features in the buffer. */
export function linearScores(model: LinearModel, features: FeatureBuffer, into: Float64Array): void {
  const { classes, scale, bias, stride, weights } = model;
  const { value, size } = features;
  into.fill(0, 0, classes);
  const lanes = stride % LANES === 0 ? new Int32Array(weights.buffer, weights.byteOffset, weights.length >> 2) : null;
  // The features of a group stand together and have one value: their bytes are added up before it is multiplied in,
  // which is exact, since sums of bytes times a single float fit a double.
  for (let from = 0; from < size; ) {
    const v = value[from] ?? 0;
    let to = from + 1;
    while (to < size && value[to] === v) to++;
    if (lanes)
      for (let first = 0; first < classes; first += LANES) addEight(model, lanes, features, { from, to, first }, into);
    else for (let first = 0; first < classes; first += 2) addTwo(model, features, { from, to, first }, into);
    from = to;
  }
  for (let c = 0; c < classes; c++) into[c] = (into[c] ?? 0) * (scale[c] ?? 0) + (bias[c] ?? 0);
}

/** Features of one value, from one up to another, and the column from which on they are added up. */
interface Stretch {
  from: number;
  to: number;
  first: number;
}

/** Most bytes whose sum fits sixteen bits. */
const MOST_BYTES = 256;
const SIGNS = 0x80808080;
const EVEN = 0x00ff00ff;
const LANE = 0xffff;

/**
 * Adds to `into` the scores of up to eight columns. Their bytes are read as two integers and added up side by side, each
 * in sixteen bits of its own: 128 is added to every byte, so that none is negative, and taken off at the end.
 */
function addEight(
  { classes, stride, bits }: LinearModel,
  lanes: Int32Array,
  { index, value }: FeatureBuffer,
  { from, to, first }: Stretch,
  into: Float64Array,
): void {
  const mask = (1 << bits) - 1;
  const step = stride >> 2;
  const column = first >> 2;
  const v = value[from] ?? 0;
  let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let at = from; at < to; at += MOST_BYTES) {
    const end = Math.min(to, at + MOST_BYTES);
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = at; i < end; i++) {
      const place = ((index[i] as number) & mask) * step + column;
      const low = (lanes[place] as number) ^ SIGNS;
      const high = (lanes[place + 1] as number) ^ SIGNS;
      a += low & EVEN;
      b += (low >>> 8) & EVEN;
      c += high & EVEN;
      d += (high >>> 8) & EVEN;
    }
    s0 += a & LANE;
    s1 += b & LANE;
    s2 += a >>> 16;
    s3 += b >>> 16;
    s4 += c & LANE;
    s5 += d & LANE;
    s6 += c >>> 16;
    s7 += d >>> 16;
  }
  const added = 128 * (to - from);
  const add = (lane: number, sum: number) => {
    if (first + lane < classes) into[first + lane] = (into[first + lane] as number) + (sum - added) * v;
  };
  add(0, s0);
  add(1, s1);
  add(2, s2);
  add(3, s3);
  add(4, s4);
  add(5, s5);
  add(6, s6);
  add(7, s7);
}

/** The same of one or two, byte by byte. */
function addTwo(
  { classes, weights, stride, bits }: LinearModel,
  { index, value }: FeatureBuffer,
  { from, to, first }: Stretch,
  into: Float64Array,
): void {
  const mask = (1 << bits) - 1;
  let a = 0;
  let b = 0;
  for (let i = from; i < to; i++) {
    const at = ((index[i] as number) & mask) * stride + first;
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
  return { classes, bits, weights: bytes, stride: classes, scale, bias: Float32Array.from(bias) };
}
