import type { Capture, Hints } from "../../pipeline/types.ts";
import { captureId } from "./digest.ts";
import { surt } from "./surt.ts";

/** What the index says of one archived record. */
export interface IndexEntry {
  url: string;
  /** `warc/revisit` where the body is the one archived before. */
  mime: string;
  status: number;
  digest: string;
  length: number;
  offset: number;
  filename: string;
  id: string;
  fetchedAt: string;
  kind: Capture["kind"];
  source: string | null;
  hints: Hints;
  etag?: string;
  modified?: string;
  /** Address of the article that an `entry` or `import` carries. */
  about?: string;
  /** Address of the same article's next page. */
  next?: string;
  /** Where a redirect led. */
  location?: string;
}

/** One line of the index: SURT, 14-digit time, JSON with numbers as strings, as pywb and others write it. */
export function formatLine(entry: IndexEntry): string {
  const { url, mime, status, digest, length, offset, filename, fetchedAt, hints, ...rest } = entry;
  const json = {
    url,
    mime,
    status: String(status),
    digest,
    length: String(length),
    offset: String(offset),
    filename,
    fetched: fetchedAt,
    ...rest,
    ...(Object.keys(hints).length ? { hints } : {}),
  };
  return `${surt(url)} ${fetchedAt.replace(/\D/g, "").slice(0, 14)} ${JSON.stringify(json)}`;
}

const OPTIONAL = ["etag", "modified", "about", "next", "location"] as const;

/** Reads a line; null where it is none (cut short, or written by somebody else). */
export function parseLine(line: string): IndexEntry | null {
  const start = line.indexOf(" {");
  if (start < 0) return null;
  try {
    const json = JSON.parse(line.slice(start + 1)) as Record<string, string> & { hints?: Hints };
    const { url = "", fetched = "" } = json;
    const entry: IndexEntry = {
      url,
      mime: json.mime as string,
      status: Number(json.status),
      digest: json.digest as string,
      length: Number(json.length),
      offset: Number(json.offset),
      filename: json.filename as string,
      id: json.id ?? captureId(url, fetched),
      fetchedAt: fetched,
      kind: json.kind as IndexEntry["kind"],
      source: json.source ?? null,
      hints: json.hints ?? {},
    };
    for (const name of OPTIONAL) if (json[name] !== undefined) entry[name] = json[name];
    return entry;
  } catch {
    return null;
  }
}
