import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { seededRandom } from "./random.ts";

/** A square matrix by rows: row `r` has the entries from `starts[r]` up to `starts[r + 1]`. */
export interface SparseMatrix {
  size: number;
  starts: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
}

/** Columns beyond the wanted rank, and rounds of multiplication, that make the random start good enough. */
const OVERSAMPLING = 10;
const ROUNDS = 4;
/** Directions that are weaker than this share of the strongest are noise of rounding. */
const LEAST_SHARE = 1e-12;

/**
 * The `rank` leading left singular vectors, each times the square root of its singular value, by randomised subspace
 * iteration (Halko, Martinsson, Tropp 2011).
 * @returns `[row × rank + k]`
 */
export function leadingVectors(matrix: SparseMatrix, rank: number, seed: number): Float64Array {
  const width = Math.min(rank + OVERSAMPLING, matrix.size);
  const random = seededRandom(seed);
  const start = Float64Array.from({ length: matrix.size * width }, () => random() - 0.5);
  let basis = orthonormal(times(matrix, start, width), width);
  for (let round = 0; round < ROUNDS; round++) {
    const back = orthonormal(timesTransposed(matrix, basis, width), width);
    basis = orthonormal(times(matrix, back, width), width);
  }
  const { values, vectors } = eigen(gram(timesTransposed(matrix, basis, width), width));
  const result = new Float64Array(matrix.size * rank);
  const turned = turn(basis, width, vectors);
  for (let k = 0; k < Math.min(rank, width); k++) {
    const scale = Math.max(0, values[k] ?? 0) ** 0.25;
    for (let row = 0; row < matrix.size; row++) result[row * rank + k] = (turned[row * width + k] as number) * scale;
  }
  return result;
}

function times({ size, starts, columns, values }: SparseMatrix, dense: Float64Array, width: number): Float64Array {
  const result = new Float64Array(size * width);
  for (let row = 0; row < size; row++)
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
      addRow(result, row * width, dense, (columns[at] as number) * width, values[at] as number, width);
  return result;
}

function timesTransposed(
  { size, starts, columns, values }: SparseMatrix,
  dense: Float64Array,
  width: number,
): Float64Array {
  const result = new Float64Array(size * width);
  for (let row = 0; row < size; row++)
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
      addRow(result, (columns[at] as number) * width, dense, row * width, values[at] as number, width);
  return result;
}

function addRow(into: Float64Array, to: number, from: Float64Array, at: number, factor: number, width: number): void {
  for (let k = 0; k < width; k++) into[to + k] = (into[to + k] as number) + factor * (from[at + k] as number);
}

/** The same space by columns of length one that are at right angles to each other. */
function orthonormal(dense: Float64Array, width: number): Float64Array {
  const { values, vectors } = eigen(gram(dense, width));
  const least = (values[0] ?? 0) * LEAST_SHARE;
  for (let k = 0; k < width; k++) {
    const scale = (values[k] ?? 0) > least ? 1 / Math.sqrt(values[k] as number) : 0;
    for (let j = 0; j < width; j++) vectors[j * width + k] = (vectors[j * width + k] as number) * scale;
  }
  return turn(dense, width, vectors);
}

/** Products of all columns with each other. */
function gram(dense: Float64Array, width: number): Float64Array {
  const result = new Float64Array(width * width);
  for (let row = 0; row < dense.length; row += width)
    for (let i = 0; i < width; i++) addRow(result, i * width, dense, row, dense[row + i] as number, width);
  return result;
}

/** Every row times a square of `width`. */
function turn(dense: Float64Array, width: number, square: Float64Array): Float64Array {
  const result = new Float64Array(dense.length);
  for (let row = 0; row < dense.length; row += width)
    for (let i = 0; i < width; i++) addRow(result, row, square, i * width, dense[row + i] as number, width);
  return result;
}

/** Eigenvalues of a symmetric matrix, largest first, and its eigenvectors as columns. */
function eigen(symmetric: Float64Array): { values: number[]; vectors: Float64Array } {
  const width = Math.sqrt(symmetric.length);
  const matrix = Matrix.from1DArray(width, width, symmetric);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, k) => k).sort((a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0));
  const vectors = new Float64Array(symmetric.length);
  order.forEach((from, k) => {
    for (let row = 0; row < width; row++) vectors[row * width + k] = eigenvectorMatrix.get(row, from);
  });
  return { values: order.map((k) => realEigenvalues[k] ?? 0), vectors };
}
