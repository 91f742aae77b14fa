import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrated, calibrationError, fitCalibration } from "../../../pipeline/stages/tag/calibrate.ts";

describe("calibration", () => {
  // A classifier that says 0.5–1.0 and is right half as often beyond chance as it believes.
  const confidences = Array.from({ length: 600 }, (_, i) => 0.5 + (i % 300) / 600);
  const right = confidences.map((c, i) => (i * 7919) % 1000 < 1000 * (0.5 + (c - 0.5) / 2));

  it("brings confidence to the share of right answers", () => {
    const map = fitCalibration(confidences, right);
    const after = confidences.map((c) => calibrated(map, c));
    expect(calibrationError(after, right)).toBeLessThan(calibrationError(confidences, right) / 3);
  });

  it("never turns a higher confidence into a lower one", () => {
    const map = fitCalibration(confidences, right);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        expect(calibrated(map, Math.max(a, b))).toBeGreaterThanOrEqual(calibrated(map, Math.min(a, b)));
      }),
    );
  });

  it("never claims certainty", () => {
    const map = fitCalibration([0.9, 0.95, 0.99], [true, true, true]);
    expect(calibrated(map, 1)).toBeLessThanOrEqual(0.99);
  });

  it("measures no error where confidence is right on average, and all of it where it is wrong throughout", () => {
    expect(calibrationError([0.5, 0.5], [true, false])).toBe(0);
    expect(calibrationError([0.9, 0.9], [false, false])).toBeCloseTo(0.9);
  });
});
