import { EXIT, type ExitCode, type Message, ModeltideError } from "../../pipeline/errors.ts";
import { openReader, type QueryLimits, type Reader } from "../../pipeline/store/query.ts";
import type { CliContext } from "../context.ts";
import { answerTo, type Output } from "./output.ts";
import { watched } from "./watch.ts";

/** Given to the process that answers: it is not to start another. */
export const ANSWERING = "--answering";

/** A statement, and how its answer is to be printed; without one the database is only opened. */
export type Question = { sql: string; output: Output } | Record<string, never>;
/** What came of it beside what was printed. */
export interface Answer {
  error?: Message;
  exitCode?: ExitCode;
  /** The process ends itself after this. */
  last?: boolean;
}

/**
 * Answers what the process that started this one asks, one question at a time, until that one is gone. A query that heeds
 * neither time nor memory ends this process, which says so before.
 */
export async function answerParent(database: string, limits: QueryLimits, context: CliContext): Promise<void> {
  let reader: Reader | null = null;
  const tell = (answer: Answer, then?: () => void) => process.send?.(answer, undefined, {}, then);
  const endWith = (error: ModeltideError) => {
    // An orderly exit would wait for the query.
    tell({ error: error.text, exitCode: error.exitCode, last: true }, () => process.kill(process.pid, "SIGKILL"));
  };
  const answer = async ({ sql, output }: Question): Promise<Answer> => {
    try {
      reader ??= watched(await openReader(database, limits), limits.seconds, endWith);
      if (sql !== undefined) await answerTo(reader, sql, output, context);
      return {};
    } catch (error) {
      if (error instanceof ModeltideError) return { error: error.text, exitCode: error.exitCode };
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { error: { en: told, zh: told }, exitCode: EXIT.unexpected };
    }
  };
  process.on("message", async (question: Question) => tell(await answer(question)));
  await new Promise((resolve) => process.once("disconnect", resolve));
}
