import { readFile } from "node:fs/promises";
import { z } from "zod";
import { AskError, messageOf } from "../../types.ts";
import { INDUSTRY_MEASURES } from "./industries.ts";
import { Forest, type ReadyForest, ready } from "./trees.ts";

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

/** The second layer, ready to use. */
export interface Stack extends ItemForests {
  columns: ReadonlyMap<string, number>;
  industries: ReadyForest;
  /** The file's text, for digests. */
  source: string;
}

/** Where the weights lie in the model folder. */
export const STACK_WEIGHTS = "stack.json";

/**
 * Reads the second layer's weights that `npm run train` writes.
 * @throws AskError naming the file where it is missing or malformed.
 */
export async function loadStack(path: string): Promise<Stack> {
  try {
    const source = await readFile(path, "utf8");
    return unpackStack(StackFile.parse(JSON.parse(source)), source);
  } catch (error) {
    throw new AskError(
      {
        en: `The weights ${path} cannot be used: ${messageOf(error)}. "npm run train" writes them.`,
        zh: `权重文件 ${path} 无法使用:${messageOf(error)}。可用 npm run train 重新生成。`,
      },
      { cause: error },
    );
  }
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
    source,
  };
}
