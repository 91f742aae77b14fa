import { statSync } from "node:fs";
import { basename } from "node:path";
import { type CapturedRecord, type Item, StopError } from "../../pipeline/types.ts";
import { captureId, payloadDigest } from "./digest.ts";
import { importKey } from "./item-key.ts";
import { walkMembers } from "./members.ts";
import { payloadOf } from "./parse.ts";
import type { NewRecord } from "./record.ts";

/** Where a record's bytes lie in the file that it was read from. */
export interface RecordPlace {
  file: string;
  offset: number;
  length: number;
}

/**
 * Pages, rendered documents, entries and imports of one WARC file of this program's own, without an index.
 * @throws StopError naming the file and the byte where it is damaged
 */
export function* readOwnWarc(path: string, name = basename(path)): Generator<CapturedRecord> {
  const walk = walkMembers(path, 0);
  let step = walk.next();
  for (; !step.done; step = walk.next()) {
    const { offset, length, record } = step.value;
    const payload = payloadOf(record);
    if (!payload || payload.about.status < 200 || payload.about.status > 299) continue;
    const id = captureId(payload.about.url, payload.about.fetchedAt);
    const capture = { ...payload.about, id, warcFile: name, warcOffset: offset, warcLength: length };
    yield { capture, body: payload.body };
  }
  if (step.value.end < statSync(path).size) throw cutShort(name, step.value.end);
}

/** A record as it would be read back from the archive, without being archived; null for what is no content. */
export function captured(record: NewRecord, { file, offset, length }: RecordPlace): CapturedRecord | null {
  if (record.kind === "revisit") return null;
  const { url, fetchedAt, kind, sourceId, hints } = record;
  const body = "item" in record ? Buffer.from(JSON.stringify(record.item)) : record.body;
  const capture = {
    id: captureId(url, fetchedAt),
    url,
    fetchedAt,
    status: record.kind === "page" ? record.status : 200,
    contentType: contentTypeOf(record),
    kind,
    sourceId,
    digest: payloadDigest(body),
    hints,
    warcFile: file,
    warcOffset: offset,
    warcLength: length,
  };
  return { capture, body };
}

/** An item as an import would archive it. */
export const importRecord = (item: Item, fetchedAt: string): NewRecord => ({
  kind: "import",
  url: importKey(item),
  fetchedAt,
  sourceId: null,
  hints: {},
  item,
});

function contentTypeOf(record: Exclude<NewRecord, { kind: "revisit" }>): string {
  if ("item" in record) return "application/json";
  if (record.kind === "rendered") return "text/html; charset=utf-8";
  return record.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "application/octet-stream";
}

const cutShort = (name: string, end: number): StopError =>
  new StopError({
    en: `${name} is damaged or cut short after byte ${end}.`,
    zh: `${name} 在第 ${end} 字节之后损坏或不完整。`,
  });
