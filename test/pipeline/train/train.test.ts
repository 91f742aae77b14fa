import { describe, expect, it } from "vitest";
import { FeatureBuffer } from "../../../pipeline/stages/tag/features-buffer.ts";
import { linearScores, quantise } from "../../../pipeline/stages/tag/linear.ts";
import { assignFolds } from "../../../pipeline/train/crossvalidate.ts";
import { type Example, softmaxScores, trainLogistic } from "../../../pipeline/train/logistic.ts";

const example = (index: number[], target: number[]): Example => ({
  index: Int32Array.from(index),
  value: new Float32Array(index.length).fill(0.7),
  target: Float32Array.from(target),
  weight: 1,
});
const options = { classes: 2, epochs: 20, rate: 0.3, l2: 1e-4, seed: 1 };
// Feature 7 speaks for the first class, 11 for the second, 99 stands in both.
const examples = Array.from({ length: 40 }, (_, i) => (i % 2 ? example([7, 99], [1, 0]) : example([11, 99], [0, 1])));

describe("logistic regression", () => {
  it("learns which features speak for which class", () => {
    const { weights, bias } = trainLogistic(examples, options);
    const p = new Float64Array(2);
    softmaxScores(weights, bias, 2, Int32Array.of(7, 99), Float32Array.of(0.7, 0.7), p);
    expect(p[0]).toBeGreaterThan(0.9);
    softmaxScores(weights, bias, 2, Int32Array.of(99), Float32Array.of(0.7), p);
    expect(p[0]).toBeCloseTo(0.5, 1);
  });

  it("gives the same weights for the same seed", () => {
    const bytes = (weights: Float32Array) => Buffer.from(weights.buffer);
    expect(
      bytes(trainLogistic(examples, options).weights).equals(bytes(trainLogistic(examples, options).weights)),
    ).toBe(true);
  });

  it("keeps its scores when each weight is rounded to a byte", () => {
    const { weights, bias } = trainLogistic(examples, options);
    const model = quantise(weights, bias, 2, 18);
    const buffer = new FeatureBuffer();
    buffer.reset();
    buffer.add(1, 0, 0, 0, 1);
    buffer.index[0] = 7;
    buffer.value[0] = 1;
    const scores = new Float64Array(2);
    linearScores(model, buffer, scores);
    expect(scores[0]).toBeCloseTo((weights[14] ?? 0) + (bias[0] ?? 0), 1);
  });
});

describe("folds", () => {
  it("are the same for the same seed and nearly of one size", () => {
    const folds = assignFolds(52, 7);
    expect(assignFolds(52, 7)).toEqual(folds);
    const sizes = [0, 1, 2, 3, 4].map((fold) => folds.filter((f) => f === fold).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});
