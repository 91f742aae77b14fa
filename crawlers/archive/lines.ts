import { closeSync, openSync, readSync } from "node:fs";

const CHUNK = 1 << 20;

export interface Line {
  text: string;
  /** Byte position of the line in the file, and of what follows its line end. */
  start: number;
  end: number;
}

/** Complete lines of a UTF-8 file from byte `from` up to `to`; what stands after the last line end is left out. */
export function* readLines(path: string, from = 0, to = Number.POSITIVE_INFINITY): Generator<Line> {
  const file = openSync(path, "r");
  try {
    let rest = Buffer.alloc(0);
    let start = from;
    let position = from;
    const chunk = Buffer.alloc(CHUNK);
    while (position < to) {
      const read = readSync(file, chunk, 0, Math.min(CHUNK, to - position), position);
      if (read === 0) return;
      position += read;
      const bytes = rest.length ? Buffer.concat([rest, chunk.subarray(0, read)]) : chunk.subarray(0, read);
      let at = 0;
      for (;;) {
        const end = bytes.indexOf(10, at);
        if (end < 0) break;
        yield { text: bytes.toString("utf8", at, end), start, end: start + end - at + 1 };
        start += end - at + 1;
        at = end + 1;
      }
      rest = Buffer.from(bytes.subarray(at));
    }
  } finally {
    closeSync(file);
  }
}
