import { z } from "zod";
import { INDUSTRY_MEASURES } from "./industries.ts";
import { Forest, type ReadyForest, ready } from "./trees.ts";
import { readWeights } from "./weights-file.ts";

const Part = Forest.omit({ features: true });
const StackFile = z.object({
  /** Names of the columns of a row: probabilities, measures of names, signals. */
  features: z.array(z.string()),
  /** Signals that are counted, in the order of their columns. */
  signals: z.array(z.string()),
  relevant: Part,
  event: z.array(Part).length(4),
  tier: z.array(Part).length(4),
  /** One forest for all industries, over the rows of `INDUSTRY_MEASURES`. */
  industries: Part,
  trained: z.object({ items: z.number(), settings: z.record(z.string(), z.number()) }),
});
export type StackFile = z.infer<typeof StackFile>;

/** A forest for being relevant, one for each event and each tier. */
export interface ItemForests {
  relevant: ReadyForest;
  event: ReadyForest[];
  tier: ReadyForest[];
}

/** What one or more columns say. */
export interface ColumnReason {
  name: string;
  columns: readonly number[];
}

/** The second layer, ready to use. */
export interface Stack extends ItemForests {
  columns: ReadonlyMap<string, number>;
  industries: ReadyForest;
  /** What the columns of a row are called to readers, those that say the same by one name. */
  reasons: readonly ColumnReason[];
  /** The file's text, for digests. */
  source: string;
}

/** Where the weights lie in the model folder. */
export const STACK_WEIGHTS = "stack.json";

/**
 * Reads the second layer's weights that `npm run train` writes.
 * @throws AskError naming the file where it is missing or malformed.
 */
export function loadStack(path: string): Promise<Stack> {
  return readWeights(path, (source) => unpackStack(StackFile.parse(JSON.parse(source)), source));
}

export function unpackStack(file: StackFile, source = ""): Stack {
  const { features, signals, relevant, event, tier, industries } = file;
  const forest = (part: z.infer<typeof Part>): ReadyForest => ready({ ...part, features });
  return {
    columns: new Map(signals.map((name, at) => [name, at])),
    relevant: forest(relevant),
    event: event.map(forest),
    tier: tier.map(forest),
    industries: ready({ ...industries, features: [...INDUSTRY_MEASURES] }),
    reasons: reasonsOf(features),
    source,
  };
}

/** Measures of names repeat what the item is judged to be; it counts as one reason. */
const ITEM_MEASURE = /^(?:model|vendor) \d: (?=relevant$|event:|tier:)/;

function reasonsOf(features: readonly string[]): Stack["reasons"] {
  const reasons = new Map<string, { name: string; columns: number[] }>();
  features.forEach((feature, at) => {
    const name = feature.replace(ITEM_MEASURE, "");
    const reason = reasons.get(name) ?? { name, columns: [] };
    reason.columns.push(at);
    reasons.set(name, reason);
  });
  return [...reasons.values()];
}
