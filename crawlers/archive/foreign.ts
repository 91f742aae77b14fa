import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { AsyncIterReader, WARCParser, type WARCRecord } from "warcio";
import { Item } from "../../pipeline/types.ts";
import { decodeBody } from "../http/decode.ts";
import { Refused } from "../http/refused.ts";
import type { NewRecord } from "./record.ts";

const BODY_MAX = 10 * 1024 * 1024;
const READ_BYTES = 256 * 1024;
const PAGE_TYPES = /^(?:text\/html|application\/xhtml\+xml|text\/plain)/i;

/** Why something in a WARC file is passed over. */
export type PassedOver = "status" | "content-type" | "too-large" | "undecodable" | "unreadable-item" | (string & {});

export interface ReadWarcOptions {
  /** Looks at each page of another program; what it gives is the reason for which the page is left out. */
  refuse?: (page: { url: string; body: Buffer; contentType: string }) => string | null;
  /** Told of every answer that is left out. Requests and records about records are no answers. */
  passOver?: (reason: PassedOver) => void;
}

/**
 * Pages of a WARC file that any program wrote (1.0 or 1.1, gzipped or not, of any size: it is read as a stream), and
 * entries and imports of one that this program wrote. Bodies are decoded; error answers, other kinds of content and
 * bodies over 10 MB are passed over.
 * @throws Error where the file is no WARC file, or is cut short
 */
export async function* readWarc(file: string, options: ReadWarcOptions = {}): AsyncGenerator<NewRecord> {
  const { refuse = () => null, passOver = () => {} } = options;
  const stream = createReadStream(file, { highWaterMark: READ_BYTES });
  let records = 0;
  try {
    for await (const record of new WARCParser(stream)) {
      if (record.warcType) records++;
      const read = await convert(record);
      if (typeof read === "string") passOver(read);
      else if (read) {
        const reason = "body" in read && !isOwn(record) ? refuse({ ...read, contentType: typeOf(read) }) : null;
        if (reason) passOver(reason);
        else yield read;
      }
    }
  } finally {
    stream.destroy();
  }
  if (await isGzip(file)) await checkWhole(file);
  // The parser passes over whatever it does not know.
  if (!records) throw new Error("there is no WARC record in it");
}

/** The parser takes the end of a file in the middle of a member for its end; Node's decompressor says what it is. */
async function checkWhole(file: string): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(createReadStream(file, { highWaterMark: READ_BYTES }), createGunzip(), nowhere);
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

const isOwn = (record: WARCRecord): boolean => Boolean(record.warcHeader("Modeltide-Kind"));

function typeOf(read: NewRecord): string {
  if (read.kind !== "page") return "";
  return read.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
}

/** What a record holds; the reason where it is left out; null where it is no answer. */
async function convert(record: WARCRecord): Promise<NewRecord | PassedOver | null> {
  const url = record.warcTargetURI;
  const fetchedAt = isoTime(record.warcDate);
  if (!url || !fetchedAt) return null;
  const common = { url, fetchedAt, sourceId: record.warcHeader("Modeltide-Source") ?? null, hints: {} };
  if (record.warcType === "resource") return resource(record, common);
  if (record.warcType !== "response" || !record.httpHeaders) return null;
  const status = Number(record.httpHeaders.statusCode);
  const headers = [...record.httpHeaders.headers] as [string, string][];
  const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  if (status < 200 || status > 299) return "status";
  if (!PAGE_TYPES.test(header("content-type"))) return "content-type";
  const chunked = header("transfer-encoding").toLowerCase() === "chunked";
  const source = new AsyncIterReader(record.reader, null, chunked);
  try {
    const body = await decodeBody(source, { limit: BODY_MAX, encoding: header("content-encoding"), gunzip: false });
    return { ...common, kind: "page", status, headers, body, request: null };
  } catch (error) {
    return error instanceof Refused && error.reason === "too-large" ? "too-large" : "undecodable";
  }
}

async function resource(
  record: WARCRecord,
  common: Pick<NewRecord, "url" | "fetchedAt" | "sourceId" | "hints">,
): Promise<NewRecord | PassedOver | null> {
  const kind = record.warcHeader("Modeltide-Kind");
  try {
    if (kind === "entry" || kind === "import") {
      const item = Item.safeParse(JSON.parse((await rawBody(record)).toString("utf8")));
      return item.success ? { ...common, kind, item: item.data } : "unreadable-item";
    }
    if (!PAGE_TYPES.test(record.warcContentType ?? "")) return "content-type";
    return { ...common, kind: "rendered", body: await rawBody(record) };
  } catch (error) {
    return error instanceof Refused ? "too-large" : "unreadable-item";
  }
}

const rawBody = (record: WARCRecord): Promise<Buffer> =>
  decodeBody(new AsyncIterReader(record.reader, null, false), { limit: BODY_MAX, encoding: "", gunzip: false });

/** Times of WARC/1.0 have no fractions, those of 1.1 may have more digits than milliseconds. */
function isoTime(written: string | null | undefined): string | null {
  const ms = Date.parse(written ?? "");
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
