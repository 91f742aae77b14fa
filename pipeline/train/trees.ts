import { type Forest, leafOf, type Tree } from "../stages/tag/trees.ts";
import { seededRandom } from "./random.ts";

export interface BoostOptions {
  trees: number;
  depth: number;
  rate: number;
  /** Fewest examples (by weight) of a leaf. */
  leaf: number;
  l2: number;
  /** Share of the examples and of the features that each tree sees. */
  rows: number;
  columns: number;
  seed: number;
}

export interface Table {
  features: string[];
  rows: Float64Array[];
  targets: Uint8Array;
  weights: Float64Array;
}

const BINS = 40;

/** Gradient boosting of the logistic loss over histograms of the features; the same table gives the same forest. */
export function trainForest({ features, rows, targets, weights }: Table, options: BoostOptions): Forest {
  const { edges, bins } = bin(rows, features.length);
  const random = seededRandom(options.seed);
  const positive = rows.reduce((sum, _, i) => sum + (targets[i] ?? 0) * (weights[i] ?? 0), 0);
  const total = weights.reduce((a, b) => a + b, 0);
  const bias = Math.log((positive + 1) / (total - positive + 1));
  const scores = new Float64Array(rows.length).fill(bias);
  const gradient = new Float64Array(rows.length);
  const hessian = new Float64Array(rows.length);
  const trees: Tree[] = [];
  for (let round = 0; round < options.trees; round++) {
    const sample: number[] = [];
    for (let i = 0; i < rows.length; i++) {
      const p = 1 / (1 + Math.exp(-(scores[i] ?? 0)));
      gradient[i] = ((targets[i] ?? 0) - p) * (weights[i] ?? 0);
      hessian[i] = p * (1 - p) * (weights[i] ?? 0);
      if (random() < options.rows) sample.push(i);
    }
    const columns = features.map((_, f) => f).filter(() => random() < options.columns);
    const tree = grow({ bins, edges, gradient, hessian, columns, options }, Int32Array.from(sample));
    trees.push(tree);
    for (let i = 0; i < rows.length; i++)
      scores[i] = (scores[i] ?? 0) + (tree.value[leafOf(tree, rows[i] as Float64Array)] ?? 0);
  }
  return { features, bias: round(bias), trees };
}

/** Cuts every feature into bins of about equal counts; `edges[f][b]` is the highest value of bin `b`. */
function bin(rows: Float64Array[], width: number): { edges: number[][]; bins: Uint8Array[] } {
  const edges: number[][] = [];
  const bins: Uint8Array[] = [];
  for (let f = 0; f < width; f++) {
    const values = Float64Array.from(rows, (row) => row[f] ?? 0).sort();
    const cut = [
      ...new Set(Array.from({ length: BINS - 1 }, (_, b) => values[Math.floor(((b + 1) * values.length) / BINS)] ?? 0)),
    ];
    if (cut.at(-1) === values.at(-1)) cut.pop();
    edges.push(cut);
    bins.push(
      Uint8Array.from(rows, (row) => {
        const value = row[f] ?? 0;
        let b = 0;
        while (b < cut.length && value > (cut[b] ?? 0)) b++;
        return b;
      }),
    );
  }
  return { edges, bins };
}

interface Growing {
  bins: Uint8Array[];
  edges: number[][];
  gradient: Float64Array;
  hessian: Float64Array;
  columns: number[];
  options: BoostOptions;
}

function grow(growing: Growing, sample: Int32Array): Tree {
  const tree: Tree = { feature: [], split: [], left: [], right: [], value: [] };
  const place = (rows: Int32Array, depth: number): number => {
    const node = tree.feature.length;
    const best = depth < growing.options.depth ? bestSplit(growing, rows) : null;
    let [g, h] = [0, 0];
    for (const i of rows) {
      g += growing.gradient[i] ?? 0;
      h += growing.hessian[i] ?? 0;
    }
    tree.feature.push(best ? best.feature : -1);
    tree.split.push(best ? (growing.edges[best.feature]?.[best.bin] ?? 0) : 0);
    tree.value.push(round((g / (h + growing.options.l2)) * growing.options.rate));
    tree.left.push(-1);
    tree.right.push(-1);
    if (best) {
      const column = growing.bins[best.feature];
      tree.left[node] = place(
        rows.filter((i) => (column?.[i] ?? 0) <= best.bin),
        depth + 1,
      );
      tree.right[node] = place(
        rows.filter((i) => (column?.[i] ?? 0) > best.bin),
        depth + 1,
      );
    }
    return node;
  };
  place(sample, 0);
  return tree;
}

function bestSplit(
  { bins, edges, gradient, hessian, columns, options }: Growing,
  rows: Int32Array,
): { feature: number; bin: number } | null {
  const g = new Float64Array(BINS);
  const h = new Float64Array(BINS);
  // The sums of a node are gathered once, so that each column only looks up its bins.
  const gradients = Float64Array.from(rows, (i) => gradient[i] ?? 0);
  const hessians = Float64Array.from(rows, (i) => hessian[i] ?? 0);
  let best: { feature: number; bin: number } | null = null;
  let most = 1e-3;
  for (const feature of columns) {
    const column = bins[feature];
    const cuts = edges[feature]?.length ?? 0;
    if (!column || cuts === 0) continue;
    g.fill(0);
    h.fill(0);
    for (let k = 0; k < rows.length; k++) {
      const b = column[rows[k] as number] as number;
      g[b] = (g[b] as number) + (gradients[k] as number);
      h[b] = (h[b] as number) + (hessians[k] as number);
    }
    const sumG = g.reduce((a, b) => a + b, 0);
    const sumH = h.reduce((a, b) => a + b, 0);
    const whole = (sumG * sumG) / (sumH + options.l2);
    let [leftG, leftH] = [0, 0];
    for (let b = 0; b < cuts; b++) {
      leftG += g[b] ?? 0;
      leftH += h[b] ?? 0;
      const [rightG, rightH] = [sumG - leftG, sumH - leftH];
      if (leftH < options.leaf || rightH < options.leaf) continue;
      const gain = (leftG * leftG) / (leftH + options.l2) + (rightG * rightG) / (rightH + options.l2) - whole;
      if (gain > most) {
        most = gain;
        best = { feature, bin: b };
      }
    }
  }
  return best;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
