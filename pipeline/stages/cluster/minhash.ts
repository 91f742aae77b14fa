import { mix } from "./shingles.ts";

const BINS = 128;
const BIN_BITS = 7;
const EMPTY = 0xffffffff;
const ROWS = 4;

/**
 * One-permutation MinHash: each hash falls into one of 128 bins, the least value of each bin is kept, and an empty bin
 * borrows from the next one that is filled (Shrivastava and Li 2014), so that equal bins estimate the Jaccard
 * similarity. All bins are empty where there is no hash.
 */
export function minhash(hashes: Uint32Array): Uint32Array {
  const bins = new Uint32Array(BINS).fill(EMPTY);
  for (let at = 0; at < hashes.length; at++) {
    const hash = hashes[at] as number;
    const bin = hash >>> (32 - BIN_BITS);
    const value = (hash << BIN_BITS) >>> 0;
    if (value < (bins[bin] as number)) bins[bin] = value;
  }
  if (!hashes.length) return bins;
  const filled = bins.slice();
  for (let bin = 0; bin < BINS; bin++) {
    let steps = 0;
    while (filled[(bin + steps) % BINS] === EMPTY && steps < BINS) steps++;
    if (steps) bins[bin] = mix((filled[(bin + steps) % BINS] as number) + steps);
  }
  return bins;
}

/**
 * Keys under which similar signatures meet: 32 bands of 4 bins. Two texts of Jaccard similarity s share a key with
 * probability 1 − (1 − s⁴)³²: .98 at s = .6, .87 at .5, .56 at .4.
 */
export function bandKeys(signature: Uint32Array): Uint32Array {
  const keys = new Uint32Array(BINS / ROWS);
  for (let band = 0; band < keys.length; band++) {
    let key = band;
    for (let row = 0; row < ROWS; row++) key = mix(Math.imul(key, 31) + (signature[band * ROWS + row] as number));
    keys[band] = key;
  }
  return keys;
}
