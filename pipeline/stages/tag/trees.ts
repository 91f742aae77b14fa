import { z } from "zod";

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

/** A forest as it is scored quickest: all nodes in one row, tree by tree, a node's left child just behind it. */
export interface PackedForest {
  bias: number;
  /** Where each tree begins. */
  roots: Int32Array;
  /** -1 at leaves. */
  feature: Int16Array;
  /** The split, at leaves the outcome. */
  bound: Float64Array;
  right: Int32Array;
}

export function packForest({ bias, trees }: Pick<Forest, "bias" | "trees">): PackedForest {
  const size = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const packed = {
    bias,
    roots: new Int32Array(trees.length),
    feature: new Int16Array(size),
    bound: new Float64Array(size),
    right: new Int32Array(size),
  };
  let next = 0;
  const place = (tree: Tree, node: number) => {
    const at = next++;
    const feature = tree.feature[node] ?? -1;
    packed.feature[at] = feature;
    packed.bound[at] = (feature === -1 ? tree.value[node] : tree.split[node]) ?? 0;
    if (feature === -1) return;
    place(tree, tree.left[node] ?? 0);
    packed.right[at] = next;
    place(tree, tree.right[node] ?? 0);
  };
  trees.forEach((tree, at) => {
    packed.roots[at] = next;
    place(tree, 0);
  });
  return packed;
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

/** The same of a forest that was packed once for many rows. */
export function scorePacked({ bias, roots, feature, bound, right }: PackedForest, row: Float64Array): number {
  let score = bias;
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree] ?? 0;
    for (let f = feature[node] ?? -1; f !== -1; f = feature[node] ?? -1)
      node = (row[f] ?? 0) <= (bound[node] ?? 0) ? node + 1 : (right[node] ?? 0);
    score += bound[node] ?? 0;
  }
  return score;
}

/** How much each feature moved the score of a row: the change of value along the paths it decided. */
export function contributions({ trees, features }: Forest, row: Float64Array): { name: string; weight: number }[] {
  const moved = new Float64Array(features.length);
  for (const { feature, split, left, right, value } of trees) {
    let node = 0;
    for (;;) {
      const f = feature[node] ?? -1;
      if (f === -1) break;
      const next = (row[f] ?? 0) <= (split[node] ?? 0) ? (left[node] ?? 0) : (right[node] ?? 0);
      moved[f] = (moved[f] ?? 0) + (value[next] ?? 0) - (value[node] ?? 0);
      node = next;
    }
  }
  return features
    .map((name, at) => ({ name, weight: moved[at] ?? 0 }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}
