import { DuckDBInstance } from "@duckdb/node-api";
import { quoteText } from "../store/quote.ts";
import { correctionsDigest, correctionsOf, UNCORRECTED } from "./corrections.ts";
import type { Input } from "./inputs.ts";
import type { Lake } from "./lake.ts";
import { parseShardName, type ShardKey, shardName } from "./names.ts";
import { extractVersion, type Stages } from "./stages.ts";

export interface CurrentShards {
  /** Shards that the present stages, lexicon, weights and corrections make, in the order of their inputs. */
  present: { input: Input; name: string }[];
  /** Inputs without one; `labels` where an older shard only needs new labels. */
  missing: { input: Input; needs: "extraction" | "labels" }[];
}

/** Which inputs have the shard that would be made of them now. */
export async function currentShards(
  lake: Lake,
  inputs: Input[],
  stages: Stages,
  codeVersion: string,
): Promise<CurrentShards> {
  const made = new Map<string, ShardKey[]>();
  for (const { name } of await lake.list("shards/")) {
    const key = parseShardName(name);
    if (key) made.set(key.input, [...(made.get(key.input) ?? []), key]);
  }
  const found: CurrentShards = { present: [], missing: [] };
  const tagger = stages.labeller.version;
  const corrections = await correctionReader(lake, stages);
  try {
    for (const input of inputs) {
      const extract = extractVersion(input, stages, codeVersion);
      const usable = (made.get(input.id) ?? []).filter((key) => key.extract === extract);
      const [first] = usable;
      if (!first) {
        found.missing.push({ input, needs: "extraction" });
        continue;
      }
      const wanted = shardName({ input: input.id, extract, tagger, corrections: await corrections.of(first) });
      if (usable.some((key) => shardName(key) === wanted)) found.present.push({ input, name: wanted });
      else found.missing.push({ input, needs: "labels" });
    }
  } finally {
    corrections.close();
  }
  return found;
}

/** Reads which corrections name a shard's articles; where there are no corrections, no shard is read. */
async function correctionReader(
  lake: Lake,
  { reviews }: Stages,
): Promise<{ of: (shard: ShardKey) => Promise<string>; close: () => void }> {
  if (!reviews.length) return { of: async () => UNCORRECTED, close: () => {} };
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "300MB", threads: "1" });
  const connection = await instance.connect();
  return {
    of: async (shard) => {
      const path = await lake.fetch(shardName(shard));
      return correctionsDigest(await correctionsOf(connection, `read_parquet(${quoteText(path)})`, reviews));
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
