import type { EmbeddingFile } from "../stages/tag/embedding.ts";
import { leadingVectors, type SparseMatrix } from "./svd.ts";

/** A word counts that stands in this many items; of more words than a table may hold the most frequent. */
const LEAST_ITEMS = 8;
const MOST_WORDS = 40_000;
const DIMENSIONS = 100;
/** Words up to this far apart stand near each other; the nearest of them count double. */
const WINDOW = 6;
const NEAREST = 3;
/** Makes frequent neighbours count less (Levy, Goldberg, Dagan 2015). */
const SMOOTHING = 0.75;
const SEED = 17;

/** Vectors of words as the weights' file keeps them. */
export type TrainedVectors = Pick<EmbeddingFile, "dimensions" | "words" | "rarity"> & { table: Buffer };

/** The words of a corpus in the order they were read, an item after the other; memory grows by four bytes a word. */
export class CorpusWords {
  /** Number of each word, from 1 on; 0 stands between items. */
  readonly #numbers = new Map<string, number>();
  /** In how many items each word stands, and the last of them. */
  readonly #items: number[] = [0];
  readonly #last: number[] = [0];
  #text = new Uint32Array(1 << 16);
  #size = 0;
  #read = 0;

  /** Takes the words of one item. */
  add(words: Iterable<string>): void {
    this.#read++;
    for (const word of words) {
      let number = this.#numbers.get(word);
      if (number === undefined) {
        number = this.#items.length;
        this.#numbers.set(word, number);
        this.#items.push(0);
        this.#last.push(0);
      }
      if (this.#last[number] !== this.#read) {
        this.#last[number] = this.#read;
        this.#items[number] = (this.#items[number] ?? 0) + 1;
      }
      this.#put(number);
    }
    this.#put(0);
  }

  /**
   * Vectors of the words by which words stand near them: positive pointwise mutual information, reduced to its leading
   * directions.
   */
  vectors(): TrainedVectors {
    const kept = [...this.#numbers]
      .map(([word, number]) => ({ word, number, items: this.#items[number] ?? 0 }))
      .filter(({ items }) => items >= LEAST_ITEMS)
      .sort((a, b) => b.items - a.items || a.number - b.number)
      .slice(0, MOST_WORDS);
    const rows = new Int32Array(this.#items.length).fill(-1);
    for (const [row, { number }] of kept.entries()) rows[number] = row;
    const near = informationOf(neighbours(this.#text.subarray(0, this.#size), rows, kept.length));
    const vectors = leadingVectors(near, DIMENSIONS, SEED);
    return {
      dimensions: DIMENSIONS,
      words: kept.map(({ word }) => word),
      rarity: kept.map(({ items }) => Math.round(Math.log(this.#read / items) * 100) / 100),
      table: bytesOf(vectors),
    };
  }

  #put(number: number): void {
    if (this.#size === this.#text.length) {
      const longer = new Uint32Array(this.#text.length * 2);
      longer.set(this.#text);
      this.#text = longer;
    }
    this.#text[this.#size++] = number;
  }
}

/** How often words stand near each other, row by row, with the sum of each row. */
interface Neighbours {
  matrix: SparseMatrix;
  sums: Float64Array;
}

/** Counts pairs in two passes, so that each row's entries lie together. */
function neighbours(text: Uint32Array, rows: Int32Array, size: number): Neighbours {
  const starts = new Uint32Array(size + 1);
  eachPair(text, rows, (a) => {
    starts[a + 1] = (starts[a + 1] as number) + 1;
  });
  for (let row = 0; row < size; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  // An entry is a column twice, and one more where the pair counts double.
  const entries = new Uint32Array(starts[size] as number);
  const next = starts.slice();
  eachPair(text, rows, (a, b, nearest) => {
    entries[next[a] as number] = b * 2 + Number(nearest);
    next[a] = (next[a] as number) + 1;
  });
  const counts = new Float64Array(size);
  const sums = new Float64Array(size);
  const columns: number[] = [];
  const values: number[] = [];
  const joined = new Uint32Array(size + 1);
  for (let row = 0; row < size; row++) {
    const found = entries.subarray(starts[row], starts[row + 1]);
    for (const entry of found) counts[entry >>> 1] = (counts[entry >>> 1] as number) + 1 + (entry & 1);
    for (const entry of found) {
      const column = entry >>> 1;
      const count = counts[column] as number;
      if (count === 0) continue;
      counts[column] = 0;
      columns.push(column);
      values.push(count);
      sums[row] = (sums[row] as number) + count;
    }
    joined[row + 1] = columns.length;
  }
  const matrix = { size, starts: joined, columns: Uint32Array.from(columns), values: Float32Array.from(values) };
  return { matrix, sums };
}

function eachPair(text: Uint32Array, rows: Int32Array, take: (a: number, b: number, nearest: boolean) => void): void {
  const recent: number[] = [];
  for (const number of text) {
    if (number === 0) {
      recent.length = 0;
      continue;
    }
    const row = rows[number] as number;
    if (row === -1) continue;
    recent.forEach((other, at) => {
      const nearest = recent.length - at <= NEAREST;
      take(row, other, nearest);
      take(other, row, nearest);
    });
    recent.push(row);
    if (recent.length > WINDOW) recent.shift();
  }
}

/** Positive pointwise mutual information of counts; pairs that are no more frequent than by chance are left out. */
function informationOf({ matrix, sums }: Neighbours): SparseMatrix {
  const total = sums.reduce((a, b) => a + b, 0);
  const smoothed = sums.map((sum) => sum ** SMOOTHING);
  const share = total / smoothed.reduce((a, b) => a + b, 0);
  const starts = new Uint32Array(matrix.size + 1);
  const { columns, values } = matrix;
  let kept = 0;
  for (let row = 0; row < matrix.size; row++) {
    for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at++) {
      const column = columns[at] as number;
      const chance = ((sums[row] as number) * (smoothed[column] as number) * share) / total;
      const information = Math.log((values[at] as number) / chance);
      if (information <= 0) continue;
      columns[kept] = column;
      values[kept++] = information;
    }
    starts[row + 1] = kept;
  }
  return { size: matrix.size, starts, columns: columns.slice(0, kept), values: values.slice(0, kept) };
}

/** A signed byte for each number; the largest of a row becomes 127. */
function bytesOf(vectors: Float64Array): Buffer {
  const bytes = new Int8Array(vectors.length);
  for (let from = 0; from < vectors.length; from += DIMENSIONS) {
    const row = vectors.subarray(from, from + DIMENSIONS);
    const most = row.reduce((max, x) => Math.max(max, Math.abs(x)), 0) || 1;
    bytes.set(
      Array.from(row, (x) => Math.round((x / most) * 127)),
      from,
    );
  }
  return Buffer.from(bytes.buffer);
}
