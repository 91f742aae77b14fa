import { createReadStream } from "node:fs";
import { AsyncIterReader, WARCParser, type WARCRecord } from "warcio";
import { Item } from "../../pipeline/types.ts";
import { decodeBody } from "../http/decode.ts";
import type { NewRecord } from "./record.ts";

const BODY_MAX = 10 * 1024 * 1024;
const PAGE_TYPES = /^(?:text\/html|application\/xhtml\+xml|text\/plain)/i;

/**
 * Pages of a WARC file that any program wrote (1.0 or 1.1, gzipped or not), and entries and imports of one that this
 * program wrote. Bodies are decoded; other kinds of records, error answers and bodies over 10 MB are passed over.
 * @throws Error where the file is no WARC file
 */
export async function* readWarc(file: string): AsyncGenerator<NewRecord> {
  const stream = createReadStream(file);
  try {
    for await (const record of new WARCParser(stream)) {
      const read = await convert(record);
      if (read) yield read;
    }
  } finally {
    stream.destroy();
  }
}

async function convert(record: WARCRecord): Promise<NewRecord | null> {
  const url = record.warcTargetURI;
  const fetchedAt = isoTime(record.warcDate);
  if (!url || !fetchedAt) return null;
  const common = { url, fetchedAt, sourceId: record.warcHeader("Modeltide-Source") ?? null, hints: {} };
  if (record.warcType === "resource") {
    const kind = record.warcHeader("Modeltide-Kind");
    if (kind === "entry" || kind === "import") {
      const item = Item.safeParse(JSON.parse((await rawBody(record)).toString("utf8")));
      return item.success ? { ...common, kind, item: item.data } : null;
    }
    if (!PAGE_TYPES.test(record.warcContentType ?? "")) return null;
    return { ...common, kind: "rendered", body: await rawBody(record) };
  }
  if (record.warcType !== "response" || !record.httpHeaders) return null;
  const status = Number(record.httpHeaders.statusCode);
  const headers = [...record.httpHeaders.headers] as [string, string][];
  const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  if (status < 200 || status > 299 || !PAGE_TYPES.test(header("content-type"))) return null;
  const chunked = header("transfer-encoding").toLowerCase() === "chunked";
  const source = new AsyncIterReader(record.reader, null, chunked);
  try {
    const body = await decodeBody(source, { limit: BODY_MAX, encoding: header("content-encoding"), gunzip: false });
    return { ...common, kind: "page", status, headers, body, request: null };
  } catch {
    return null;
  }
}

const rawBody = (record: WARCRecord): Promise<Buffer> =>
  decodeBody(new AsyncIterReader(record.reader, null, false), { limit: BODY_MAX, encoding: "", gunzip: false });

/** Times of WARC/1.0 have no fractions, those of 1.1 may have more digits than milliseconds. */
function isoTime(written: string | null | undefined): string | null {
  const ms = Date.parse(written ?? "");
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
