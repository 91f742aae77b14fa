import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

/** Paths of a build: readers see `published`, the build writes `next`. */
export interface BuildFiles {
  published: string;
  next: string;
}

/**
 * The file that a build writes: a copy of the published one to go on from, or nothing yet where it starts afresh.
 * What an earlier build left behind when it died is removed.
 */
export function prepareNext(published: string, fresh: boolean): BuildFiles {
  discardNext(published);
  const next = nextOf(published);
  if (!fresh && existsSync(published)) copyFileSync(published, next);
  return { published, next };
}

/** Removes what a build that failed or died left beside the published file. */
export function discardNext(published: string): void {
  rmSync(nextOf(published), { force: true });
  rmSync(`${nextOf(published)}.wal`, { force: true });
}

const nextOf = (published: string): string => `${published}.next`;

/** Puts the finished file in the published one's place: synced first, then renamed, so that a crash leaves one whole. */
export function publish({ published, next }: BuildFiles): void {
  sync(next);
  renameSync(next, published);
  sync(dirname(published));
}

function sync(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
