import type { Segmented } from "../../segment/index.ts";
import type { Chunk } from "./chunks.ts";
import type { NameField } from "./index.ts";
import { type LatinRun, wholeOf } from "./latin.ts";

const MAX_UNITS = 48;
/** A small word and what it joins to a name: `for Microsoft 365`, `in Chrome`. */
const JOINED = /^ (?:for|in|on|of|with|by|to|as) (?:[A-Z][\w.+-]*)(?: (?:[A-Z][\w.+-]*|\d+(?![\u3400-\u9fff]))){0,3}/;
/** A headline's part that is Latin from end to end, as directories of tools head their entries. */
const LATIN_PART = /^([A-Za-z][\x20-\x7e]{1,47}?)\s*(?:$|[-–—|｜:：,，]\s*(?=[^\x20-\x7e]))/;

/** Latin names of several words that small words hold together, and headlines that are nothing but a name. */
export function joinedOf({ text, names }: Segmented, runs: readonly LatinRun[], field: NameField): Chunk[] {
  const chunks: Chunk[] = [];
  const spans = [...names, ...runs.map(wholeOf)];
  for (const { start, end } of spans) {
    const joined = text[end] === " " ? JOINED.exec(text.slice(end, end + MAX_UNITS)) : null;
    if (joined) chunks.push({ kind: "model", start, end: end + joined[0].length, rule: "pattern:joined" });
  }
  const whole = field === "title" ? LATIN_PART.exec(text)?.[1] : undefined;
  if (whole?.includes(" ") && !names.some((name) => name.start === 0 && name.end >= whole.length))
    chunks.push({ kind: "model", start: 0, end: whole.length, rule: "pattern:latin-title" });
  return chunks;
}
