import { statSync } from "node:fs";
import { join } from "node:path";
import { payloadDigest } from "./digest.ts";
import { warcFiles } from "./files.ts";
import { indexEntries } from "./index-file.ts";
import { type Member, walkMembers } from "./members.ts";
import { payloadOf } from "./parse.ts";
import { INDEX } from "./read.ts";

export interface Damage {
  file: string;
  /** Byte position in the file. */
  offset: number;
  url: string | null;
  what: "digest" | "unreadable" | "not-indexed" | "missing";
}

export interface Verification {
  files: number;
  /** Records of every type that could be read. */
  records: number;
  /** Bytes of WARC files. */
  bytes: number;
  damage: Damage[];
}

/**
 * Reads the whole archive: every record decompresses, every payload has the digest that is written beside it, every
 * record with content stands in the index and every line of the index leads to one.
 * @param onProgress called after each file
 */
export function verifyArchive(
  dir: string,
  options: { signal?: AbortSignal; onProgress?: (file: string) => void } = {},
): Verification {
  const result: Verification = { files: 0, records: 0, bytes: 0, damage: [] };
  const expected = new Map<string, Map<number, string>>();
  for (const { filename, offset, url } of indexEntries(join(dir, INDEX))) {
    const places = expected.get(filename) ?? new Map<number, string>();
    places.set(offset, url);
    expected.set(filename, places);
  }
  for (const file of warcFiles(dir)) {
    options.signal?.throwIfAborted();
    result.files++;
    verifyFile(dir, file, expected.get(file) ?? new Map(), result);
    expected.delete(file);
    options.onProgress?.(file);
  }
  for (const [file, places] of expected) {
    for (const [offset, url] of places) result.damage.push({ file, offset, url, what: "missing" });
  }
  return result;
}

function verifyFile(dir: string, file: string, places: Map<number, string>, result: Verification): void {
  const path = join(dir, file);
  const { size } = statSync(path);
  result.bytes += size;
  let from = 0;
  while (from < size) {
    const walk = walkMembers(path, from);
    let step = walk.next();
    for (; !step.done; step = walk.next()) {
      result.records++;
      const what = verdict(step.value, places);
      const { offset, record } = step.value;
      if (what) result.damage.push({ file, offset, url: record.headers.get("warc-target-uri") ?? null, what });
      places.delete(offset);
    }
    if (step.value.end >= size) break;
    const bad = step.value.end;
    result.damage.push({ file, offset: bad, url: places.get(bad) ?? null, what: "unreadable" });
    places.delete(bad);
    // What lies behind a damaged record is found again at the next place that the index names.
    from = Math.min(size, ...[...places.keys()].filter((offset) => offset > bad));
  }
  for (const [offset, url] of places) result.damage.push({ file, offset, url, what: "missing" });
}

function verdict({ offset, record }: Member, places: Map<number, string>): Damage["what"] | null {
  const payload = payloadOf(record);
  const written = record.headers.get("warc-payload-digest");
  if (payload && written !== payloadDigest(payload.body)) return "digest";
  const listed = payload !== null || record.headers.get("warc-type") === "revisit";
  return listed && !places.has(offset) ? "not-indexed" : null;
}
