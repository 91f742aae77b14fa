import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { captured, importRecord, readOwnWarc } from "../../crawlers/archive/captured.ts";
import { readWarc } from "../../crawlers/archive/foreign.ts";
import type { Input } from "../../pipeline/shards/inputs.ts";
import type { CapturedRecord } from "../../pipeline/types.ts";
import { readItems } from "../lines.ts";
import type { MarketFilter } from "../market.ts";

/** The records of an input's file, one at a time; what it leaves out is told to `passOver` with the reason. */
export async function* inputRecords(
  path: string,
  input: Input,
  refuse: MarketFilter,
  passOver: (reason: string) => void,
): AsyncGenerator<CapturedRecord> {
  if (input.kind === "archive") yield* readOwnWarc(path, input.name);
  else {
    let offset = 0;
    for await (const record of input.kind === "warc"
      ? readWarc(path, { refuse, passOver })
      : itemsOf(path, input, passOver)) {
      const found = captured(record, { file: input.name, offset: offset++, length: 1 });
      if (found) yield found;
    }
  }
}

async function* itemsOf(path: string, { at, fetchedAt }: Input, passOver: (reason: string) => void) {
  const bytes = createReadStream(path);
  const plain = at.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => plain.destroy(error));
  for await (const item of readItems(plain, () => passOver("bad-line"))) yield importRecord(item, fetchedAt);
}
