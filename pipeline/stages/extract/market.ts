import { foldText } from "../segment/fold.ts";
import { CueMatcher } from "../tag/cues.ts";
import { decodePage } from "./charset.ts";
import { languageOf } from "./lang.ts";

/** Why a page of somebody else's archive is left where it is. */
export type OutOfMarket = "not-chinese" | "off-topic";

export interface ForeignPage {
  url: string;
  body: Buffer;
  contentType: string;
}

/** Bytes that are looked at, of a page, and characters of its words. */
const BYTES_MAX = 400_000;
const CHARS_MAX = 20_000;
/** A page in Chinese has at least this share of bytes that are not ASCII. */
const HIGH_BYTES_MIN = 0.01;
/** Words of the market that a text must have where neither address nor title has any: a menu may name one. */
const WORDS_MIN = 2;

/**
 * Tells the few pages of a large archive that are worth extracting: written in Chinese, and with a word of the market in
 * the address or the title, or several in the text. Made to be quick, not to be sure: the tagger decides later.
 * @param words names of models and words of the field; those in Latin letters count as whole words only
 */
export function createMarketFilter(words: readonly string[]): (page: ForeignPage) => OutOfMarket | null {
  const matcher = new CueMatcher(new Map([["market", words]]));
  const count = (text: string) => matcher.find(foldText(text)).length;
  return ({ url, body, contentType }) => {
    const bytes = body.subarray(0, BYTES_MAX);
    if (!mayBeChinese(bytes)) return "not-chinese";
    const html = decodePage(bytes, contentType);
    const text = wordsOf(html);
    if (!languageOf(text).startsWith("zh")) return "not-chinese";
    const { pathname, search } = new URL(url);
    if (count(pathname + search) > 0 || count(titleOf(html)) > 0 || count(text) >= WORDS_MIN) return null;
    return "off-topic";
  };
}

function mayBeChinese(bytes: Buffer): boolean {
  if (bytes.includes("&#x") || bytes.includes("\\u")) return true;
  let high = 0;
  for (const byte of bytes) if (byte >= 0x80 || byte === 0) high++;
  return high >= bytes.length * HIGH_BYTES_MIN;
}

const SKIPPED = new Set(["script", "style", "noscript", "template", "svg"]);

/** What stands between the tags of a page, outside scripts and styles; in time linear in its length. */
function wordsOf(html: string): string {
  const parts: string[] = [];
  let length = 0;
  for (let at = 0; at < html.length && length < CHARS_MAX; ) {
    const open = html.indexOf("<", at);
    const words = html.slice(at, open < 0 ? html.length : open).trim();
    if (words) {
      parts.push(words);
      length += words.length;
    }
    if (open < 0) break;
    const name = /^[a-z]{1,10}/i.exec(html.slice(open + 1, open + 12))?.[0]?.toLowerCase() ?? "";
    const close = SKIPPED.has(name) ? html.indexOf(`</${name}`, open) : open;
    const end = close < 0 ? -1 : html.indexOf(">", close);
    if (end < 0) break;
    at = end + 1;
  }
  return parts.join("\n").slice(0, CHARS_MAX);
}

function titleOf(html: string): string {
  const head = html.slice(0, 50_000);
  const open = head.search(/<title\b/i);
  if (open < 0) return "";
  const start = head.indexOf(">", open);
  return head.slice(start + 1, head.indexOf("<", start)).slice(0, 300);
}
