import { z } from "zod";
import { insertSorted } from "../../insert.ts";

/** One regression tree: `feature[i]` is -1 at leaves; a value up to `split[i]` goes to `left[i]`, others to `right[i]`. */
const Tree = z.object({
  feature: z.array(z.number().int()),
  split: z.array(z.number()),
  left: z.array(z.number().int()),
  right: z.array(z.number().int()),
  /** Mean score of the training examples that reach a node; the outcome at leaves. */
  value: z.array(z.number()),
});
export type Tree = z.infer<typeof Tree>;

/** Boosted trees over named features; the sum of their outcomes is a log-odds. */
export const Forest = z.object({ features: z.array(z.string()), bias: z.number(), trees: z.array(Tree) });
export type Forest = z.infer<typeof Forest>;

/**
 * A forest as it is scored quickest: every tree is filled up to the same depth, so that walking down is the same steps
 * for each. The root is node 1, the children of node `n` are `2n` and `2n + 1`.
 */
export interface PackedForest {
  bias: number;
  trees: number;
  /** Steps from a root to its leaves, `LEAST_DEPTH` or more. */
  depth: number;
  /** `[(tree << depth) + node]`: which feature an inner node asks for, and up to which value a row goes left. */
  feature: Uint16Array;
  bound: Float64Array;
  /** `[(tree << depth + 1) + node]`: mean score of the examples at a node; the outcome at leaves. */
  value: Float64Array;
  /** `[tree]`: the most that this tree and all after it can add to a score. */
  most: Float64Array;
  /** Room for what `movesOf` says. */
  moves: Float64Array;
}

const LEAST_DEPTH = 4;

export function packForest({ bias, trees }: Pick<Forest, "bias" | "trees">): PackedForest {
  const depth = Math.max(LEAST_DEPTH, ...trees.map((tree) => depthBelow(tree, 0)));
  const nodes = trees.length << depth;
  const packed = {
    ...{ bias, trees: trees.length, depth, feature: new Uint16Array(nodes) },
    ...{ bound: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY), value: new Float64Array(2 * nodes) },
    most: new Float64Array(trees.length + 1),
    moves: new Float64Array(0),
  };
  trees.forEach((tree, number) => {
    const base = number << depth;
    const place = (node: number, at: number) => {
      packed.value[2 * base + at] = tree.value[node] ?? 0;
      if (at >> depth) return;
      const feature = tree.feature[node] ?? -1;
      // An early leaf stands at all places below it.
      const [left, right] = feature === -1 ? [node, node] : [tree.left[node] ?? 0, tree.right[node] ?? 0];
      if (feature !== -1) {
        packed.feature[base + at] = feature;
        packed.bound[base + at] = tree.split[node] ?? 0;
      }
      place(left, 2 * at);
      place(right, 2 * at + 1);
    };
    place(0, 1);
  });
  for (let number = trees.length - 1; number >= 0; number--) {
    const leaves = packed.value.subarray((2 * number + 1) << depth, (2 * number + 2) << depth);
    packed.most[number] = (packed.most[number + 1] ?? 0) + Math.max(...leaves);
  }
  return packed;
}

function depthBelow(tree: Tree, node: number): number {
  if ((tree.feature[node] ?? -1) === -1) return 0;
  return 1 + Math.max(depthBelow(tree, tree.left[node] ?? 0), depthBelow(tree, tree.right[node] ?? 0));
}

/** A forest with its packed form. */
export interface ReadyForest extends Forest {
  packed: PackedForest;
}

export function ready(forest: Forest): ReadyForest {
  return { ...forest, packed: packForest(forest) };
}

/** Log-odds of a row of features, in the forest's order. */
export function scoreRow({ bias, trees }: Forest, row: Float64Array): number {
  let score = bias;
  for (const tree of trees) score += tree.value[leafOf(tree, row)] ?? 0;
  return score;
}

