import { spawn } from "node:child_process";
import { once } from "node:events";
import { AskError, EXIT, type ExitCode } from "../../pipeline/errors.ts";
import type { Reader } from "../../pipeline/store/query.ts";
import { type CliContext, printable } from "../context.ts";

/** Given to the process that answers: it is not to start another. */
export const ANSWERING = "--answering";
/** Seconds that a query has to heed that its time is up. */
const GRACE = 2;
/** Bytes in memory: DuckDB's own bound, the answer's rows and the program itself take less. */
const MOST_MEMORY = 2.5e9;
const LOOK_MS = 200;

/**
 * Runs this very command in a process of its own. DuckDB does not stop inside one call of a function, which may take
 * minutes and more memory than it was allowed, and no thread can be ended from outside: a process can.
 * @returns its exit code; that of a refused query where it ended itself
 */
export async function superviseSelf({ signal }: Pick<CliContext, "signal">): Promise<ExitCode> {
  const args = process.argv.slice(1);
  args.splice(args.indexOf("sql") + 1, 0, ANSWERING);
  const child = spawn(process.execPath, [...process.execArgv, ...args], { stdio: "inherit" });
  const end = () => child.kill("SIGKILL");
  signal.addEventListener("abort", end, { once: true });
  const [code] = (await once(child, "exit")) as [ExitCode | null];
  if (signal.aborted) return EXIT.interrupted;
  return code ?? EXIT.usage;
}

/** A reader whose queries end with the process where they heed neither time nor memory. */
export function watched(reader: Reader, seconds: number, context: CliContext): Reader {
  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const look = setInterval(() => {
      if (process.memoryUsage.rss() > MOST_MEMORY) endWith(TOO_LARGE, context);
      if (performance.now() - started > (seconds + GRACE) * 1000) endWith(tooLong(seconds), context);
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

function endWith(error: AskError, context: CliContext): void {
  if (process.stdin.isTTY) process.stdin.setRawMode(false);
  context.err(`modeltide: ${printable(context.text(error.text))}\n`);
  // An orderly exit would wait for the query.
  process.kill(process.pid, "SIGKILL");
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
