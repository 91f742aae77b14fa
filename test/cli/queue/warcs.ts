import { closeSync, openSync, writeSync } from "node:fs";
import { gzipSync } from "node:zlib";

export interface ForeignRecord {
  url: string;
  body: string | Buffer;
  type?: string;
  status?: number;
}

/** Writes a WARC file as Common Crawl does: WARC/1.0, a gzip member for each record, each answer after its request. */
export function writeForeignWarc(path: string, records: Iterable<ForeignRecord>): void {
  const file = openSync(path, "w");
  const write = (headers: Record<string, string>, block: Buffer) => {
    const lines = Object.entries({ ...headers, "Content-Length": String(block.length) });
    const head = `WARC/1.0\r\n${lines.map(([name, value]) => `${name}: ${value}`).join("\r\n")}\r\n\r\n`;
    writeSync(file, gzipSync(Buffer.concat([Buffer.from(head), block, Buffer.from("\r\n\r\n")]), { level: 1 }));
  };
  let number = 0;
  write({ "WARC-Type": "warcinfo", ...common(number++) }, Buffer.from("software: a crawler\r\n"));
  for (const { url, body, type = "text/html; charset=utf-8", status = 200 } of records) {
    const about = { "WARC-Target-URI": url };
    const request = Buffer.from(`GET ${new URL(url).pathname} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`);
    write(
      { "WARC-Type": "request", ...about, ...common(number++), "Content-Type": "application/http; msgtype=request" },
      request,
    );
    const content = Buffer.from(body as string);
    const head = `HTTP/1.1 ${status} X\r\nContent-Type: ${type}\r\nX-Crawler-Content-Encoding: gzip\r\nContent-Length: ${content.length}\r\n\r\n`;
    write(
      { "WARC-Type": "response", ...about, ...common(number++), "Content-Type": "application/http; msgtype=response" },
      Buffer.concat([Buffer.from(head), content]),
    );
  }
  closeSync(file);
}

const common = (number: number): Record<string, string> => ({
  "WARC-Record-ID": `<urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, "0")}>`,
  "WARC-Date": "2026-05-01T00:00:00Z",
});

/** A page of a news site with what stands around an article. */
export function newsPage(title: string, paragraphs: string[], menu = "首页 财经 体育 科技"): string {
  const links = menu.split(" ").map((word) => `<li><a href="/${word}">${word}</a></li>`);
  return `<!doctype html><html><head><title>${title}</title><script>var menu = "a<b";</script></head><body><ul>${links.join("")}</ul>
<article><h1>${title}</h1><p class="date">2026-04-30 10:20</p>${paragraphs.map((line) => `<p>${line}</p>`).join("")}</article></body></html>`;
}
