/** Digits after the point of the fixed-point numbers, in bits: twice those of a double. */
const BITS = 112n;
const ONE = 1n << BITS;
const MANTISSA = 2 ** 52;

/**
 * The double nearest to the natural logarithm of a number above 0, up to 1. `Math.log` may miss it by the last bit, and by
 * another one on another machine; where two ways to part a text are equally likely, that bit decides.
 */
export function exactLog(x: number): number {
  let halvings = 0;
  let mantissa = x;
  while (mantissa < 1) {
    mantissa *= 2;
    halvings++;
  }
  const log = logOf(BigInt(mantissa * MANTISSA), BigInt(MANTISSA)) - BigInt(halvings) * LOG_2;
  return Number(log) / Number(ONE);
}

/** Logarithm of a fraction of 1 or more by the series of the inverse hyperbolic tangent. */
function logOf(numerator: bigint, denominator: bigint): bigint {
  const first = ((numerator - denominator) * ONE) / (numerator + denominator);
  const square = (first * first) >> BITS;
  let sum = 0n;
  for (let power = first, n = 1n; power > 0n; power = (power * square) >> BITS, n += 2n) sum += power / n;
  return 2n * sum;
}

const LOG_2 = logOf(2n, 1n);
