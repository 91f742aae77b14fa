import { describe, expect, it } from "vitest";
import { FeatureBuffer } from "../../../pipeline/stages/tag/features-buffer.ts";
import { columnsOf, type LinearModel, linearScores, softmax } from "../../../pipeline/stages/tag/linear.ts";

const CLASSES = 11;
const BITS = 6;
const model: LinearModel = {
  ...{
    classes: CLASSES,
    bits: BITS,
    weights: Int8Array.from({ length: CLASSES << BITS }, (_, i) => (i * 37) % 251),
    stride: CLASSES,
  },
  scale: Float32Array.from({ length: CLASSES }, (_, c) => 0.01 * (c + 1)),
  bias: Float32Array.from({ length: CLASSES }, (_, c) => c / 7),
};
const features = new FeatureBuffer();
features.reset();
for (let hash = 1; hash < 40; hash++) features.add(hash * 77, hash % 2, 0, 0, 1);
features.normalise([1, 0.5]);

function scores(of: LinearModel): number[] {
  const into = new Float64Array(of.classes);
  linearScores(of, features, into);
  return [...into];
}

/** The definition, feature by feature. */
function plain(column: number): number {
  let sum = 0;
  for (let at = 0; at < features.size; at++) {
    const bucket = (features.index[at] ?? 0) & ((1 << BITS) - 1);
    sum += (model.weights[bucket * CLASSES + column] ?? 0) * (features.value[at] ?? 0);
  }
  return sum * (model.scale[column] ?? 0) + (model.bias[column] ?? 0);
}

describe("linear scores", () => {
  it("add up the weights of all features in every column", () => {
    scores(model).forEach((score, column) => {
      expect(score).toBeCloseTo(plain(column), 6);
    });
  });

  it.each([
    [0, 2],
    [2, 4],
    [6, 5],
    [0, 11],
    [10, 1],
  ])("are the same where the columns from %i on are a model of %i", (first, count) => {
    expect(scores(columnsOf(model, first, count))).toEqual(scores(model).slice(first, first + count));
  });

  it("become shares of one", () => {
    const shares = softmax(Float64Array.of(9, 1, 1, 2), [1, 3]);
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1);
    expect((shares[2] ?? 0) / (shares[0] ?? 1)).toBeCloseTo(Math.E);
  });
});
