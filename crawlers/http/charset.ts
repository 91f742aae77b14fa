const HEAD_BYTES = 2048;

/**
 * Text of a body: byte order mark, then the charset of the header, then what the document says of itself; where nothing
 * fits, UTF-8 if the bytes are valid UTF-8 and GB18030 otherwise.
 */
export function decodeText(body: Buffer, contentType: string): string {
  const marked = byMark(body);
  if (marked) return new TextDecoder(marked).decode(body);
  const named = /charset\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})/i;
  const head = body.toString("latin1", 0, HEAD_BYTES);
  const declared = [
    named.exec(contentType)?.[1],
    /encoding=["']([\w.:-]{2,40})/i.exec(head)?.[1],
    named.exec(head)?.[1],
  ];
  for (const label of declared) {
    const text = label && tryDecode(body, label);
    if (text) return text;
  }
  return tryDecode(body, "utf-8") ?? new TextDecoder("gb18030").decode(body);
}

function byMark(body: Buffer): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return "utf-8";
  if (body[0] === 0xff && body[1] === 0xfe) return "utf-16le";
  if (body[0] === 0xfe && body[1] === 0xff) return "utf-16be";
  return null;
}

/** A label that the bytes contradict is as good as none: pages that say GBK and are UTF-8 are common. */
function tryDecode(body: Buffer, label: string): string | null {
  try {
    // What calls itself GB2312 or GBK often uses characters of its larger successor.
    const name = /^(?:gb2312|gbk|x-gbk|gb_2312-80)$/i.test(label) ? "gb18030" : label;
    return new TextDecoder(name, { fatal: true }).decode(body);
  } catch {
    return null;
  }
}
