import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs";
import { formatLine, type IndexEntry, parseLine } from "./cdxj.ts";
import { readLines } from "./lines.ts";
import { surt } from "./surt.ts";

const BLOCK = 64 * 1024;

/**
 * The CDXJ index on disk: a sorted part, looked up by bisection over block heads, and what this run appended, held in
 * memory until the file is sorted again on close. A line cut short by a crash is cut off on open.
 */
export class IndexFile {
  readonly #path: string;
  #file: number;
  #size = 0;
  #sorted = 0;
  #blocks: { key: string; start: number }[] = [];
  #recent = new Map<string, string[]>();

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, "a+");
    this.#load();
  }

  /** Every line's entry, in file order. */
  *entries(): Generator<IndexEntry> {
    for (const { text } of readLines(this.#path, 0, this.#size)) {
      const entry = parseLine(text);
      if (entry) yield entry;
    }
  }

  /** Entries of an address, oldest first. */
  lookup(url: string): IndexEntry[] {
    const prefix = `${surt(url)} `;
    const lines = [...this.#stored(prefix), ...(this.#recent.get(prefix) ?? [])];
    const entries = lines.flatMap((line) => {
      const entry = parseLine(line);
      return entry?.url === url ? [entry] : [];
    });
    // Keys have whole seconds only.
    return entries.sort((a, b) => byBytes(a.fetchedAt, b.fetchedAt));
  }

  append(entries: IndexEntry[]): void {
    const lines = entries.map(formatLine);
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    writeSync(this.#file, bytes);
    this.#size += bytes.length;
    for (const line of lines) {
      const prefix = line.slice(0, line.indexOf(" ") + 1);
      const known = this.#recent.get(prefix);
      if (known) known.push(line);
      else this.#recent.set(prefix, [line]);
    }
  }

  sync(): void {
    fsyncSync(this.#file);
  }

  /** Sorts what was appended into the rest and lets go of the file. */
  close(): void {
    if (this.#size > this.#sorted) this.#merge();
    closeSync(this.#file);
  }

  /** Puts other entries in the place of all, in one step. */
  replace(entries: Iterable<IndexEntry>): void {
    this.#rewrite([...entries].map(formatLine).sort(byBytes));
  }

  #load(): void {
    this.#size = statSync(this.#path).size;
    this.#blocks = [];
    this.#recent = new Map();
    let last = "";
    let end = 0;
    this.#sorted = 0;
    let ordered = true;
    for (const line of readLines(this.#path)) {
      if (ordered && byBytes(last, line.text) > 0) ordered = false;
      if (ordered) {
        const block = this.#blocks.at(-1);
        if (!block || line.start - block.start >= BLOCK) this.#blocks.push({ key: line.text, start: line.start });
        this.#sorted = line.end;
        last = line.text;
      }
      end = line.end;
    }
    if (end < this.#size) {
      ftruncateSync(this.#file, end);
      this.#size = end;
    }
    if (!ordered) this.#merge();
  }

  *#stored(prefix: string): Generator<string> {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byBytes(this.#blocks[middle]?.key ?? "", prefix) < 0) low = middle + 1;
      else high = middle;
    }
    for (let at = Math.max(0, low - 1); at < this.#blocks.length; at++) {
      const block = this.#blocks[at];
      if (!block || (at >= low && !block.key.startsWith(prefix))) return;
      const end = this.#blocks[at + 1]?.start ?? this.#sorted;
      const bytes = Buffer.alloc(end - block.start);
      readSync(this.#file, bytes, 0, bytes.length, block.start);
      yield* linesWith(bytes, prefix);
    }
  }

  /** Merges the unsorted tail into the sorted part: memory grows with the tail only. */
  #merge(): void {
    const tail = [...readLines(this.#path, this.#sorted, this.#size)].map(({ text }) => text).sort(byBytes);
    this.#rewrite(mergeSorted(readLines(this.#path, 0, this.#sorted), tail));
  }

  #rewrite(lines: Iterable<string>): void {
    const next = `${this.#path}.next`;
    const file = openSync(next, "w");
    let pending: string[] = [];
    let bytes = 0;
    const flush = () => {
      if (pending.length) writeSync(file, Buffer.from(`${pending.join("\n")}\n`));
      pending = [];
      bytes = 0;
    };
    for (const line of lines) {
      pending.push(line);
      bytes += line.length;
      if (bytes > 1 << 20) flush();
    }
    flush();
    fsyncSync(file);
    closeSync(file);
    renameSync(next, this.#path);
    closeSync(this.#file);
    this.#file = openSync(this.#path, "a+");
    this.#load();
  }
}

/** Lines of a sorted block that begin with a prefix. */
function* linesWith(block: Buffer, prefix: string): Generator<string> {
  const first = block.indexOf(`\n${prefix}`, 0, "latin1");
  let at = block.toString("latin1", 0, prefix.length) === prefix ? 0 : first < 0 ? block.length : first + 1;
  while (at < block.length) {
    const end = block.indexOf(10, at);
    const line = block.toString("utf8", at, end);
    if (!line.startsWith(prefix)) return;
    yield line;
    at = end + 1;
  }
}

/** Entries of an index that another process may be writing; none where there is no index. */
export function* indexEntries(path: string): Generator<IndexEntry> {
  if (!existsSync(path)) return;
  for (const { text } of readLines(path)) {
    const entry = parseLine(text);
    if (entry) yield entry;
  }
}

function* mergeSorted(stored: Iterable<{ text: string }>, tail: string[]): Generator<string> {
  let at = 0;
  for (const { text } of stored) {
    for (; at < tail.length && byBytes(tail[at] ?? "", text) < 0; at++) yield tail[at] ?? "";
    yield text;
  }
  for (; at < tail.length; at++) yield tail[at] ?? "";
}

/** Order of lines. Keys are ASCII, so that it agrees with `LC_ALL=C sort` on all that lookups rely on. */
const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
