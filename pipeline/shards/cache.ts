import { randomUUID } from "node:crypto";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Files of a bucket on this machine, as many as a number of bytes allows: the longest unused go first. Several processes
 * may use one folder.
 */
export class FileCache {
  readonly #dir: string;
  readonly #limit: number;

  /** @param limit bytes */
  constructor(dir: string, limit: number) {
    this.#dir = dir;
    this.#limit = limit;
  }

  /** Paths of files under keys, opened where they are not here; what was asked for stays until the next call. */
  async take(keys: string[], open: (key: string) => Promise<Readable>): Promise<string[]> {
    mkdirSync(this.#dir, { recursive: true });
    const paths: string[] = [];
    for (const key of keys) paths.push(await this.#one(key, open));
    this.#shrink(new Set(paths));
    return paths;
  }

  async #one(key: string, open: (key: string) => Promise<Readable>): Promise<string> {
    const path = join(this.#dir, key.replaceAll("/", "_"));
    if (existsSync(path)) {
      const now = new Date();
      utimesSync(path, now, now);
      return path;
    }
    const beside = `${path}.${randomUUID()}.part`;
    try {
      await pipeline(await open(key), createWriteStream(beside, { flags: "wx" }));
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
    return path;
  }

  #shrink(inUse: ReadonlySet<string>): void {
    const files = readdirSync(this.#dir)
      .filter((name) => !name.endsWith(".part"))
      .map((name) => join(this.#dir, basename(name)))
      .flatMap((path) => {
        const stat = statSync(path, { throwIfNoEntry: false });
        return stat ? [{ path, bytes: stat.size, used: stat.mtimeMs }] : [];
      })
      .sort((a, b) => a.used - b.used);
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes } of files) {
      if (total <= this.#limit) return;
      if (inUse.has(path)) continue;
      rmSync(path, { force: true });
      total -= bytes;
    }
  }
}
