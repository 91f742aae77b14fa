import { type Capture, Hints } from "../../pipeline/types.ts";

/** One record as read back: header fields by lower-case name, and its block. */
export interface RawRecord {
  headers: Map<string, string>;
  block: Buffer;
}

/**
 * Splits decompressed bytes into the records they hold.
 * @throws Error where the bytes are no whole WARC records
 */
export function* parseRecords(bytes: Buffer): Generator<RawRecord> {
  let at = 0;
  while (at < bytes.length) {
    const headEnd = bytes.indexOf("\r\n\r\n", at, "latin1");
    if (headEnd < 0 || bytes.toString("latin1", at, at + 5) !== "WARC/") throw new Error("not a WARC record");
    const headers = fields(bytes.toString("utf8", at, headEnd));
    const length = Number(headers.get("content-length"));
    const blockStart = headEnd + 4;
    if (!Number.isInteger(length) || length < 0 || blockStart + length > bytes.length) {
      throw new Error("WARC record is cut short");
    }
    yield { headers, block: bytes.subarray(blockStart, blockStart + length) };
    at = blockStart + length + 4;
  }
}

/** What a raw record says of itself, without its place in the archive; null for requests, revisits and warcinfo. */
export function payloadOf(
  record: RawRecord,
): { about: Omit<Capture, "warcFile" | "warcOffset" | "warcLength" | "id">; body: Buffer } | null {
  const type = record.headers.get("warc-type");
  if (type !== "response" && type !== "resource") return null;
  const http = type === "response" ? httpHeaders(record.block) : null;
  return {
    about: {
      url: record.headers.get("warc-target-uri") ?? "",
      fetchedAt: record.headers.get("warc-date") ?? "",
      status: http?.status ?? 200,
      contentType: (http ?? record).headers.get("content-type") ?? "application/octet-stream",
      kind: (record.headers.get("modeltide-kind") as Capture["kind"] | undefined) ?? "page",
      sourceId: record.headers.get("modeltide-source") ?? null,
      digest: record.headers.get("warc-payload-digest") ?? "",
      hints: hintsOf(record.headers.get("modeltide-hints")),
    },
    body: http ? record.block.subarray(http.end) : record.block,
  };
}

/** Status and header fields of an HTTP response; `end` is where its body begins. */
export function httpHeaders(block: Buffer): { status: number; headers: Map<string, string>; end: number } {
  const end = block.indexOf("\r\n\r\n", 0, "latin1");
  const head = block.toString("latin1", 0, end < 0 ? block.length : end);
  return {
    status: Number(/^HTTP\/\S+ (\d{3})/.exec(head)?.[1] ?? 0),
    headers: fields(head),
    end: end < 0 ? block.length : end + 4,
  };
}

function fields(head: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of head.split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) found.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return found;
}

function hintsOf(json: string | undefined): Hints {
  if (!json) return {};
  try {
    return Hints.parse(JSON.parse(json));
  } catch {
    return {};
  }
}