/** The leaf of a tree that a row comes to. */
export function leafOf({ feature, split, left, right }: Tree, row: Float64Array): number {
  let node = 0;
  for (;;) {
    const f = feature[node] ?? -1;
    if (f === -1) return node;
    node = (row[f] ?? 0) <= (split[node] ?? 0) ? (left[node] ?? 0) : (right[node] ?? 0);
  }
}

/**
 * The same of a forest that was packed once for many rows. Where a row goes is added up instead of chosen: it cannot be
 * foretold, and each wrong guess of the processor would cost more than the whole walk.
 */
export function scorePacked(forest: PackedForest, row: Float64Array): number {
  return addTrees(forest, row, forest.bias, 0, forest.trees);
}

/** A score with the outcomes of the trees from `from` up to `to` added. */
function addTrees(
  { depth, feature, bound, value }: PackedForest,
  row: Float64Array,
  before: number,
  from: number,
  to: number,
): number {
  // Said to be a number, the sum stays in a register; otherwise it is an object made anew for every tree.
  let score = Number(before);
  for (let tree = from; tree < to; tree++) {
    const base = tree << depth;
    let at = base + 1;
    let node = 2 + Number((row[feature[at] as number] as number) > (bound[at] as number));
    at = base + node;
    node = 2 * node + Number((row[feature[at] as number] as number) > (bound[at] as number));
    at = base + node;
    node = 2 * node + Number((row[feature[at] as number] as number) > (bound[at] as number));
    at = base + node;
    node = 2 * node + Number((row[feature[at] as number] as number) > (bound[at] as number));
    for (let step = LEAST_DEPTH; step < depth; step++) {
      at = base + node;
      node = 2 * node + Number((row[feature[at] as number] as number) > (bound[at] as number));
    }
    score += value[2 * base + node] as number;
  }
  return score;
}

/** Trees between two looks at whether the rest can still matter. */
const STEP = 8;

/**
 * Log-odds of a row where they may reach `least`; minus infinity as soon as it is certain that the trees that are left
 * cannot lift them there.
 */
export function scoreFrom(forest: PackedForest, row: Float64Array, least: number): number {
  let score = forest.bias;
  for (let tree = 0; tree < forest.trees; tree += STEP) {
    if (score + (forest.most[tree] as number) < least) return Number.NEGATIVE_INFINITY;
    score = addTrees(forest, row, score, tree, Math.min(forest.trees, tree + STEP));
  }
  return score;
}

/**
 * By how much each feature moved the score of a row: the changes of value along the paths that it decided. What it says
 * holds until the same forest is asked again.
 */
export function movesOf(forest: PackedForest, row: Float64Array): Float64Array {
  const { trees, depth, feature, bound, value } = forest;
  if (forest.moves.length !== row.length) forest.moves = new Float64Array(row.length);
  const moved = forest.moves.fill(0);
  for (let tree = 0; tree < trees; tree++) {
    const base = tree << depth;
    let node = 1;
    let before = value[2 * base + 1] as number;
    for (let step = 0; step < depth; step++) {
      const asked = feature[base + node] as number;
      const most = bound[base + node] as number;
      if (most === Number.POSITIVE_INFINITY) break;
      node = 2 * node + Number((row[asked] as number) > most);
      const after = value[2 * base + node] as number;
      moved[asked] = (moved[asked] as number) + after - before;
      before = after;
    }
  }
  return moved;
}

/** The `count` features that moved the score of a row most. */
export function contributions(
  { packed, features }: Pick<ReadyForest, "packed" | "features">,
  row: Float64Array,
  count: number,
): { name: string; weight: number }[] {
  const moved = movesOf(packed, row);
  const top: { name: string; weight: number }[] = [];
  let least = 0;
  for (let at = 0; at < features.length; at++) {
    const weight = moved[at] as number;
    if (Math.abs(weight) <= least) continue;
    insertSorted(top, { name: features[at] ?? "", weight }, count, isLarger);
    if (top.length === count) least = Math.abs(top[count - 1]?.weight ?? 0);
  }
  return top;
}

function isLarger(one: { weight: number }, other: { weight: number }): boolean {
  return Math.abs(one.weight) > Math.abs(other.weight);
}
