/** Shares and counts with their uncertainty, for the notebooks; nothing here knows of the page. */

const Z = 1.96;

export interface Interval {
  low: number;
  high: number;
}

/** 95 % interval of a share of `part` in `whole` (Wilson 1927); the whole range where there is nothing to go by. */
export function wilson(part: number, whole: number): Interval {
  if (!whole) return { low: 0, high: 1 };
  const share = part / whole;
  const middle = share + (Z * Z) / (2 * whole);
  const spread = Z * Math.sqrt((share * (1 - share)) / whole + (Z * Z) / (4 * whole * whole));
  const scale = 1 + (Z * Z) / whole;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

/** 95 % interval of the difference `b - a` of two independent shares (Newcombe 1998, method 10). */
export function newcombe(a: [part: number, whole: number], b: [part: number, whole: number]): Interval {
  const [from, to] = [wilson(...a), wilson(...b)];
  const [p, q] = [a[1] ? a[0] / a[1] : 0, b[1] ? b[0] / b[1] : 0];
  return {
    low: q - p - Math.hypot(q - to.low, from.high - p),
    high: q - p + Math.hypot(to.high - q, p - from.low),
  };
}

/**
 * How many there are in all, from two lists that overlap (Chapman 1951), with a log-normal 95 % interval of those on
 * neither list. It takes the lists to be independent; lists that lean to the same things make it too low.
 * @param first Things on the first list
 * @param second Things on the second list
 * @param both Things on both; null comes back where there are none
 */
export function chapman(first: number, second: number, both: number): ({ all: number } & Interval) | null {
  if (!both) return null;
  const all = ((first + 1) * (second + 1)) / (both + 1) - 1;
  const seen = first + second - both;
  const variance = ((first + 1) * (second + 1) * (first - both) * (second - both)) / ((both + 1) ** 2 * (both + 2));
  const unseen = all - seen;
  if (unseen <= 0) return { all, low: seen, high: all };
  const factor = Math.exp(Z * Math.sqrt(Math.log(1 + variance / unseen ** 2)));
  return { all, low: seen + unseen / factor, high: seen + unseen * factor };
}

/** How many kinds there would be if all were equally common: the inverse of Simpson's index; null without any. */
export function effectiveKinds(counts: number[]): number | null {
  const all = counts.reduce((a, b) => a + b, 0);
  return all ? all ** 2 / counts.reduce((sum, n) => sum + n * n, 0) : null;
}

/** The value below which a share of the sorted values lies, by linear interpolation; null without values. */
export function quantile(values: number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at));
}

/** Random numbers from 0 to 1 that are the same at every reading (mulberry32), so that a page's sentences do not change. */
export function random(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** 95 % interval of a figure of the rows, by drawing them anew with replacement (Efron 1979); null without rows. */
export function bootstrap<Row>(rows: Row[], figure: (rows: Row[]) => number | null, times = 500): Interval | null {
  if (!rows.length) return null;
  const next = random();
  const found: number[] = [];
  for (let round = 0; round < times; round++) {
    const value = figure(rows.map(() => rows[Math.floor(next() * rows.length)] as Row));
    if (value !== null && Number.isFinite(value)) found.push(value);
  }
  const [low, high] = [quantile(found, 0.025), quantile(found, 0.975)];
  return low === null || high === null ? null : { low, high };
}

/** The rows in an order that says nothing (Fisher and Yates), by the given random numbers. */
export function shuffled<T>(rows: T[], next: () => number): T[] {
  const order = [...rows];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}
