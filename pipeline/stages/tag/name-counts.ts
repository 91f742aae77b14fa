import { firstReached } from "../../bisect.ts";
import { hashText } from "./features-buffer.ts";

/** In how many items of the corpus a name stands, in how many of these about AI, and in how many in the headline. */
export interface NameCount {
  items: number;
  ai: number;
  titles: number;
}

const ROW_BYTES = 10;
const MOST = 0xffff;

/**
 * How often names stand in the corpus, by hash: what names new models is rare, what names shows, papers and features is
 * not. Names that stand in one item only are left out.
 */
export class NameCounts {
  readonly #hashes: Uint32Array;
  readonly #counts: Uint16Array;

  /** @param bytes what `packNameCounts` made: sorted hashes, then three counts for each */
  constructor(bytes: Buffer) {
    const rows = bytes.length / ROW_BYTES;
    if (!Number.isInteger(rows)) throw new Error(`counts of names have ${bytes.length} bytes`);
    const copy = Uint8Array.from(bytes);
    this.#hashes = new Uint32Array(copy.buffer, 0, rows);
    this.#counts = new Uint16Array(copy.buffer, rows * 4, rows * 3);
  }

  /** @param name folded */
  of(name: string): NameCount | null {
    const wanted = hashOf(name);
    const at = firstReached(this.#hashes.length, (place) => (this.#hashes[place] ?? 0) >= wanted);
    if (this.#hashes[at] !== wanted) return null;
    const counts = this.#counts;
    return { items: counts[at * 3] ?? 0, ai: counts[at * 3 + 1] ?? 0, titles: counts[at * 3 + 2] ?? 0 };
  }
}

/** The counts of names as the weights' file keeps them; of names with one hash the most frequent stays. */
export function packNameCounts(counts: ReadonlyMap<string, NameCount>): Buffer {
  const byHash = new Map<number, NameCount>();
  for (const [name, count] of counts) {
    const hash = hashOf(name);
    if (count.items > (byHash.get(hash)?.items ?? 1)) byHash.set(hash, count);
  }
  const hashes = Uint32Array.from(byHash.keys()).sort();
  const rows = new Uint16Array(hashes.length * 3);
  hashes.forEach((hash, at) => {
    const { items, ai, titles } = byHash.get(hash) as NameCount;
    rows.set([Math.min(MOST, items), Math.min(MOST, ai), Math.min(MOST, titles)], at * 3);
  });
  return Buffer.concat([Buffer.from(hashes.buffer), Buffer.from(rows.buffer)]);
}

const hashOf = (name: string): number => hashText(name) >>> 0;
