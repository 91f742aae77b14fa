import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { EXIT, StopError } from "../errors.ts";

interface Holder {
  pid: number;
  since: string;
}

/**
 * Holds `<path>.lock` while one process builds. A lock whose process is gone is taken over.
 * @throws StopError exit 5 naming who holds the lock and since when.
 */
export function acquireLock(path: string, now: Date): () => void {
  const file = `${path}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, "wx");
      writeSync(handle, JSON.stringify({ pid: process.pid, since: now.toISOString() } satisfies Holder));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw unwritable(path, error);
      const holder = readHolder(file);
      if (holder && isAlive(holder.pid)) throw held(path, holder);
      rmSync(file, { force: true });
    }
  }
  throw held(path, readHolder(file) ?? { pid: 0, since: "?" });
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return null;
  }
}

/** Whether a process of this machine still runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function held(path: string, { pid, since }: Holder): StopError {
  return new StopError(
    {
      en: `another build (process ${pid}, since ${since}) is writing ${path}: wait for it to end.`,
      zh: `另一个构建(进程 ${pid},自 ${since} 起)正在写 ${path}:请等它结束。`,
    },
    { exitCode: EXIT.storeUnwritable },
  );
}

function unwritable(path: string, cause: unknown): StopError {
  return new StopError(
    {
      en: `cannot write beside ${path}: ${String(cause)}. Choose another folder with --data or allow writing there.`,
      zh: `无法写入 ${path} 所在目录:${String(cause)}。请用 --data 换一个目录,或放开写权限。`,
    },
    { exitCode: EXIT.storeUnwritable, cause },
  );
}
