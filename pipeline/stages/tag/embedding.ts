import { z } from "zod";
import { EVENTS, INDUSTRIES, TIERS } from "../../types.ts";
import type { Word } from "./features-mask.ts";
import { readWeights } from "./weights-file.ts";

/** The parts of an item whose words are averaged, each by itself: title, lead, lead and body. */
export const VECTOR_PARTS = 3;

/** What is judged by word vectors: being relevant, each event, each tier, each industry; a column each, in this order. */
export const EMBEDDED = [
  "relevant",
  ...EVENTS.map((event) => `event:${event}`),
  ...TIERS.map((tier) => `tier:${tier}`),
  ...INDUSTRIES,
] as const;
/** The first columns are about the whole item, the others are the industries. */
export const EMBEDDED_OF_ITEM = 1 + EVENTS.length + TIERS.length;

const EmbeddingFile = z.object({
  dimensions: z.number().int().positive(),
  words: z.array(z.string()),
  /** How rare each word is: log of all items over those that have it. */
  rarity: z.array(z.number()),
  /** A signed byte for each dimension of each word, base64. */
  table: z.string(),
  /** Linear classifiers over an item's vector: `[column × size + dimension]`, and a bias for each column. */
  weights: z.array(z.number()),
  bias: z.array(z.number()).length(EMBEDDED.length),
});
export type EmbeddingFile = z.infer<typeof EmbeddingFile>;

/** Log-odds by word vectors: of the columns about the whole item, and of each industry. */
export interface EmbeddingScores {
  item: number[];
  industries: number[];
}

export interface Embedding extends DenseClassifiers {
  vectors: WordVectors;
  /** The file's text, for digests. */
  source: string;
}

/** One linear classifier for each of `EMBEDDED`. */
export interface DenseClassifiers {
  weights: Float32Array;
  bias: Float32Array;
}

export const EMBEDDING_WEIGHTS = "embedding.json";

/**
 * Reads word vectors and the classifiers over them that `npm run train` writes.
 * @throws AskError naming the file where it is missing or malformed.
 */
export function loadEmbedding(path: string): Promise<Embedding> {
  return readWeights(path, (source) => {
    const file = EmbeddingFile.parse(JSON.parse(source));
    const vectors = new WordVectors(file, Buffer.from(file.table, "base64"));
    const wanted = EMBEDDED.length * VECTOR_PARTS * vectors.dimensions;
    if (file.weights.length !== wanted) throw new Error(`${file.weights.length} weights, not ${wanted}`);
    return { vectors, weights: Float32Array.from(file.weights), bias: Float32Array.from(file.bias), source };
  });
}

/** Vectors of words, learnt from which words stand near each other in a corpus: what is used alike lies close. */
export class WordVectors {
  readonly dimensions: number;
  readonly #rows: ReadonlyMap<string, number>;
  readonly #table: Int8Array;
  /** What a byte of each word counts: its rarity over the length of its vector. */
  readonly #factors: Float32Array;

  constructor({ dimensions, words, rarity }: Pick<EmbeddingFile, "dimensions" | "words" | "rarity">, table: Buffer) {
    if (table.length !== words.length * dimensions || rarity.length !== words.length)
      throw new Error(`${words.length} words of ${dimensions} dimensions have ${table.length} bytes`);
    this.dimensions = dimensions;
    this.#rows = new Map(words.map((word, row) => [word, row]));
    this.#table = new Int8Array(table.buffer, table.byteOffset, table.length);
    this.#factors = Float32Array.from(
      rarity,
      (one, row) => one / lengthOf(this.#table.subarray(row * dimensions, (row + 1) * dimensions)),
    );
  }

  /** Adds the vectors of the words that are known to a sum that begins at `from`; rare ones count more. */
  add(words: readonly Word[], into: Float32Array, from: number): void {
    for (const { word } of words) {
      const row = this.#rows.get(word);
      if (row === undefined) continue;
      const factor = this.#factors[row] as number;
      const base = row * this.dimensions;
      for (let k = 0; k < this.dimensions; k++)
        into[from + k] = (into[from + k] as number) + factor * (this.#table[base + k] as number);
    }
  }
}

/** Of a vector; of one of nothing but zeroes 1, so that it stays what it is when it is scaled. */
function lengthOf(vector: Int8Array | Float32Array): number {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += (vector[k] as number) ** 2;
  return Math.sqrt(sum) || 1;
}

/** What an item's vector is made of. */
type EmbeddingSource = Readonly<Record<"titleMasked" | "leadMasked" | "bodyMasked", { words: readonly Word[] }>>;

/** An item's vector: `VECTOR_PARTS` averages of length one side by side, names standing for their kind. */
export function embed(vectors: WordVectors, { titleMasked, leadMasked, bodyMasked }: EmbeddingSource): Float32Array {
  const { dimensions } = vectors;
  const vector = new Float32Array(VECTOR_PARTS * dimensions);
  vectors.add(titleMasked.words, vector, 0);
  vectors.add(leadMasked.words, vector, dimensions);
  vector.copyWithin(2 * dimensions, dimensions, 2 * dimensions);
  vectors.add(bodyMasked.words, vector, 2 * dimensions);
  for (let part = 0; part < VECTOR_PARTS; part++)
    scaleToOne(vector.subarray(part * dimensions, (part + 1) * dimensions));
  return vector;
}

function scaleToOne(vector: Float32Array): void {
  const length = lengthOf(vector);
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) / length;
}

/** Log-odds of every column of `EMBEDDED`, from an item's vector. */
export function denseScores({ weights, bias }: DenseClassifiers, vector: Float32Array): number[] {
  const scores: number[] = [];
  for (let column = 0; column < bias.length; column += 2) {
    // Two columns at a time: a sum has to wait for each of its additions, but not for another's.
    const base = column * vector.length;
    const next = base + vector.length;
    let first = bias[column] as number;
    let second = bias[column + 1] ?? 0;
    for (let k = 0; k < vector.length; k++) {
      const x = vector[k] as number;
      first += (weights[base + k] as number) * x;
      second += (weights[next + k] ?? 0) * x;
    }
    scores.push(first, second);
  }
  scores.length = bias.length;
  return scores;
}

/** The same, with those of the whole item apart from the industries'. */
export function embeddingScores(classifiers: DenseClassifiers, vector: Float32Array): EmbeddingScores {
  const all = denseScores(classifiers, vector);
  return { item: all.slice(0, EMBEDDED_OF_ITEM), industries: all.slice(EMBEDDED_OF_ITEM) };
}
