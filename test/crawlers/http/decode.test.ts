import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeBody } from "../../../crawlers/http/decode.ts";

const MEGABYTE = 1024 * 1024;
const limit = 10 * MEGABYTE;

async function* pieces(bytes: Buffer, size = 16 * 1024): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const decode = (bytes: Buffer, encoding: string, gunzip = false, piece?: number): Promise<Buffer> =>
  decodeBody(pieces(bytes, piece), { limit, encoding, gunzip });

/** A zstd frame made of blocks that each repeat one byte 128 KiB times: four bytes a block. */
function zstdBomb(blocks: number, windowDescriptor = 0x38): Buffer {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, windowDescriptor]);
  const size = 128 * 1024;
  const block = (last: number) => {
    const header = (size << 3) | (1 << 1) | last;
    return Buffer.from([header & 255, (header >> 8) & 255, (header >> 16) & 255, 0x61]);
  };
  return Buffer.concat([head, ...Array.from({ length: blocks - 1 }, () => block(0)), block(1)]);
}

/** A zstd frame with one block that stands as it is. */
function zstdPlain(text: string): Buffer {
  const content = Buffer.from(text);
  const header = (content.length << 3) | 1;
  return Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38, header & 255, (header >> 8) & 255, (header >> 16) & 255]),
    content,
  ]);
}

describe("decoding bodies", () => {
  const text = `你好,${"大模型".repeat(5000)}`;
  const cases: [string, string, Buffer][] = [
    ["identity", "", Buffer.from(text)],
    ["gzip", "gzip", gzipSync(text)],
    ["x-gzip", "X-GZip", gzipSync(text)],
    ["deflate as zlib", "deflate", deflateSync(text)],
    ["deflate raw", "deflate", deflateRawSync(text)],
    ["br", "br", brotliCompressSync(text)],
    ["gzip twice", "gzip, gzip", gzipSync(gzipSync(text))],
    ["gzip in several members", "gzip", Buffer.concat([gzipSync(text.slice(0, 50)), gzipSync(text.slice(50))])],
  ];
  it.each(cases)("reads %s, in pieces of any size", async (_, encoding, bytes) => {
    expect((await decode(bytes, encoding)).toString()).toBe(text);
    expect((await decode(bytes.subarray(0), encoding, false, 7)).toString()).toBe(text);
  });

  it("reads zstd", async () => {
    expect((await decode(zstdPlain("压缩的正文"), "zstd")).toString()).toBe("压缩的正文");
    expect((await decode(zstdBomb(8), "zstd", false, 5)).length).toBe(MEGABYTE);
  });

  it("unpacks a file that is itself gzipped once, where that is asked for", async () => {
    const twice = gzipSync(gzipSync(text));
    expect((await decode(gzipSync(text), "", true)).toString()).toBe(text);
    expect((await decode(twice, "gzip", true)).toString()).toBe(text);
    expect((await decode(gzipSync(twice), "gzip", true)).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
    expect((await decode(gzipSync(text), "", false)).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  });

  it.each([
    ["gzip", gzipSync(Buffer.alloc(300 * MEGABYTE))],
    ["deflate", deflateSync(Buffer.alloc(300 * MEGABYTE))],
    ["br", brotliCompressSync(Buffer.alloc(100 * MEGABYTE))],
    ["zstd", zstdBomb(40_000)],
    ["gzip, gzip", gzipSync(gzipSync(Buffer.alloc(300 * MEGABYTE)))],
  ])("stops a %s bomb at the limit, in little memory", async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(limit / 10);
    const before = process.memoryUsage().rss;
    await expect(decode(bomb, encoding)).rejects.toMatchObject({ reason: "too-large" });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEGABYTE);
  });

  it("stops a bomb that is a gzip file inside a gzip body", async () => {
    await expect(decode(gzipSync(gzipSync(Buffer.alloc(300 * MEGABYTE))), "gzip", true)).rejects.toMatchObject({
      reason: "too-large",
    });
  });

  it("refuses zstd that asks for a window of gigabytes, in its first frame or a later one", async () => {
    await expect(decode(zstdBomb(2, 0xa8), "zstd")).rejects.toMatchObject({ reason: "encoding" });
    const later = Buffer.concat([zstdPlain("x"), zstdBomb(2, 0xa8)]);
    await expect(decode(later, "zstd")).rejects.toMatchObject({ reason: "encoding" });
  });

  it("refuses encodings that it does not know or that are nested deeper", async () => {
    await expect(decode(Buffer.from("x"), "compress")).rejects.toMatchObject({ reason: "encoding" });
    await expect(decode(Buffer.from("x"), "gzip, gzip, gzip")).rejects.toMatchObject({ reason: "encoding" });
  });

  it("fails on a body that is cut short or not what it says", async () => {
    await expect(decode(gzipSync(text).subarray(0, 100), "gzip")).rejects.toThrow();
    await expect(decode(Buffer.from("plain"), "gzip")).rejects.toThrow();
  });
});
