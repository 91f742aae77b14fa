import { describe, expect, it } from "vitest";
import {
  contributions,
  type Forest,
  packForest,
  ready,
  scoreFrom,
  scorePacked,
  scoreRow,
} from "../../../pipeline/stages/tag/trees.ts";

const forest: Forest = {
  features: ["a", "b"],
  bias: 0.5,
  trees: [
    {
      feature: [0, 1, -1, -1, -1],
      split: [1, 2, 0, 0, 0],
      left: [3, 2, 0, 0, 0],
      right: [1, 4, 0, 0, 0],
      value: [0, 0, 10, 20, 30],
    },
    { feature: [-1], split: [0], left: [0], right: [0], value: [100] },
  ],
};

describe("a packed forest", () => {
  it.each([
    [[1, 9], 120.5],
    [[1.1, 2], 110.5],
    [[1.1, 2.1], 130.5],
  ])("scores the row %j like the forest it was packed from", (values, score) => {
    const row = Float64Array.from(values);
    expect(scorePacked(packForest(forest), row)).toBe(score);
    expect(scoreRow(forest, row)).toBe(score);
  });

  it("scores to the end what may reach a bound, and gives up what cannot", () => {
    const trees = Array.from({ length: 20 }, (_, at) => ({
      ...{ feature: [0, -1, -1], split: [at, 0, 0], left: [1, 0, 0], right: [2, 0, 0], value: [0, -1, 0.5] },
    }));
    const packed = packForest({ bias: 0, trees });
    for (let x = -0.5; x < 21; x++) {
      const row = Float64Array.of(x);
      const score = scorePacked(packed, row);
      const found = scoreFrom(packed, row, 2);
      expect(found === score || (score < 2 && found === Number.NEGATIVE_INFINITY)).toBe(true);
    }
    expect(scoreFrom(packed, Float64Array.of(-1), 2)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("may be deeper than most", () => {
    const steps = [0, 1, 2, 3, 4, 5];
    const chain = {
      feature: [...steps.map(() => 0), ...steps.map(() => -1), -1],
      split: [...steps, ...steps.map(() => 0), 0],
      left: [...steps.map((at) => 6 + at), ...steps.map(() => 0), 0],
      right: [1, 2, 3, 4, 5, 12, ...steps.map(() => 0), 0],
      value: [...steps.map(() => 0), 10, 11, 12, 13, 14, 15, 16],
    };
    const deep = packForest({ bias: 0, trees: [chain] });
    expect([-1, 0, 0.5, 3.5, 5, 5.5].map((x) => scorePacked(deep, Float64Array.of(x)))).toEqual([
      10, 10, 11, 14, 15, 16,
    ]);
  });
});

describe("contributions", () => {
  it("are the changes of value along the path, largest first, no more than are asked for", () => {
    const row = Float64Array.of(1.1, 2.1);
    expect(contributions(ready(forest), row, 4)).toEqual([{ name: "b", weight: 30 }]);
    const [first] = forest.trees;
    const told = ready({ ...forest, trees: first ? [{ ...first, value: [0, -40, 10, 20, 30] }] : [] });
    expect(contributions(told, row, 4).map(({ name, weight }) => [name, weight])).toEqual([
      ["b", 70],
      ["a", -40],
    ]);
    expect(contributions(told, row, 1)).toHaveLength(1);
  });
});
