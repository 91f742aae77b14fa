import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { captured, importRecord, readOwnWarc } from "../../crawlers/archive/captured.ts";
import { readWarc } from "../../crawlers/archive/foreign.ts";
import { messageOf, SkipError } from "../../pipeline/errors.ts";
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
  if (input.kind === "archive") return yield* readOwnWarc(path, input.name);
  let offset = 0;
  try {
    for await (const record of input.kind === "warc"
      ? readWarc(path, { refuse, passOver })
      : itemsOf(path, input, passOver)) {
      const found = captured(record, { file: input.name, offset: offset++, length: 1 });
      if (found) yield found;
    }
  } catch (error) {
    throw unreadable(input.name, offset, error);
  }
}

const unreadable = (name: string, records: number, cause: unknown): SkipError =>
  new SkipError(
    {
      en: `${name} is damaged or cut short after ${records} records (${messageOf(cause)}): fetch it again and enqueue the whole file.`,
      zh: `${name} 在第 ${records} 条记录之后损坏或不完整(${messageOf(cause)}):请重新获取完整文件再入队。`,
    },
    { cause },
  );

async function* itemsOf(path: string, { at, fetchedAt }: Input, passOver: (reason: string) => void) {
  const bytes = createReadStream(path);
  const plain = at.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => plain.destroy(error));
  for await (const item of readItems(plain, () => passOver("bad-line"))) yield importRecord(item, fetchedAt);
}
