import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { warcFiles } from "../../crawlers/archive/files.ts";
import { readWarc } from "../../crawlers/archive/foreign.ts";
import type { NewRecord } from "../../crawlers/archive.ts";
import { fill, item, open, page } from "./records.ts";
import { archived, scratch, urlsIn } from "./sites.ts";

describe("WARC files of others", () => {
  it("gives pages of a file written by warcio, dechunked and decompressed, without its errors and images", async () => {
    const { WARCRecord, WARCSerializer } = await import("warcio");
    const { gzipSync } = await import("node:zlib");
    const dir = scratch();
    const file = join(dir, "theirs.warc.gz");
    const record = (url: string, headers: Record<string, string>, body: Buffer, statusline = "HTTP/1.1 200 OK") =>
      WARCRecord.create(
        {
          url,
          date: "2024-05-01T00:00:00Z",
          type: "response",
          httpHeaders: headers,
          statusline,
          warcVersion: "WARC/1.0",
        },
        (async function* () {
          yield body;
        })(),
      );
    const zipped = gzipSync("<p>压缩</p>");
    const chunked = Buffer.concat([
      Buffer.from(`${zipped.length.toString(16)}\r\n`),
      zipped,
      Buffer.from("\r\n0\r\n\r\n"),
    ]);
    const records = [
      record(
        "https://example.org/a",
        { "Content-Type": "text/html", "Content-Encoding": "gzip", "Transfer-Encoding": "chunked" },
        chunked,
      ),
      record("https://example.org/i", { "Content-Type": "image/png" }, Buffer.from("png")),
      record("https://example.org/e", { "Content-Type": "text/html" }, Buffer.from("no"), "HTTP/1.1 500 Oops"),
    ];
    for (const one of records) appendFileSync(file, await WARCSerializer.serialize(one, { gzip: true }));
    const read: NewRecord[] = [];
    for await (const one of readWarc(file)) read.push(one);
    expect(read).toHaveLength(1);
    expect(read[0]).toMatchObject({
      kind: "page",
      url: "https://example.org/a",
      fetchedAt: "2024-05-01T00:00:00.000Z",
    });
    await fill(dir, read);
    expect((await archived(dir))[0]?.body.toString()).toBe("<p>压缩</p>");
  });

  it("refuses a file that holds no record at all, packed or not", async () => {
    const { gzipSync } = await import("node:zlib");
    const contents = [
      Buffer.from("<html>no archive</html>\r\n\r\n".repeat(50)),
      Buffer.alloc(3000, 0xa7),
      Buffer.alloc(0),
    ];
    for (const [at, content] of [...contents, gzipSync("<html>no archive</html>\r\n\r\n")].entries()) {
      const file = join(scratch(), `none-${at}.warc.gz`);
      appendFileSync(file, content);
      await expect(async () => {
        for await (const _ of readWarc(file)) {
        }
      }).rejects.toThrow();
    }
  });

  it("reads back a file of its own, entries included", async () => {
    const dir = scratch();
    await fill(dir, [page("https://example.org/a", "eins"), item(1)]);
    const other = scratch();
    const archive = await open(other);
    const counts = await archive.appendMany(readWarc(join(dir, warcFiles(dir)[0] ?? "")));
    await archive.close();
    expect(counts.written).toBe(2);
    expect(await urlsIn(other)).toEqual(await urlsIn(dir));
  });
});
