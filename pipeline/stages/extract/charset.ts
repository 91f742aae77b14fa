import iconv from "iconv-lite";

/** Bytes at the start of a page in which a declaration of its encoding is looked for. */
const HEAD = 4096;
const REPLACEMENT = Buffer.from("\uFFFD");
/** Bytes that are looked at to guess an encoding. */
const SAMPLE = 200_000;

/** Decodes a page: byte order mark, then header, then meta, each only where the bytes bear it out, then by guess. */
export function decodePage(body: Buffer, contentType = ""): string {
  const marked = byMark(body);
  if (marked) return iconv.decode(body, marked);
  const declared = [charsetIn(contentType), charsetIn(body.subarray(0, HEAD).toString("latin1"))];
  for (const name of declared) if (name && bears(body, name)) return iconv.decode(body, name);
  return iconv.decode(body, guess(body));
}

function byMark(body: Buffer): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return "utf8";
  if (body[0] === 0xff && body[1] === 0xfe) return "utf16-le";
  if (body[0] === 0xfe && body[1] === 0xff) return "utf16-be";
  return null;
}

/** The encoding that a header or a page's head names, by the superset that browsers use for it. */
function charsetIn(text: string): string | null {
  const name = /(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([\w:-]{2,20})/i.exec(text)?.[1]?.toLowerCase();
  if (!name) return null;
  if (/^(?:gb2312|gbk|gb_?2312-80|x-gbk|gb18030|cp936|euc-cn)$/.test(name)) return "gb18030";
  if (/^(?:big5|big5-hkscs|x-x-big5)$/.test(name)) return "big5hkscs";
  if (/^utf-?8$/.test(name)) return "utf8";
  return iconv.encodingExists(name) && !/^(?:iso-8859-1|latin1|us-ascii|ascii)$/.test(name) ? name : null;
}

/** Many pages name one encoding and are written in another: the name counts only where almost all bytes fit. */
function bears(body: Buffer, name: string): boolean {
  const sample = body.subarray(0, SAMPLE);
  return (
    broken(iconv.decode(sample, name)) - (name === "utf8" ? spoilt(sample) : 0) <= Math.max(2, sample.length / 500)
  );
}

/** Replacement characters that the page itself holds, damaged before it was saved: they are good UTF-8. */
function spoilt(sample: Buffer): number {
  let count = 0;
  for (let at = sample.indexOf(REPLACEMENT); at >= 0; at = sample.indexOf(REPLACEMENT, at + 3)) count++;
  return count;
}

function guess(body: Buffer): string {
  const sample = body.subarray(0, SAMPLE);
  if (bears(body, "utf8")) return "utf8";
  const zeros = sample.subarray(0, 2000).filter((byte) => byte === 0).length;
  if (zeros > 200) return sample[0] === 0 ? "utf16-be" : "utf16-le";
  return commonness(iconv.decode(sample, "gb18030")) >= commonness(iconv.decode(sample, "big5hkscs"))
    ? "gb18030"
    : "big5hkscs";
}

function broken(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\uFFFD"); at >= 0; at = text.indexOf("\uFFFD", at + 1)) count++;
  return count;
}

/** The most frequent characters and marks of Chinese text, simplified and traditional. */
const COMMON = new Set(
  "的一是不了在人有我他这这個个们中来上大为和国地到以说時时要就出会會可也你对對生能而子那得，。、：“”「」",
);

function commonness(text: string): number {
  let count = 0;
  for (const char of text) if (COMMON.has(char)) count++;
  return count - 5 * broken(text);
}
