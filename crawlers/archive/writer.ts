import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import type { IndexEntry } from "./cdxj.ts";
import { captureId } from "./digest.ts";
import { numberOf, warcFiles, warcName } from "./files.ts";
import type { IndexFile } from "./index-file.ts";
import { type NewRecord, type Serialized, serialize, warcinfo } from "./record.ts";

const gzipAsync = promisify(gzip);
/** Above this, compressing in a worker thread of Node's pool is cheaper than holding up the event loop. */
const ASYNC_FROM = 8 * 1024;
/** The usual tables cost more to set up than a request of half a kilobyte takes to compress. */
const SMALL = 4 * 1024;
const SMALL_OPTIONS = { memLevel: 5 };

interface Packed {
  record: NewRecord;
  serialized: Serialized;
  request: Buffer | null;
  response: Buffer;
}
interface Pending extends Packed {
  resolve: (entry: IndexEntry) => void;
  reject: (error: unknown) => void;
}

/** Appends records to WARC files: first the record, flushed to disk, then its line in the index. */
export class WarcWriter {
  readonly #dir: string;
  readonly #index: IndexFile;
  readonly #now: () => Date;
  readonly #software: string;
  readonly #rotateAt: number;
  #file: FileHandle | null = null;
  #name = "";
  #size = 0;
  #pending: Pending[] = [];
  #flushing: Promise<void> | null = null;

  /** @param rotateAt bytes after which a new file is begun */
  constructor(dir: string, index: IndexFile, options: { now: () => Date; software: string; rotateAt: number }) {
    this.#dir = dir;
    this.#index = index;
    this.#now = options.now;
    this.#software = options.software;
    this.#rotateAt = options.rotateAt;
  }

  /** Resolves when record and index line are written. Records that come together share one flush. */
  async append(record: NewRecord): Promise<IndexEntry> {
    const packed = await pack(record);
    return new Promise((resolve, reject) => {
      this.#pending.push({ ...packed, resolve, reject });
      this.#flushing ??= this.#flushLoop();
    });
  }

  /** Writes many small records with one flush; nothing else may be appended meanwhile. */
  appendBatch(records: NewRecord[]): Promise<IndexEntry[]> {
    return this.#write(records.map(packSync));
  }

  async close(): Promise<void> {
    await this.#flushing;
    await this.#file?.close();
    this.#file = null;
  }

  async #flushLoop(): Promise<void> {
    while (this.#pending.length) {
      // Records that arrive in the same turn of the event loop go together.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = this.#pending;
      this.#pending = [];
      try {
        const entries = await this.#write(batch);
        batch.forEach(({ resolve }, at) => {
          resolve(entries[at] as IndexEntry);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#flushing = null;
  }

  async #write(batch: Packed[]): Promise<IndexEntry[]> {
    if (!this.#file || this.#size >= this.#rotateAt) await this.#rotate();
    const file = this.#file as unknown as FileHandle;
    const parts: Buffer[] = [];
    let at = this.#size;
    const entries = batch.map((packed) => {
      if (packed.request) {
        parts.push(packed.request);
        at += packed.request.length;
      }
      parts.push(packed.response);
      const entry = entryOf(packed, this.#name, at);
      at += packed.response.length;
      return entry;
    });
    try {
      await writeAll(file, Buffer.concat(parts), this.#size);
      await file.datasync();
    } catch (error) {
      await file.truncate(this.#size);
      throw error;
    }
    this.#size = at;
    this.#index.append(entries);
    return entries;
  }

  /** Goes on with the newest file where it has room, otherwise begins another. */
  async #rotate(): Promise<void> {
    const last = warcFiles(this.#dir).at(-1);
    if (this.#file) {
      this.#index.sync();
      await this.#file.close();
    } else if (last) {
      this.#file = await open(join(this.#dir, last), "r+");
      this.#name = last;
      this.#size = (await this.#file.stat()).size;
      if (this.#size < this.#rotateAt) return;
      await this.#file.close();
    }
    this.#name = warcName(this.#now(), last ? numberOf(last) + 1 : 0);
    this.#file = await open(join(this.#dir, this.#name), "wx+");
    const head = gzipSync(warcinfo(this.#name, this.#now().toISOString(), this.#software));
    await writeAll(this.#file, head, 0);
    this.#size = head.length;
  }
}

/** The index line's content for a record at a place. */
export function entryOf(
  { record, serialized, response }: Pick<Packed, "record" | "serialized" | "response">,
  filename: string,
  offset: number,
): IndexEntry {
  const { url, fetchedAt, sourceId, hints } = record;
  const entry: IndexEntry = {
    url,
    mime: serialized.mime,
    status: serialized.status,
    digest: serialized.digest,
    length: response.length,
    offset,
    filename,
    id: captureId(url, fetchedAt),
    fetchedAt,
    kind: record.kind === "revisit" ? "page" : record.kind,
    source: sourceId,
    hints,
  };
  if (record.next) entry.next = record.next;
  if (record.kind === "page" || record.kind === "revisit") {
    const header = (wanted: string) => record.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
    const etag = header("etag");
    const modified = header("last-modified");
    const location = header("location");
    if (etag) entry.etag = etag;
    if (modified) entry.modified = modified;
    if (location && serialized.status >= 300 && serialized.status < 400) entry.location = location;
  } else if (record.kind !== "rendered" && record.item.url) entry.about = record.item.url;
  return entry;
}

async function pack(record: NewRecord): Promise<Packed> {
  const serialized = serialize(record);
  const { bytes, request } = serialized;
  return {
    record,
    serialized,
    request: request && zip(request),
    response: bytes.length >= ASYNC_FROM ? await gzipAsync(bytes) : zip(bytes),
  };
}

function packSync(record: NewRecord): Packed {
  const serialized = serialize(record);
  const { bytes, request } = serialized;
  return { record, serialized, request: request && zip(request), response: zip(bytes) };
}

const zip = (bytes: Buffer): Buffer => gzipSync(bytes, bytes.length < SMALL ? SMALL_OPTIONS : {});

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
