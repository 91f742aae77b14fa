import { join } from "node:path";
import { Forgotten } from "./forgotten.ts";
import { indexEntries } from "./index-file.ts";
import { lockArchive } from "./lock.ts";
import { INDEX } from "./read.ts";
import { type Removal, removeRecords } from "./rewrite.ts";
import { ArchiveState } from "./state.ts";
import { surt } from "./surt.ts";

/**
 * Drops revisits from before a day: they only say that a page was the same once more.
 * @param before `YYYY-MM-DD`
 * @throws StopError where another process writes the archive
 */
export function pruneArchive(dir: string, before: string, now: Date): Removal {
  return locked(dir, now, () =>
    removeRecords(dir, (entry) => entry.mime === "warc/revisit" && entry.fetchedAt < before),
  );
}

/**
 * Takes an article out of the archive, in every form in which it was archived and with all its pages, and keeps it from
 * coming back.
 * @param address its address; with a trailing `*`, all that begin with it
 * @returns what was removed; the next build takes it out of the database too
 * @throws StopError where another process writes the archive
 */
export function forgetAddress(dir: string, address: string, now: Date): Removal {
  return locked(dir, now, () => {
    const key = surt(address.replace(/\*$/, ""));
    const own = (url: string) => (address.endsWith("*") ? surt(url).startsWith(key) : surt(url) === key);
    const pages = furtherPages(dir, own);
    // First of all it must not come back; then what is there goes.
    const forgotten = new Forgotten(new ArchiveState(dir));
    for (const gone of [address, ...pages]) forgotten.add(gone);
    const names = (url: string) => own(url) || pages.has(url);
    return removeRecords(dir, ({ url, about }) => names(url) || (about !== undefined && names(about)));
  });
}

/** Addresses that the pages of an article lead to, one after the other. */
function furtherPages(dir: string, own: (url: string) => boolean): Set<string> {
  const leading = new Map<string, Set<string>>();
  const found = new Set<string>();
  for (const { url, next } of indexEntries(join(dir, INDEX))) {
    if (!next) continue;
    leading.set(url, (leading.get(url) ?? new Set()).add(next));
    if (own(url)) found.add(next);
  }
  // What is added on the way is gone through as well.
  for (const page of found) for (const next of leading.get(page) ?? []) found.add(next);
  return found;
}

function locked<T>(dir: string, now: Date, work: () => T): T {
  const release = lockArchive(dir, now);
  try {
    return work();
  } finally {
    release();
  }
}
