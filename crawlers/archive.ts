import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { EXIT, type Item, StopError } from "../pipeline/types.ts";
import type { IndexEntry } from "./archive/cdxj.ts";
import { payloadDigest } from "./archive/digest.ts";
import { Forgotten } from "./archive/forgotten.ts";
import { IndexFile } from "./archive/index-file.ts";
import { lockArchive } from "./archive/lock.ts";
import { INDEX } from "./archive/read.ts";
import type { NewRecord } from "./archive/record.ts";
import { recover } from "./archive/recover.ts";
import { ArchiveState } from "./archive/state.ts";
import { WarcWriter } from "./archive/writer.ts";

export type { IndexEntry } from "./archive/cdxj.ts";
export { entryKey, importKey } from "./archive/item-key.ts";
export { forgetAddress, pruneArchive } from "./archive/maintain.ts";
export { indexedAbout, type ReadOptions, readArchive, readRecord } from "./archive/read.ts";
export type { NewRecord } from "./archive/record.ts";
export type { Removal } from "./archive/rewrite.ts";
export { type Damage, type Verification, verifyArchive } from "./archive/verify.ts";

const GIGABYTE = 1_000_000_000;
const BATCH = 500;

export interface ArchiveOptions {
  now: () => Date;
  /** Program and version, for the warcinfo record. */
  software?: string;
  /** Bytes after which a new WARC file is begun. */
  rotateAt?: number;
}

export interface ManyCounts {
  written: number;
  /** Left out because the archive holds the same content under the same key. */
  known: number;
  /** Left out because a publisher asked for removal. */
  forgotten: number;
}

/**
 * The archive opened for writing. Only one process at a time has it; `append` may be called side by side.
 * What a crash left unfinished was mended on opening (`recovered`).
 */
export interface Archive {
  state: ArchiveState;
  recovered: { records: number; bytes: number };
  /**
   * Resolves when record and index line are on disk.
   * @throws SkipError where the address is to stay forgotten
   */
  append: (record: NewRecord) => Promise<IndexEntry>;
  /** Many small records at once, written in batches. */
  appendMany: (records: Iterable<NewRecord> | AsyncIterable<NewRecord>) => Promise<ManyCounts>;
  /** Entries of an address, oldest first; revisits included. */
  lookup: (url: string) => IndexEntry[];
  /** What is known of an address now: its newest record, a revisit with status and validators of what it repeats. */
  latest: (url: string) => IndexEntry | undefined;
  isForgotten: (url: string) => boolean;
  /** Sorts the index and gives the archive free. */
  close: () => Promise<void>;
}

/**
 * Opens the archive in a folder, which is made where it is missing.
 * @throws StopError exit 5 where another process writes it or the folder cannot be written
 */
export async function openArchive(dir: string, options: ArchiveOptions): Promise<Archive> {
  const release = claim(dir, options.now());
  try {
    const index = new IndexFile(join(dir, INDEX));
    const recovered = recover(dir, index);
    const forgotten = new Forgotten(new ArchiveState(dir));
    const writer = new WarcWriter(dir, index, {
      now: options.now,
      software: options.software ?? "modeltide",
      rotateAt: options.rotateAt ?? GIGABYTE,
    });
    return {
      state: new ArchiveState(dir),
      recovered,
      append: (record) => {
        forgotten.refuse(record.url);
        return writer.append(record);
      },
      appendMany: (records) => appendMany(records, writer, index, forgotten),
      lookup: (url) => index.lookup(url),
      latest: (url) => latestOf(index.lookup(url)),
      isForgotten: (url) => forgotten.has(url),
      close: async () => {
        await writer.close();
        index.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function claim(dir: string, now: Date): () => void {
  try {
    mkdirSync(join(dir, "state"), { recursive: true });
    return lockArchive(dir, now);
  } catch (error) {
    if (error instanceof StopError || (error as NodeJS.ErrnoException).code === "ENOSPC") throw error;
    throw new StopError(
      {
        en: `cannot write the archive ${dir}: ${String(error)}. Choose another folder with --data or allow writing there.`,
        zh: `无法写入档案 ${dir}:${String(error)}。请用 --data 换一个目录,或放开写权限。`,
      },
      { exitCode: EXIT.storeUnwritable, cause: error },
    );
  }
}

function latestOf(entries: IndexEntry[]): IndexEntry | undefined {
  const last = entries.at(-1);
  if (last?.mime !== "warc/revisit") return last;
  const original = entries.findLast(({ mime, digest }) => mime !== "warc/revisit" && digest === last.digest);
  return original && { ...original, ...last, status: original.status, mime: original.mime };
}

async function appendMany(
  records: Iterable<NewRecord> | AsyncIterable<NewRecord>,
  writer: WarcWriter,
  index: IndexFile,
  forgotten: Forgotten,
): Promise<ManyCounts> {
  const counts: ManyCounts = { written: 0, known: 0, forgotten: 0 };
  let batch = new Map<string, NewRecord>();
  const flush = async () => {
    if (batch.size) await writer.appendBatch([...batch.values()]);
    counts.written += batch.size;
    batch = new Map();
  };
  for await (const record of records) {
    const about = "item" in record ? record.item.url : record.url;
    if (about && forgotten.has(about)) counts.forgotten++;
    else if (batch.has(record.url) || index.lookup(record.url).some(({ digest }) => digest === digestOf(record))) {
      counts.known++;
    } else batch.set(record.url, record);
    if (batch.size >= BATCH) await flush();
  }
  await flush();
  return counts;
}

function digestOf(record: NewRecord): string {
  if ("digest" in record) return record.digest;
  return payloadDigest("item" in record ? itemBytes(record.item) : record.body);
}

const itemBytes = (item: Item): Buffer => Buffer.from(JSON.stringify(item));
