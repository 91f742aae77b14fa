import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { gunzipSync, inflateRawSync } from "node:zlib";
import { parseRecords, type RawRecord } from "./parse.ts";

/** The largest record that is read: the limit of a feed with room for its headers. */
export const RECORD_MAX = 64 * 1024 * 1024;
const GZIP_HEAD = 10;
const GZIP_TAIL = 8;
const FIRST_READ = 256 * 1024;

export interface Member {
  offset: number;
  length: number;
  record: RawRecord;
}

/**
 * Walks over the gzip members of a WARC file from a byte position on. It ends at the first member that is cut short or
 * damaged; `end` then tells where the good ones ended.
 */
export function* walkMembers(path: string, from: number): Generator<Member, { end: number }> {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    let at = from;
    while (at < size) {
      const member = readMember(file, at, size);
      if (!member) break;
      yield member;
      at += member.length;
    }
    return { end: at };
  } finally {
    closeSync(file);
  }
}

function readMember(file: number, offset: number, size: number): Member | null {
  for (let window = FIRST_READ; ; window *= 4) {
    const bytes = Buffer.alloc(Math.min(window, size - offset));
    readSync(file, bytes, 0, bytes.length, offset);
    const found = inflateMember(bytes);
    if (found) {
      try {
        const [record] = parseRecords(found.content);
        return record ? { offset, length: found.length, record } : null;
      } catch {
        return null;
      }
    }
    if (offset + bytes.length >= size || window > RECORD_MAX) return null;
  }
}

/** One member at the start of the bytes, as this archive writes them (a plain 10-byte head); null where it is not whole. */
function inflateMember(bytes: Buffer): { content: Buffer; length: number } | null {
  if (bytes.length < GZIP_HEAD + GZIP_TAIL || bytes.readUInt16BE(0) !== 0x1f8b || bytes[3] !== 0) return null;
  try {
    const result = inflateRawSync(bytes.subarray(GZIP_HEAD), {
      info: true,
      maxOutputLength: RECORD_MAX,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    const length = GZIP_HEAD + result.engine.bytesWritten + GZIP_TAIL;
    if (length > bytes.length) return null;
    if (bytes.readUInt32LE(length - 4) !== result.buffer.length) return null;
    return { content: result.buffer, length };
  } catch {
    return null;
  }
}

/** Records of neighbouring members read at once, each with the share of bytes that the index gives it. */
export function inflateRun(bytes: Buffer): RawRecord[] {
  return [...parseRecords(gunzipSync(bytes, { maxOutputLength: 4 * RECORD_MAX }))];
}
