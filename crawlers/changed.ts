import type { IndexEntry } from "./archive.ts";
import type { ArticleRef } from "./discover/index.ts";

const DAY_MS = 86_400_000;

/**
 * Whether an archived article is worth another, conditional request: its list says that it changed after it was
 * fetched, or names it by another title; or it was an error a day ago.
 * @param now milliseconds since 1970
 */
export function mayHaveChanged(ref: ArticleRef, known: IndexEntry, now: number): boolean {
  const fetched = Date.parse(known.fetchedAt);
  if (known.status >= 400) return now - fetched > DAY_MS;
  if (known.status >= 300) return false;
  if (ref.changed !== null && ref.changed > fetched && ref.changed <= now) return true;
  return (
    ref.hints.title !== undefined && known.hints.title !== undefined && !sameTitle(ref.hints.title, known.hints.title)
  );
}

/** Lists cut titles short and add dots. */
function sameTitle(a: string, b: string): boolean {
  const [short = "", long = ""] = [plain(a), plain(b)].sort((x, y) => x.length - y.length);
  return long.startsWith(short);
}

const plain = (title: string): string => title.replace(/\s+/g, "").replace(/(?:…|\.{3,})$/, "");
