import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { type Capture, type CapturedRecord, StopError } from "../../pipeline/types.ts";
import type { IndexEntry } from "./cdxj.ts";
import { captureId } from "./digest.ts";
import { warcFiles } from "./files.ts";
import { indexEntries } from "./index-file.ts";
import { inflateRun } from "./members.ts";
import { payloadOf, type RawRecord } from "./parse.ts";

export const INDEX = "index.cdxj";
/** Compressed bytes that neighbouring small records are read in together. */
const RUN_BYTES = 256 * 1024;
const RUN_RECORDS = 256;

export interface ReadOptions {
  /** Records that it says yes to are passed over unread; asked of all before the first is read. */
  skip?: (captureId: string, entry: IndexEntry) => boolean;
  /** Only what was fetched after this instant, ISO 8601 in UTC. */
  after?: string;
  /** Told of each record that cannot be read, and of each file that is missing; they are passed over then. */
  damaged?: (error: StopError) => void;
}

/** Bytes of a line of the index, on the whole. */
const LINE_BYTES = 400;

/** About how many records an archive has, by the size of its index. */
export function indexedAbout(dir: string): number {
  return (statSync(join(dir, INDEX), { throwIfNoEntry: false })?.size ?? 0) / LINE_BYTES;
}

/**
 * Archived pages, rendered documents, entries and imports in archive order (file, then position), bodies decompressed.
 * Requests, revisits and answers other than 2xx are not among them. Memory does not grow with the archive.
 * @throws StopError naming file and position where a record cannot be read, unless `damaged` takes it
 */
export async function* readArchive(dir: string, options: ReadOptions = {}): AsyncGenerator<CapturedRecord> {
  const wanted = new Map<string, Places>();
  for (const entry of indexEntries(join(dir, INDEX))) {
    if (!isContent(entry) || options.skip?.(entry.id, entry) || (options.after && entry.fetchedAt <= options.after))
      continue;
    const places = wanted.get(entry.filename) ?? new Places();
    places.add(entry.offset, entry.length);
    wanted.set(entry.filename, places);
  }
  const files = warcFiles(dir);
  for (const name of wanted.keys()) if (!files.includes(name)) report(options, missing(join(dir, name)));
  for (const name of files) {
    const places = wanted.get(name);
    if (places) yield* readPlaces(dir, name, places.sorted(), options);
  }
}

/**
 * One archived record.
 * @throws StopError where it cannot be read
 */
export async function readRecord(dir: string, capture: Capture): Promise<CapturedRecord> {
  const place: Place = [capture.warcOffset, capture.warcLength];
  for await (const record of readPlaces(dir, capture.warcFile, [place])) return record;
  throw damaged(join(dir, capture.warcFile), capture.warcOffset, "no content record");
}

export const isContent = (entry: IndexEntry): boolean =>
  entry.mime !== "warc/revisit" && entry.status >= 200 && entry.status < 300;

type Place = [offset: number, length: number];

async function* readPlaces(
  dir: string,
  name: string,
  places: Place[],
  options: Pick<ReadOptions, "damaged"> = {},
): AsyncGenerator<CapturedRecord> {
  const path = join(dir, name);
  const file = await open(path, "r");
  try {
    for (const run of runsOf(places)) {
      const [start] = run[0] as Place;
      const [lastOffset, lastLength] = run.at(-1) as Place;
      const bytes = Buffer.alloc(lastOffset + lastLength - start);
      await file.read(bytes, 0, bytes.length, start);
      const records = recordsOf(bytes, run);
      for (let at = 0; at < run.length; at++) {
        const raw = records[at];
        const [offset, length] = run[at] as Place;
        const payload = raw && !(raw instanceof Error) && payloadOf(raw);
        if (!payload) {
          report(options, damaged(path, offset, raw instanceof Error ? raw : "no content record"));
          continue;
        }
        const { about, body } = payload;
        const id = captureId(about.url, about.fetchedAt);
        yield { capture: { ...about, id, warcFile: name, warcOffset: offset, warcLength: length }, body };
      }
    }
  } finally {
    await file.close();
  }
}

/** The records of a run, decompressed together; each by itself where that fails, so that one costs none of the others. */
function recordsOf(bytes: Buffer, run: Place[]): (RawRecord | Error | undefined)[] {
  try {
    return inflateRun(bytes);
  } catch (error) {
    const [start] = run[0] as Place;
    if (run.length === 1) return [error as Error];
    return run.flatMap(([offset, length]) =>
      recordsOf(bytes.subarray(offset - start, offset - start + length), [[offset, length]]),
    );
  }
}

function report({ damaged: take }: Pick<ReadOptions, "damaged">, error: StopError): void {
  if (!take) throw error;
  take(error);
}

/** Places that touch each other, as long as they are small: one read and one decompression for all of a run. */
function* runsOf(places: Place[]): Generator<Place[]> {
  let run: Place[] = [];
  let bytes = 0;
  for (const place of places) {
    const before = run.at(-1);
    const touches = before && before[0] + before[1] === place[0];
    if (run.length && (!touches || bytes + place[1] > RUN_BYTES || run.length >= RUN_RECORDS)) {
      yield run;
      run = [];
      bytes = 0;
    }
    run.push(place);
    bytes += place[1];
  }
  if (run.length) yield run;
}

/** Offsets and lengths of many records in 12 bytes each. */
class Places {
  #offsets = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  #count = 0;

  add(offset: number, length: number): void {
    if (this.#count === this.#offsets.length) {
      const offsets = new Float64Array(this.#count * 2);
      const lengths = new Uint32Array(this.#count * 2);
      offsets.set(this.#offsets);
      lengths.set(this.#lengths);
      this.#offsets = offsets;
      this.#lengths = lengths;
    }
    this.#offsets[this.#count] = offset;
    this.#lengths[this.#count++] = length;
  }

  sorted(): Place[] {
    const order = new Uint32Array(this.#count).map((_, at) => at);
    order.sort((a, b) => (this.#offsets[a] ?? 0) - (this.#offsets[b] ?? 0));
    return Array.from(order, (at): Place => [this.#offsets[at] ?? 0, this.#lengths[at] ?? 0]);
  }
}

function damaged(path: string, offset: number, cause: unknown): StopError {
  const what = cause instanceof Error ? cause.message : String(cause);
  return new StopError(
    {
      en: `${path}: the record at byte ${offset} cannot be read (${what}). "modeltide archive verify" lists what is damaged.`,
      zh: `${path}:位于第 ${offset} 字节的记录无法读取(${what})。modeltide archive verify 会列出损坏之处。`,
    },
    { cause },
  );
}

function missing(path: string): StopError {
  return new StopError({
    en: `${path} is missing, and the index names records in it: put the file back, or "modeltide archive verify" lists what is lost.`,
    zh: `缺少 ${path},而索引指向其中的记录:请放回该文件;modeltide archive verify 会列出丢失之处。`,
  });
}
