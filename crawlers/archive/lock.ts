import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { EXIT, StopError } from "../../pipeline/types.ts";

interface Holder {
  pid: number;
  since: string;
}

/**
 * Takes `<dir>/lock` for this process; gives what releases it. A lock whose process is gone is taken over.
 * @throws StopError exit 5 naming who writes the archive and since when
 */
export function lockArchive(dir: string, since: Date): () => void {
  const path = join(dir, "lock");
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = openSync(path, "wx");
      writeSync(file, JSON.stringify({ pid: process.pid, since: since.toISOString() } satisfies Holder));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = readHolder(path);
      if (holder && isAlive(holder.pid)) throw held(dir, holder);
      rmSync(path, { force: true });
    }
  }
  throw held(dir, readHolder(path) ?? { pid: 0, since: "?" });
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function held(dir: string, { pid, since }: Holder): StopError {
  return new StopError(
    {
      en: `another crawl or import (process ${pid}, since ${since}) is writing the archive ${dir}: wait for it to end.`,
      zh: `另一个采集或导入(进程 ${pid},自 ${since} 起)正在写档案 ${dir}:请等它结束。`,
    },
    { exitCode: EXIT.storeUnwritable },
  );
}
