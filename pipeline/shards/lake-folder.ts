import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { RetryError } from "../errors.ts";
import type { Lake, LakeFile } from "./lake.ts";

const UNFINISHED = ".part";

/** A lake in a folder of this machine or of a network file system. Files are written beside, synced and renamed. */
export function folderLake(dir: string): Lake {
  const root = resolve(dir);
  const at = (name: string) => join(root, name);
  const fetch = async (name: string) => {
    if (existsSync(at(name))) return at(name);
    throw missing(at(name));
  };
  return {
    address: root,
    list: (prefix) => listed(root, prefix),
    has: async (name) => existsSync(at(name)),
    read: async (name) => (existsSync(at(name)) ? readFile(at(name)) : null),
    write: async (name, content) => {
      const beside = await besideOf(at(name));
      await finished(beside, at(name), async () => {
        const file = await open(beside, "wx");
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
      });
    },
    put: async (name, path) => {
      const beside = await besideOf(at(name));
      await finished(beside, at(name), async () => {
        try {
          await rename(path, beside);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
          await pipeline(createReadStream(path), createWriteStream(beside, { flags: "wx" }));
          await unlink(path);
        }
        const file = await open(beside, "r");
        await file.sync().finally(() => file.close());
      });
    },
    fetch,
    fetchAll: (names) => Promise.all(names.map(fetch)),
    remove: (name) => rm(at(name), { force: true }),
    close: async () => {},
  };
}

async function besideOf(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  return `${path}.${randomUUID()}${UNFINISHED}`;
}

async function finished(beside: string, path: string, fill: () => Promise<void>): Promise<void> {
  try {
    await fill();
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function listed(root: string, prefix: string): Promise<LakeFile[]> {
  const folder = join(root, prefix.slice(0, prefix.lastIndexOf("/") + 1));
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(UNFINISHED))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((name) => name.startsWith(prefix));
  return Promise.all(names.sort().map(async (name) => ({ name, bytes: (await stat(join(root, name))).size })));
}

const missing = (path: string): RetryError =>
  new RetryError({ en: `${path} is not in the lake`, zh: `数据湖中没有 ${path}` });
