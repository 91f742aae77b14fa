import { describe, expect, it } from "vitest";
import { type Forest, packForest, scorePacked, scoreRow } from "../../../pipeline/stages/tag/trees.ts";

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
});
