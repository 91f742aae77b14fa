import { describe, expect, it } from "vitest";
import {
  bootstrap,
  chapman,
  effectiveKinds,
  newcombe,
  quantile,
  random,
  shuffled,
  wilson,
} from "../../notebooks/shared/statistics.ts";

describe("the statistics of notebooks", () => {
  it("give the published intervals of a share and of a difference", () => {
    // Newcombe 1998: 81/263 has the Wilson interval 0.2553 to 0.3662; 56/70 against 48/80 the difference's 0.0524 to 0.3339.
    expect(wilson(81, 263).low).toBeCloseTo(0.2553, 3);
    expect(wilson(81, 263).high).toBeCloseTo(0.3662, 3);
    const difference = newcombe([48, 80], [56, 70]);
    expect(difference.low).toBeCloseTo(0.0524, 3);
    expect(difference.high).toBeCloseTo(0.3339, 3);
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it("estimate a number from two lists, with an interval that holds what was seen", () => {
    const found = chapman(15, 24, 5);
    expect(found?.all).toBeCloseTo((16 * 25) / 6 - 1, 6);
    expect(found?.low).toBeGreaterThan(34);
    expect(found?.high).toBeGreaterThan(100);
    expect(chapman(15, 24, 0)).toBeNull();
    expect(chapman(10, 10, 10)).toEqual({ all: 10, low: 10, high: 10 });
  });

  it("count kinds as if all were equally common", () => {
    expect(effectiveKinds([5, 5, 5])).toBeCloseTo(3, 9);
    expect(effectiveKinds([100, 1, 1])).toBeLessThan(1.1);
    expect(effectiveKinds([])).toBeNull();
  });

  it("give quantiles between values, and none of nothing", () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([7], 0.975)).toBe(7);
    expect(quantile([], 0.5)).toBeNull();
  });

  it("draw the same at every reading, and an interval around the figure of the rows", () => {
    expect([random(3)(), random(4)()]).toEqual([random(3)(), random(4)()]);
    const rows = Array.from({ length: 200 }, (_, at) => at % 2);
    const mean = (some: number[]) => some.reduce((a, b) => a + b, 0) / some.length;
    const band = bootstrap(rows, mean);
    expect(band).toEqual(bootstrap(rows, mean));
    // The normal interval of a share of one half in 200 is 0.431 to 0.569.
    expect(band?.low).toBeCloseTo(0.431, 1);
    expect(band?.high).toBeCloseTo(0.569, 1);
    expect(bootstrap([], mean)).toBeNull();
    const order = shuffled([1, 2, 3, 4, 5, 6, 7, 8], random(2));
    expect(order).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([...order].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
