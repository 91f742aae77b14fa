import { scoreField } from "../eval/scores.ts";
import type { Probabilities } from "../stages/tag/classify.ts";
import { EMBEDDED_OF_ITEM } from "../stages/tag/embedding.ts";
import { GROUP_WEIGHTS, type Group, type GroupWeights } from "../stages/tag/features.ts";
import type { StackItem } from "../stages/tag/stack.ts";
import { heldOutLinear } from "./linear.ts";
import { CLASSES, type PreparedItem, TASKS, vectors } from "./prepare.ts";
import { trainStack } from "./stack.ts";

/**
 * Prints cross-validated macro-F1 with every ingredient of the linear classifiers left out in turn, beside a plain
 * regression on the characters of titles; the likeliest class is taken, without tuned decisions.
 */
export function ablateFeatures(items: readonly PreparedItem[], say: (text: string) => void): void {
  const gold = items.filter((i) => i.item.origin === "gold");
  say("| ingredients | relevant | event | tier |\n|---|---|---|---|");
  const none = Object.fromEntries(Object.keys(GROUP_WEIGHTS).map((g) => [g, 0])) as Record<Group, number>;
  line("title characters only, gold items only", gold, { ...none, titleRaw: 1 });
  line("all features, gold items only", gold, GROUP_WEIGHTS);
  line("all features, all items", items, GROUP_WEIGHTS);
  for (const group of Object.keys(GROUP_WEIGHTS) as Group[])
    if (GROUP_WEIGHTS[group] > 0) line(`without ${group}`, items, { ...GROUP_WEIGHTS, [group]: 0 });

  function line(name: string, used: readonly PreparedItem[], weights: GroupWeights): void {
    say(row(name, used, heldOutLinear(used, vectors(used, weights))));
  }
}

/** Stands for what word vectors say where they are kept from the second layer. */
const NO_VECTORS: readonly number[] = new Array<number>(EMBEDDED_OF_ITEM).fill(0);

/** Prints what the second layer gives, and what with names, signals or word vectors kept from it. */
export function ablateLayers(
  items: readonly PreparedItem[],
  shown: readonly StackItem[],
  measures: Parameters<typeof trainStack>[2],
  say: (text: string) => void,
): void {
  const line = (name: string, change: Partial<StackItem>) => {
    const changed = shown.map((item) => ({ ...item, ...change }));
    say(row(name, items, trainStack(items, changed, measures).heldOut));
  };
  line("both layers", {});
  line("both layers, second without names", { judged: [] });
  line("both layers, second without signals", { signals: [] });
  line("both layers, second without word vectors", { embedding: NO_VECTORS });
  line("both layers, second without any of them", { judged: [], signals: [], embedding: NO_VECTORS });
}

function row(name: string, items: readonly PreparedItem[], p: readonly Probabilities[]): string {
  const f1 = TASKS.map((task) => {
    const values = CLASSES[task].map(String);
    const at = items.flatMap(({ item }, i) => (item.origin === "gold" ? [i] : []));
    const likeliest = (i: number) => {
      const one = p[i];
      const shares = task === "relevant" ? [one?.relevant ?? 0, 1 - (one?.relevant ?? 0)] : (one?.[task] ?? []);
      return values[shares.indexOf(Math.max(...shares))] ?? "";
    };
    const want = at.map((i) => String(items[i]?.item.labels[task]));
    return scoreField(want, at.map(likeliest), values).macroF1.toFixed(3);
  });
  return `| ${name} | ${f1.join(" | ")} |`;
}
