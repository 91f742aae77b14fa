import { firstReached } from "../../bisect.ts";
/**
 * A monotone map from a classifier's confidence to the share of its answers that were right on held-out items:
 * isotonic regression, kept as the points between which it runs straight.
 */
export interface Calibration {
  from: number[];
  to: number[];
}

/** The calibrated probability for a raw one, 0.01–0.99: held-out items never bear out certainty. */
export function calibrated(map: Calibration, raw: number): number {
  const { from, to } = map;
  if (!from.length) return raw;
  const right = firstReached(from.length - 1, (at) => (from[at] ?? 0) >= raw);
  const left = Math.max(0, right - 1);
  const [x0 = 0, x1 = 1, y0 = raw, y1 = raw] = [from[left], from[right], to[left], to[right]];
  const share = x1 > x0 ? Math.min(1, Math.max(0, (raw - x0) / (x1 - x0))) : 1;
  return Math.min(0.99, Math.max(0.01, y0 + (y1 - y0) * share));
}

/** Fits a map by pooling adjacent violators over held-out confidences and whether each answer was right. */
export function fitCalibration(confidences: readonly number[], right: readonly boolean[]): Calibration {
  const order = confidences.map((_, i) => i).sort((a, b) => (confidences[a] ?? 0) - (confidences[b] ?? 0));
  const bins: { x: number; hits: number; size: number }[] = [];
  // Bins of 15 items at least, so that one item cannot bend the curve.
  for (let at = 0; at < order.length; at += 15) {
    const part = order.slice(at, at + 15);
    bins.push({
      x: part.reduce((s, i) => s + (confidences[i] ?? 0), 0),
      hits: part.filter((i) => right[i]).length,
      size: part.length,
    });
    for (let last = bins.length - 1; last > 0; last--) {
      const [a, b] = [bins[last - 1], bins[last]];
      if (!a || !b || a.hits / a.size <= b.hits / b.size) break;
      bins.splice(last - 1, 2, { x: a.x + b.x, hits: a.hits + b.hits, size: a.size + b.size });
    }
  }
  return {
    from: bins.map((b) => round(b.x / b.size)),
    to: bins.map((b) => round((b.hits + 0.5) / (b.size + 1))),
  };
}

/** Answers of about the same confidence. */
export interface CalibrationBin {
  /** Bounds of the confidence, 0–1. */
  from: number;
  to: number;
  /** How many answers fell into it, and how many of them were right. */
  items: number;
  right: number;
  /** Mean confidence; null where it is empty. */
  confidence: number | null;
}

/** Sorts answers into ten bins of equal width by their confidence. */
export function calibrationBins(confidences: readonly number[], right: readonly boolean[]): CalibrationBin[] {
  return Array.from({ length: 10 }, (_, bin) => {
    const inside = confidences.flatMap((c, i) => (Math.min(9, Math.floor(c * 10)) === bin ? [i] : []));
    const sure = inside.reduce((s, i) => s + (confidences[i] ?? 0), 0);
    return {
      from: bin / 10,
      to: (bin + 1) / 10,
      items: inside.length,
      right: inside.filter((i) => right[i]).length,
      confidence: inside.length ? sure / inside.length : null,
    };
  });
}

/** Expected calibration error: mean distance between confidence and share of right answers over ten equal-width bins. */
export function calibrationError(confidences: readonly number[], right: readonly boolean[]): number {
  const bins = calibrationBins(confidences, right);
  const error = bins.reduce((sum, bin) => sum + Math.abs((bin.confidence ?? 0) * bin.items - bin.right), 0);
  return confidences.length ? error / confidences.length : 0;
}

const round = (x: number) => Math.round(x * 1e4) / 1e4;
