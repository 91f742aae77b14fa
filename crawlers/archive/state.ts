import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readLines } from "./lines.ts";

/** Small facts that the crawler keeps beside the pages, below `<archive>/state/`. */
export class ArchiveState {
  readonly #dir: string;

  constructor(archiveDir: string) {
    this.#dir = join(archiveDir, "state");
  }

  /** What was last written under a name (`robots/example.org`); null where there is nothing, or nothing readable. */
  read(name: string): unknown {
    const path = join(this.#dir, `${name}.json`);
    if (!existsSync(path)) return null;
    try {
      return JSON.parse(readFileSync(path, "utf8"));
    } catch {
      return null;
    }
  }

  /** Replaces what is kept under a name in one step. */
  write(name: string, value: unknown): void {
    const path = join(this.#dir, `${name}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.next`, JSON.stringify(value));
    renameSync(`${path}.next`, path);
  }

  /** Adds one line to a log. */
  log(name: string, value: unknown): void {
    const path = join(this.#dir, `${name}.jsonl`);
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, `${JSON.stringify(value)}\n`);
  }

  /** Lines of a log, oldest first; lines that a crash cut short are passed over. */
  *readLog(name: string): Generator<unknown> {
    const path = join(this.#dir, `${name}.jsonl`);
    if (!existsSync(path)) return;
    for (const { text } of readLines(path)) {
      try {
        yield JSON.parse(text);
      } catch {}
    }
  }
}
