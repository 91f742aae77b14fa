import { createHash } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** `sha1:` and the base32 digest (RFC 4648, upper case, 32 characters), as WARC writes it. */
export function payloadDigest(body: Buffer): string {
  return `sha1:${base32(createHash("sha1").update(body).digest())}`;
}

/** Id of a capture: 16 hex characters of a digest over address and fetch time (ISO 8601 as archived). */
export function captureId(url: string, fetchedAt: string): string {
  return createHash("sha256").update(`${url}\n${fetchedAt}`).digest("hex").slice(0, 16);
}

function base32(bytes: Buffer): string {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >>> bits) & 31];
    }
  }
  return text;
}
