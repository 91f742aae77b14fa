import { closeSync, ftruncateSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import type { IndexEntry } from "./cdxj.ts";
import { captureId } from "./digest.ts";
import { removeLeftovers, warcFiles } from "./files.ts";
import type { IndexFile } from "./index-file.ts";
import { type Member, walkMembers } from "./members.ts";
import { httpHeaders, payloadOf } from "./parse.ts";

/**
 * Mends what a crash left behind the last index line of the newest WARC file: whole records get their line, what is cut
 * short is cut off. Earlier files were flushed with their index before the next was begun.
 * @returns how many records were found again and how many bytes were cut off
 */
export function recover(dir: string, index: IndexFile): { records: number; bytes: number } {
  const indexed = new Set<string>();
  const last = () => warcFiles(dir).at(-1);
  const newest = last();
  let end = 0;
  for (const { filename, offset, length } of index.entries()) {
    indexed.add(filename);
    if (filename === newest) end = Math.max(end, offset + length);
  }
  removeLeftovers(dir, indexed);
  if (!newest || last() !== newest) return { records: 0, bytes: 0 };
  const path = join(dir, newest);
  const { size } = statSync(path);
  if (end === size) return { records: 0, bytes: 0 };
  const found: IndexEntry[] = [];
  const walk = walkMembers(path, end);
  let step = walk.next();
  for (; !step.done; step = walk.next()) {
    const entry = entryOfMember(step.value, newest);
    if (entry) found.push(entry);
  }
  const good = step.value.end;
  if (good < size) {
    const file = openSync(path, "r+");
    ftruncateSync(file, good);
    closeSync(file);
  }
  if (found.length) index.append(found);
  return { records: found.length, bytes: size - good };
}

/** The index line of a record as it is read from the file; null for what the index leaves out (requests, warcinfo). */
export function entryOfMember({ offset, length, record }: Member, filename: string): IndexEntry | null {
  const type = record.headers.get("warc-type");
  if (type !== "response" && type !== "resource" && type !== "revisit") return null;
  const payload = payloadOf(record);
  const http = type === "resource" ? null : httpHeaders(record.block);
  const url = record.headers.get("warc-target-uri") ?? "";
  const fetchedAt = record.headers.get("warc-date") ?? "";
  const entry: IndexEntry = {
    url,
    mime: payload ? (payload.about.contentType.split(";")[0]?.trim().toLowerCase() ?? "") : "warc/revisit",
    status: http?.status ?? 200,
    digest: record.headers.get("warc-payload-digest") ?? "",
    length,
    offset,
    filename,
    id: captureId(url, fetchedAt),
    fetchedAt,
    kind: payload?.about.kind ?? "page",
    source: record.headers.get("modeltide-source") ?? null,
    hints: payload?.about.hints ?? {},
  };
  const next = record.headers.get("modeltide-next");
  if (next) entry.next = next;
  const etag = http?.headers.get("etag");
  const modified = http?.headers.get("last-modified");
  const location = http?.headers.get("location");
  if (etag) entry.etag = etag;
  if (modified) entry.modified = modified;
  if (location && entry.status >= 300 && entry.status < 400) entry.location = location;
  if (payload && (entry.kind === "entry" || entry.kind === "import")) {
    const about = (JSON.parse(payload.body.toString("utf8")) as { url?: string }).url;
    if (about) entry.about = about;
  }
  return entry;
}
