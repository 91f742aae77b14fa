import { AskError } from "../../pipeline/errors.ts";
import type { Reader } from "../../pipeline/store/query.ts";

/** Seconds that a query has to heed that its time is up. */
const GRACE = 2;
/** Bytes in memory: DuckDB's own bound, the answer's rows and the program itself take less. */
const MOST_MEMORY = 2.5e9;
const LOOK_MS = 200;

/** A reader that calls `end` where a query heeds neither its time nor its memory. */
export function watched(reader: Reader, seconds: number, end: (error: AskError) => void): Reader {
  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const look = setInterval(() => {
      const late = performance.now() - started > (seconds + GRACE) * 1000;
      const large = process.memoryUsage.rss() > MOST_MEMORY;
      if (!late && !large) return;
      clearInterval(look);
      end(large ? TOO_LARGE : tooLong(seconds));
    }, LOOK_MS);
    try {
      return await work();
    } finally {
      clearInterval(look);
    }
  };
  return {
    query: (sql) => within(() => reader.query(sql)),
    chunks: (sql, take) => within(() => reader.chunks(sql, take)),
    close: reader.close,
  };
}

const TOO_LARGE = new AskError({
  en: "the query was refused: it took more memory than a query may. Shorten its texts, or ask for fewer rows.",
  zh: "查询被拒绝:占用的内存超过上限。请缩短其中的文本,或减少行数。",
});

const tooLong = (seconds: number): AskError =>
  new AskError({
    en: `the query was refused: it ran longer than ${seconds} s and was stopped. Narrow it down, or allow more with --seconds.`,
    zh: `查询被拒绝:运行超过 ${seconds} 秒,已停止。请缩小范围,或用 --seconds 放宽。`,
  });
