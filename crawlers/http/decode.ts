import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { tooLarge, unknownEncoding } from "./refused.ts";
import { unzstd } from "./zstd.ts";

export interface DecodeOptions {
  /** Largest size, bytes after decompression. */
  limit: number;
  /** Value of `Content-Encoding`. */
  encoding: string;
  /** Gunzip once more where the content itself is a gzip file, as sitemaps are. */
  gunzip: boolean;
}

const ENCODINGS_MAX = 2;

/**
 * Reads a body to its end, decompressing as it comes; stops at the limit, however small the compressed form is.
 * @throws BodyRefused over the limit, or for an encoding that is unknown or nested more than once
 */
export async function decodeBody(source: AsyncIterable<Uint8Array>, options: DecodeOptions): Promise<Buffer> {
  const { limit, encoding, gunzip } = options;
  const names = encodingsOf(encoding);
  let body: Buffer;
  if (!names.length) body = await collect(source, limit);
  else {
    const { first, whole } = await peek(source);
    body = await collect(whole, limit, decoders(names, first, limit));
  }
  const zipped = gunzip && body[0] === 0x1f && body[1] === 0x8b;
  return zipped ? collect([body], limit, [createGunzip()]) : body;
}

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

async function collect(source: Bytes, limit: number, chain: Transform[] = []): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let refused: Error | null = null;
  const sink = async (stream: Bytes) => {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > limit) {
        refused = tooLarge(limit);
        throw refused;
      }
      chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    }
  };
  try {
    if (chain.length) await pipeline([Readable.from(source), ...chain, sink] as unknown as [Readable, Transform]);
    else await sink(source);
  } catch (error) {
    // A pipeline may tell of the streams that it tore down instead of the reason for it.
    throw refused ?? error;
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** Names in the order in which they were applied. */
function encodingsOf(encoding: string): string[] {
  const names = encoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name && name !== "identity");
  if (names.length > ENCODINGS_MAX) throw unknownEncoding(encoding);
  return names;
}

function decoders(names: string[], first: number, limit: number): Transform[] {
  return names.toReversed().map((name, at) => {
    if (name === "gzip" || name === "x-gzip") return createGunzip();
    if (name === "br") return createBrotliDecompress();
    if (name === "zstd") return unzstd(limit);
    if (name !== "deflate") throw unknownEncoding(name);
    // Servers send both zlib streams and raw deflate under this name; the first byte tells them apart.
    return at > 0 || (first & 0x0f) === 8 ? createInflate() : createInflateRaw();
  });
}

async function peek(source: AsyncIterable<Uint8Array>): Promise<{ first: number; whole: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const start = await iterator.next();
  async function* whole() {
    try {
      for (let step = start; !step.done; step = await iterator.next()) yield step.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { first: start.done ? 0 : (start.value[0] ?? 0), whole: whole() };
}
