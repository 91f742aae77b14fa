import { mkdirSync } from "node:fs";
import type { Input } from "../../pipeline/shards/inputs.ts";
import type { Lake } from "../../pipeline/shards/lake.ts";
import { type Made, makeShard } from "../../pipeline/shards/make.ts";
import type { Stages } from "../../pipeline/shards/stages.ts";
import { inputRecords } from "./records.ts";

export interface DigestTools {
  lake: Lake;
  stages: Stages;
  codeVersion: string;
  /** Folder of this machine. */
  scratchDir: string;
}

/** One shard in, one shard out: reads an input of the lake and makes its Parquet shard, where it is not there yet. */
export async function digestInput(input: Input, tools: DigestTools, signal: AbortSignal): Promise<Made> {
  const { lake, scratchDir, stages } = tools;
  mkdirSync(scratchDir, { recursive: true });
  async function* records(passOver: (reason: string) => void) {
    yield* inputRecords(await lake.fetch(input.at), input, stages.marketFilter, passOver);
  }
  return makeShard({ ...tools, input, records, signal });
}
