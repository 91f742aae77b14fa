import { randomUUID } from "node:crypto";
import type { Hints, Item } from "../../pipeline/types.ts";
import { payloadDigest } from "./digest.ts";

export type HeaderList = [name: string, value: string][];

/** What somebody wants archived. Bodies are decompressed entity bodies; times are ISO 8601 in UTC with milliseconds. */
export type NewRecord = PageRecord | RevisitRecord | RenderedRecord | ItemRecord;

interface Common {
  url: string;
  fetchedAt: string;
  sourceId: string | null;
  hints: Hints;
  /** Address of the same article's next page, where the page leads to one. */
  next?: string | null;
}
interface Exchange extends Common {
  /** What was sent; null where it is not known. */
  request: { method: string; headers: HeaderList; body?: string } | null;
  status: number;
  headers: HeaderList;
}
/** One HTTP exchange. */
export interface PageRecord extends Exchange {
  kind: "page";
  body: Buffer;
}
/** An exchange whose body is the one archived before: told by a 304, or by an equal digest. */
export interface RevisitRecord extends Exchange {
  kind: "revisit";
  digest: string;
  refersTo: { fetchedAt: string };
}
/** The document as a browser holds it after its scripts have run. */
export interface RenderedRecord extends Common {
  kind: "rendered";
  body: Buffer;
}
/** A feed or API entry with full text, or an imported item; `url` is a key of its own (`urn:…`). */
export interface ItemRecord extends Common {
  kind: "entry" | "import";
  item: Item;
}

/** A record as it will stand in the file, uncompressed, with what the index says of it. */
export interface Serialized {
  bytes: Buffer;
  /** The request that belongs to it, written before it. */
  request: Buffer | null;
  digest: string;
  mime: string;
  status: number;
}

const CRLF = "\r\n";
const HOP_HEADERS = new Set(["content-encoding", "transfer-encoding", "content-length"]);

/** Writes a record in WARC/1.1. */
export function serialize(record: NewRecord): Serialized {
  if ("item" in record) return resource(record, "application/json", Buffer.from(JSON.stringify(record.item)));
  if (record.kind === "rendered") return resource(record, "text/html; charset=utf-8", record.body);
  return exchange(record);
}

/** The record that opens every file and says who wrote it. */
export function warcinfo(filename: string, date: string, software: string): Buffer {
  const fields = Buffer.from(
    `software: ${software}${CRLF}format: WARC File Format 1.1${CRLF}conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/${CRLF}`,
  );
  return frame(
    [
      ["WARC-Type", "warcinfo"],
      ["WARC-Record-ID", recordId()],
      ["WARC-Date", date],
      ["WARC-Filename", filename],
      ["Content-Type", "application/warc-fields"],
    ],
    fields,
  );
}

function resource(record: RenderedRecord | ItemRecord, mime: string, body: Buffer): Serialized {
  const digest = payloadDigest(body);
  const bytes = frame(
    [["WARC-Type", "resource"], ...common(record, recordId()), ["WARC-Payload-Digest", digest], ["Content-Type", mime]],
    body,
  );
  return { bytes, request: null, digest, mime, status: 200 };
}

function exchange(record: PageRecord | RevisitRecord): Serialized {
  const body = record.kind === "page" ? record.body : Buffer.alloc(0);
  const digest = record.kind === "page" ? payloadDigest(body) : record.digest;
  const id = recordId();
  const revisit: HeaderList =
    record.kind === "page"
      ? [["WARC-Type", "response"]]
      : [
          ["WARC-Type", "revisit"],
          ["WARC-Refers-To-Target-URI", record.url],
          ["WARC-Refers-To-Date", record.refersTo.fetchedAt],
          [
            "WARC-Profile",
            `http://netpreserve.org/warc/1.1/revisit/${record.status === 304 ? "server-not-modified" : "identical-payload-digest"}`,
          ],
        ];
  const bytes = frame(
    [
      ...revisit,
      ...common(record, id),
      ["WARC-Payload-Digest", digest],
      ["Content-Type", "application/http; msgtype=response"],
    ],
    Buffer.from(httpHead(record, body.length)),
    body,
  );
  const mime = record.kind === "page" ? mimeOf(record.headers) : "warc/revisit";
  const request = record.request && requestRecord(record.url, record.fetchedAt, record.request, id);
  return { bytes, request, digest, mime, status: record.status };
}

function requestRecord(
  url: string,
  fetchedAt: string,
  { method, headers, body = "" }: NonNullable<Exchange["request"]>,
  responseId: string,
): Buffer {
  const { pathname, search } = new URL(url);
  const head = [`${method} ${pathname}${search} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  const block = Buffer.from(`${head.join(CRLF)}${CRLF}${CRLF}${body}`);
  return frame(
    [
      ["WARC-Type", "request"],
      ["WARC-Target-URI", url],
      ["WARC-Date", fetchedAt],
      ["WARC-Record-ID", recordId()],
      ["WARC-Concurrent-To", responseId],
      ["Content-Type", "application/http; msgtype=request"],
    ],
    block,
  );
}

function common({ url, fetchedAt, sourceId, hints, kind, next }: NewRecord, id: string): HeaderList {
  const own: HeaderList = [
    ["WARC-Target-URI", url],
    ["WARC-Date", fetchedAt],
    ["WARC-Record-ID", id],
    ["Modeltide-Kind", kind === "revisit" ? "page" : kind],
  ];
  if (sourceId) own.push(["Modeltide-Source", sourceId]);
  if (next) own.push(["Modeltide-Next", next]);
  if (Object.keys(hints).length) own.push(["Modeltide-Hints", JSON.stringify(hints)]);
  return own;
}

/** The body is stored decompressed: headers on its encoding are kept under another name, its length is the stored one. */
function httpHead(record: PageRecord | RevisitRecord, length: number): string {
  const lines = [`HTTP/1.1 ${record.status} `];
  for (const [name, value] of record.headers) {
    const kept = HOP_HEADERS.has(name.toLowerCase()) ? `x-orig-${name}` : name;
    lines.push(`${kept}: ${value.replace(/[\r\n]+/g, " ")}`);
  }
  if (record.kind === "page") lines.push(`content-length: ${length}`);
  return lines.join(CRLF) + CRLF + CRLF;
}

function frame(headers: HeaderList, ...block: Buffer[]): Buffer {
  const length = block.reduce((sum, { length }) => sum + length, 0);
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const head = `WARC/1.1${CRLF}${lines.join(CRLF)}${CRLF}Content-Length: ${length}${CRLF}${CRLF}`;
  return Buffer.concat([Buffer.from(head), ...block, Buffer.from(CRLF + CRLF)]);
}

const recordId = (): string => `<urn:uuid:${randomUUID()}>`;

function mimeOf(headers: HeaderList): string {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return type.split(";")[0]?.trim().toLowerCase() || "application/octet-stream";
}
