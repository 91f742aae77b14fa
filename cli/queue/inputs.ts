import { randomUUID } from "node:crypto";
import { constants, createReadStream, createWriteStream, mkdirSync, rmSync, statSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { createGunzip, gzipSync } from "node:zlib";
import { AskError, messageOf } from "../../pipeline/errors.ts";
import { type Input, inputId, noteInput, readInput } from "../../pipeline/shards/inputs.ts";
import type { Lake } from "../../pipeline/shards/lake.ts";

export interface AddOptions {
  lake: Lake;
  scratchDir: string;
  /** When the items were gathered, ISO 8601 in UTC. */
  fetchedAt: string;
  /** Items in one shard. */
  cut: number;
}

const OWN_WARC = /^modeltide-(\d{17}-\d{5}(?:-r\d+)?)\.warc\.gz$/;

/**
 * Brings files into the lake, JSON lines cut into shards, and gives the inputs that they make, in order. A file that the
 * lake has is left as it is.
 * @throws AskError where a file cannot be read or is of no kind that is known
 */
export async function* addInputs(files: string[], options: AddOptions): AsyncGenerator<Input> {
  mkdirSync(options.scratchDir, { recursive: true });
  for (const file of files) checkReadable(file);
  const order = numbering(options.fetchedAt);
  for (const file of files) {
    if (/\.warc(\.gz)?$/i.test(file)) yield await addWarc(file, order, options);
    else yield* addItems(file, order, options);
  }
}

/** Places of inputs that come in one after the other: by time, then by number. */
function numbering(fetchedAt: string): () => string {
  let next = 0;
  return () => `${fetchedAt.replace(/\D/g, "").slice(0, 17)}-${String(next++).padStart(6, "0")}`;
}

async function addWarc(file: string, order: () => string, { lake, scratchDir, fetchedAt }: AddOptions): Promise<Input> {
  const name = basename(file);
  const own = OWN_WARC.exec(name);
  const id = await fileDigest(file);
  const at = `raw/${id}.${name.endsWith(".gz") ? "warc.gz" : "warc"}`;
  if (!(await readInput(lake, id))) {
    const copy = join(scratchDir, randomUUID());
    // A copy, since a crawl goes on writing the newest file of its archive.
    await copyFile(file, copy, constants.COPYFILE_FICLONE);
    await lake.put(at, copy);
  }
  const known = { id, name, at, bytes: statSync(file).size, fetchedAt, source: null };
  return noteInput(
    lake,
    own ? { ...known, kind: "archive", order: own[1] ?? "" } : { ...known, kind: "warc", order: order() },
  );
}

async function* addItems(file: string, order: () => string, options: AddOptions): AsyncGenerator<Input> {
  const { lake, scratchDir, fetchedAt, cut } = options;
  let number = 0;
  for await (const piece of pieces(file, cut)) {
    const id = inputId(piece);
    const at = `raw/${id}.jsonl.gz`;
    if (!(await readInput(lake, id))) {
      const path = join(scratchDir, randomUUID());
      await writeWhole(path, gzipSync(piece));
      await lake.put(at, path);
    }
    const name = `${basename(file)}#${++number}`;
    const input = { id, kind: "items" as const, name, at, bytes: piece.length, fetchedAt, source: null };
    yield await noteInput(lake, { ...input, order: order() });
  }
}

/** A file of JSON lines in pieces of so many lines, as bytes. */
async function* pieces(file: string, lines: number): AsyncGenerator<Buffer> {
  const bytes = createReadStream(file);
  const plain = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => plain.destroy(error));
  let parts: Buffer[] = [];
  let count = 0;
  for await (const chunk of chunksOf(plain, file)) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) {
      if (++count % lines) continue;
      parts.push(chunk.subarray(from, at + 1));
      from = at + 1;
      yield Buffer.concat(parts);
      parts = [];
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length) yield Buffer.concat(parts);
}

async function* chunksOf(bytes: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    throw new AskError(
      {
        en: `${file} is damaged or cut short (${messageOf(error)}): fetch it again. What came before is in the lake.`,
        zh: `${file} 损坏或不完整(${messageOf(error)}):请重新获取。此前的部分已入湖。`,
      },
      { cause: error },
    );
  }
}

async function writeWhole(path: string, content: Buffer): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      createWriteStream(path, { flags: "wx" }).on("error", reject).on("finish", resolve).end(content);
    });
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

async function fileDigest(file: string): Promise<string> {
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex").slice(0, 24);
}

function checkReadable(file: string): void {
  try {
    if (statSync(file).isFile() && /\.(?:warc|jsonl)(?:\.gz)?$/i.test(file)) return;
  } catch (error) {
    throw new AskError({
      en: `cannot read ${file}: ${messageOf(error)}. Give paths of .warc, .warc.gz, .jsonl or .jsonl.gz files.`,
      zh: `读不到 ${file}:${messageOf(error)}。请给出 .warc、.warc.gz、.jsonl 或 .jsonl.gz 文件的路径。`,
    });
  }
  throw new AskError({
    en: `${file} makes no shard: give .warc, .warc.gz, .jsonl or .jsonl.gz files.`,
    zh: `${file} 不能成为分片:请给出 .warc、.warc.gz、.jsonl 或 .jsonl.gz 文件。`,
  });
}
