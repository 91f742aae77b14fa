import type { Probabilities } from "../stages/tag/classify.ts";
import { LEAST_RELEVANT, type StackItem, stackedProbabilities, stackFeatures, stackRow } from "../stages/tag/stack.ts";
import type { ItemForests, StackFile } from "../stages/tag/stack-weights.ts";
import { type Forest, ready } from "../stages/tag/trees.ts";
import { holdOut } from "./crossvalidate.ts";
import type { GoldLabels, LabelledItem } from "./dataset.ts";
import { CLASSES, type Task } from "./prepare.ts";
import { trainForest } from "./trees.ts";

export const STACKING = {
  trees: 240,
  depth: 4,
  rate: 0.035,
  leaf: 4,
  l2: 4,
  rows: 0.6,
  columns: 0.3,
  seed: 5,
} as const;
/** A signal counts that this many items have. */
const LEAST_ITEMS = 40;

/** What training needs of an item: its labels, how much they count, and the fold it is held out in. */
export interface TaughtItem {
  item: Pick<LabelledItem, "weight"> & { labels: Pick<GoldLabels, Task> };
  fold: number;
}

/** The second layer's forests, and what they say of every item when they have not seen it. */
export interface TrainedStack extends ItemForests {
  signals: string[];
  items: number;
  heldOut: Probabilities[];
}

/** The second layer as its file holds it. */
export function stackFile({ relevant, event, tier, signals, items }: TrainedStack, industries: Forest): StackFile {
  const part = ({ bias, trees }: Forest) => ({ bias, trees });
  return {
    ...{ features: relevant.features, signals, relevant: part(relevant) },
    ...{ event: event.map(part), tier: tier.map(part), industries: part(industries) },
    trained: { items, settings: { ...STACKING } },
  };
}

/**
 * Trains the second layer on what classifiers and name choosers hold of items that they have not seen.
 * @param shown one for each item
 * @param measures names of the measures of each kind of name, with the context at their end
 */
export function trainStack(
  items: readonly TaughtItem[],
  shown: readonly StackItem[],
  measures: Record<"vendor" | "model", readonly string[]>,
): TrainedStack {
  const signals = frequentSignals(shown);
  const columns = new Map(signals.map((name, at) => [name, at]));
  const widths = { vendor: measures.vendor.length, model: measures.model.length };
  const features = stackFeatures(measures, signals);
  const rows = shown.map((item) => stackRow(item, widths, columns));
  const taught = items.flatMap((_, i) => ((shown[i]?.scores.relevant ?? 0) >= LEAST_RELEVANT ? [i] : []));
  const learn = (at: readonly number[]): ItemForests => {
    const used = at.map((i) => rows[i] as Float64Array);
    const weights = Float64Array.from(at, (i) => items[i]?.item.weight ?? 0);
    const forest = (task: Task, value: string | boolean) => {
      const targets = Uint8Array.from(at, (i) => Number(items[i]?.item.labels[task] === value));
      return ready(trainForest({ features, rows: used, targets, weights }, STACKING));
    };
    return {
      relevant: forest("relevant", true),
      event: CLASSES.event.map((value) => forest("event", value)),
      tier: CLASSES.tier.map((value) => forest("tier", value)),
    };
  };
  const heldOut = shown.map(({ scores }) => scores);
  holdOut(
    taught.map((i) => items[i]?.fold ?? 0),
    (sees) => learn(taught.filter((_, at) => sees(at))),
    (stack, at) => {
      const i = taught[at] as number;
      heldOut[i] = stackedProbabilities(stack, rows[i] as Float64Array);
    },
  );
  return { ...learn(taught), signals, items: taught.length, heldOut };
}

function frequentSignals(shown: readonly StackItem[]): string[] {
  const counts = new Map<string, number>();
  for (const { signals } of shown)
    for (const name of new Set(signals.map((signal) => signal.name))) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, count]) => (count >= LEAST_ITEMS ? [name] : [])).sort();
}
