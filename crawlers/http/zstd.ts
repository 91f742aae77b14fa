import { Transform, type TransformCallback } from "node:stream";
import { Decompress } from "fzstd";
import { tooLarge, unknownEncoding } from "./refused.ts";

const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** RFC 9659: what HTTP may ask of a decoder. */
const WINDOW_MAX = 8 * 1024 * 1024;

/**
 * Decompresses zstd, which Node 20 has not by itself. The compressed form is gathered first: each of its frames may ask
 * for a window of gigabytes, and is refused before memory is given to it.
 * @param limit bytes, of the compressed as of the decompressed form
 */
export function unzstd(limit: number): Transform {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      chunks.push(chunk);
      size += chunk.length;
      done(size > limit ? tooLarge(limit) : null);
    },
    flush(done: TransformCallback) {
      try {
        decompress(Buffer.concat(chunks), limit, (data) => this.push(data));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

function decompress(bytes: Buffer, limit: number, push: (data: Buffer) => void): void {
  if (bytes.indexOf(MAGIC) !== 0) throw unknownEncoding("zstd");
  for (let at = 0; at >= 0; at = bytes.indexOf(MAGIC, at + 4)) {
    if (windowOf(bytes.subarray(at)) > WINDOW_MAX) throw unknownEncoding("zstd with a window over 8 MB");
  }
  let size = 0;
  const decoder = new Decompress((data) => {
    size += data.length;
    if (size > limit) throw tooLarge(limit);
    if (data.length) push(Buffer.from(data));
  });
  decoder.push(bytes, true);
}

/** Bytes of memory that a frame's header asks for (RFC 8878, 3.1.1.1); a single segment asks for its whole content. */
function windowOf(frame: Buffer): number {
  if (frame.length < 14) return 0;
  const descriptor = frame[4] ?? 0;
  if ((descriptor & 0x20) === 0) {
    const exponent = (frame[5] ?? 0) >> 3;
    const mantissa = (frame[5] ?? 0) & 7;
    return 2 ** (10 + exponent) * (1 + mantissa / 8);
  }
  const size = frame.subarray(5 + ([0, 1, 2, 4][descriptor & 3] ?? 0));
  switch (descriptor >> 6) {
    case 0:
      return size[0] ?? 0;
    case 1:
      return size.readUInt16LE(0) + 256;
    case 2:
      return size.readUInt32LE(0);
    default:
      return size.length < 8 ? Number.POSITIVE_INFINITY : Number(size.readBigUInt64LE(0));
  }
}
