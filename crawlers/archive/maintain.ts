import { Forgotten } from "./forgotten.ts";
import { lockArchive } from "./lock.ts";
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
 * Takes an article out of the archive, in every form in which it was archived, and keeps it from coming back.
 * @param address its address; with a trailing `*`, all that begin with it
 * @returns what was removed; the next build takes it out of the database too
 * @throws StopError where another process writes the archive
 */
export function forgetAddress(dir: string, address: string, now: Date): Removal {
  return locked(dir, now, () => {
    // First of all it must not come back; then what is there goes.
    new Forgotten(new ArchiveState(dir)).add(address);
    const key = surt(address.replace(/\*$/, ""));
    const names = (url: string) => (address.endsWith("*") ? surt(url).startsWith(key) : surt(url) === key);
    return removeRecords(dir, ({ url, about }) => names(url) || (about !== undefined && names(about)));
  });
}

function locked<T>(dir: string, now: Date, work: () => T): T {
  const release = lockArchive(dir, now);
  try {
    return work();
  } finally {
    release();
  }
}
