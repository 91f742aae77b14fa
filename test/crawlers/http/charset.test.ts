import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../crawlers/http/charset.ts";

const TEXT = "<p>国产大模型发布</p>";

describe("the charset of a body", () => {
  it("is the header's", () => {
    expect(decodeText(iconv.encode(TEXT, "gbk"), "text/html; charset=GBK")).toBe(TEXT);
    expect(decodeText(iconv.encode(TEXT, "gb18030"), 'text/html; charset="gb2312"')).toBe(TEXT);
    expect(decodeText(iconv.encode("<p>大模型發佈</p>", "big5"), "text/html; charset=big5")).toBe("<p>大模型發佈</p>");
  });

  it("is the document's where the header has none", () => {
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>${TEXT}`;
    expect(decodeText(iconv.encode(html, "gbk"), "text/html")).toBe(html);
    const big5 = `<meta charset=big5>大模型發佈`;
    expect(decodeText(iconv.encode(big5, "big5"), "")).toBe(big5);
    const xml = `<?xml version="1.0" encoding="gb18030"?><rss>${TEXT}</rss>`;
    expect(decodeText(iconv.encode(xml, "gb18030"), "application/xml")).toBe(xml);
  });

  it("is that of the byte order mark before all", () => {
    expect(decodeText(Buffer.from(`\uFEFF${TEXT}`), "text/html; charset=gbk")).toBe(TEXT);
    expect(decodeText(iconv.encode(TEXT, "utf-16le", { addBOM: true }), "text/html")).toBe(TEXT);
    expect(decodeText(iconv.encode(TEXT, "utf-16be", { addBOM: true }), "text/html")).toBe(TEXT);
  });

  it("is found out where nothing is said, or what is said is wrong", () => {
    expect(decodeText(Buffer.from(TEXT), "text/html")).toBe(TEXT);
    expect(decodeText(iconv.encode(TEXT, "gbk"), "text/html")).toBe(TEXT);
    expect(decodeText(iconv.encode(TEXT, "gbk"), "text/html; charset=utf-8")).toBe(TEXT);
    expect(decodeText(Buffer.from(TEXT), "text/html; charset=no-such-thing")).toBe(TEXT);
  });

  it("keeps characters that only GB18030 has", () => {
    expect(decodeText(iconv.encode("㐀𠀀€", "gb18030"), "text/html; charset=gbk")).toBe("㐀𠀀€");
  });
});
