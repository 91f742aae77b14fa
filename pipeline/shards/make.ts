import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteText } from "../store/quote.ts";
import { count, type Tally } from "../tally.ts";
import type { CapturedRecord } from "../types.ts";
import { aboutOf } from "./about.ts";
import { correctionsDigest, correctionsOf, correctShard, UNCORRECTED } from "./corrections.ts";
import type { Input } from "./inputs.ts";
import type { Lake } from "./lake.ts";
import { parseShardName, type ShardKey, shardFolder, shardName } from "./names.ts";
import { retagShard } from "./retag.ts";
import { shardRows } from "./rows.ts";
import { extractVersion, type Stages } from "./stages.ts";
import { openShard } from "./write.ts";

export interface MakeOptions {
  lake: Lake;
  input: Input;
  stages: Stages;
  /** Digest of the extraction's code, `codeDigest()`. */
  codeVersion: string;
  /** The input's records; what it leaves out is told to `passOver` with the reason. */
  records: (passOver: (reason: string) => void) => AsyncIterable<CapturedRecord>;
  /** Folder of this machine for what is under way. */
  scratchDir: string;
  signal: AbortSignal;
}

export interface Made {
  name: string;
  /** `done` where the shard was there already, `labelled` where an older one was labelled anew, `extracted` otherwise. */
  how: "done" | "labelled" | "extracted";
}

/**
 * Makes the shard of one input and brings it into the lake, unless it is there. Two workers that make the same one write
 * the same file.
 * @throws what the input's reading throws
 */
export async function makeShard(options: MakeOptions): Promise<Made> {
  const { lake, input, stages, scratchDir, signal } = options;
  const key = {
    input: input.id,
    extract: extractVersion(input, stages, options.codeVersion),
    tagger: stages.labeller.version,
  };
  const made = await shardsMade(lake, key);
  if (!stages.reviews.length && made.some((shard) => isCurrent(shard, { ...key, corrections: UNCORRECTED }))) {
    return { name: shardName({ ...key, corrections: UNCORRECTED }), how: "done" };
  }
  const shard = await openShard(scratchDir);
  try {
    const { connection } = shard;
    const older = made[0];
    const olderPath = older && (await lake.fetch(shardName(older)));
    if (older && olderPath) {
      const wanted = { ...key, corrections: await correctionsIn(connection, olderPath, stages) };
      if (made.some((one) => isCurrent(one, wanted))) return { name: shardName(wanted), how: "done" };
    }
    const passedOver: Tally = {};
    if (olderPath) {
      await retagShard(connection, olderPath, stages.labeller, signal);
      Object.assign(passedOver, (await aboutOf(connection, olderPath)).passedOver);
    } else {
      const records = options.records((reason) => count(passedOver, reason));
      for await (const rows of shardRows(records, { ...stages, signal })) await shard.append(rows);
    }
    const corrections = await correctionsOf(connection, "shard", stages.reviews);
    await correctShard(connection, corrections, stages);
    const name = shardName({ ...key, corrections: correctionsDigest(corrections) });
    const path = join(scratchDir, `${randomUUID()}.parquet`);
    const reasons = Object.fromEntries(Object.entries(passedOver).sort());
    await shard.write(path, { input: input.id, taggerVersion: key.tagger, passedOver: reasons });
    signal.throwIfAborted();
    await lake.put(name, path);
    return { name, how: olderPath ? "labelled" : "extracted" };
  } finally {
    shard.close();
  }
}

/** Shards of an input that the present extraction made, whatever labelled them. */
async function shardsMade(lake: Lake, { input, extract }: Omit<ShardKey, "corrections">): Promise<ShardKey[]> {
  const files = await lake.list(`${shardFolder(input)}${input}.${extract}.`);
  return files.flatMap(({ name }) => parseShardName(name) ?? []);
}

const isCurrent = (shard: ShardKey, wanted: ShardKey): boolean => shardName(shard) === shardName(wanted);

async function correctionsIn(connection: DuckDBConnection, path: string, stages: Stages): Promise<string> {
  return correctionsDigest(await correctionsOf(connection, `read_parquet(${quoteText(path)})`, stages.reviews));
}
