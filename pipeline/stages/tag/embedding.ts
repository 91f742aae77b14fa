import { z } from "zod";
import { EVENTS, INDUSTRIES, TIERS } from "../../types.ts";
import type { FeatureSource } from "./features.ts";
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

  /** Adds up the vectors of the words that are known, rare ones counting more, and scales the sum to length one. */
  average(texts: readonly (readonly Word[])[], into: Float32Array): void {
    for (const words of texts)
      for (const { word } of words) {
        const row = this.#rows.get(word);
        if (row === undefined) continue;
        const factor = this.#factors[row] as number;
        const base = row * this.dimensions;
        for (let k = 0; k < into.length; k++)
          into[k] = (into[k] as number) + factor * (this.#table[base + k] as number);
      }
    const length = lengthOf(into);
    for (let k = 0; k < into.length; k++) into[k] = (into[k] as number) / length;
  }
}

/** Of a vector; of one of nothing but zeroes 1, so that it stays what it is when it is scaled. */
function lengthOf(vector: Int8Array | Float32Array): number {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += (vector[k] as number) ** 2;
  return Math.sqrt(sum) || 1;
}

/** An item's vector: `VECTOR_PARTS` averages side by side, names standing for their kind. */
export function embed(vectors: WordVectors, { titleMasked, leadMasked, bodyMasked }: FeatureSource): Float32Array {
  const vector = new Float32Array(VECTOR_PARTS * vectors.dimensions);
  const parts = [[titleMasked.words], [leadMasked.words], [leadMasked.words, bodyMasked.words]];
  parts.forEach((texts, at) => {
    vectors.average(texts, vector.subarray(at * vectors.dimensions, (at + 1) * vectors.dimensions));
  });
  return vector;
}

/** Log-odds of every column of `EMBEDDED`, from an item's vector. */
export function denseScores({ weights, bias }: DenseClassifiers, vector: Float32Array): number[] {
  return Array.from(bias, (start, column) => {
    let score = start;
    const base = column * vector.length;
    for (let k = 0; k < vector.length; k++) score += (weights[base + k] as number) * (vector[k] as number);
    return score;
  });
}

/** The same, with those of the whole item apart from the industries'. */
export function embeddingScores(classifiers: DenseClassifiers, vector: Float32Array): EmbeddingScores {
  const all = denseScores(classifiers, vector);
  return { item: all.slice(0, EMBEDDED_OF_ITEM), industries: all.slice(EMBEDDED_OF_ITEM) };
}
