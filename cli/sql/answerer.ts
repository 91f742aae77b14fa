import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { AskError, EXIT, ModeltideError } from "../../pipeline/errors.ts";
import type { CliContext } from "../context.ts";
import { ANSWERING, type Answer, type Question } from "./answering.ts";
import type { Output } from "./output.ts";

/** Answers statements one after the other in a process of its own, which is started anew where a query ended it. */
export interface Answerer {
  /**
   * Opens the database where it is not open yet.
   * @throws ModeltideError as `openReader` does
   */
  open: () => Promise<void>;
  /**
   * Prints the answer to one statement.
   * @throws ModeltideError exit 2 where it is refused, or stopped by its limits or by `stop`
   */
  answer: (sql: string, output: Output) => Promise<void>;
  /** Ends the query that is being answered; false where none is. */
  stop: () => boolean;
  close: () => void;
}

/**
 * Answers in another process of this program. DuckDB does not stop inside one call of a function, which may take
 * minutes and more memory than it was allowed, and no thread can be ended from outside: a process can.
 * @param args options of `modeltide sql` for that process
 */
export function createAnswerer(args: string[], { signal }: Pick<CliContext, "signal">): Answerer {
  let answering: Answering | null = null;
  let asked = false;
  let stopped = false;
  const end = () => answering?.child.kill("SIGKILL");
  signal.addEventListener("abort", end, { once: true });
  const ask = async (question: Question): Promise<void> => {
    if (!answering?.child.connected) answering = start(args);
    [asked, stopped] = [true, false];
    const answer = await answerOf(answering, question);
    asked = false;
    signal.throwIfAborted();
    if (stopped) throw STOPPED;
    if (answer.error) throw new ModeltideError(answer.error, { exitCode: answer.exitCode ?? EXIT.unexpected });
  };
  return {
    open: () => ask({}),
    answer: (sql, output) => ask({ sql, output }),
    stop: () => {
      stopped = asked;
      if (asked) end();
      return asked;
    },
    close: () => {
      signal.removeEventListener("abort", end);
      if (answering?.child.connected) answering.child.disconnect();
    },
  };
}

interface Answering {
  child: ChildProcess;
  /** Its exit code, when its last message was read; null where a signal ended it. */
  gone: Promise<number | null>;
}

function start(args: string[]): Answering {
  const command = [...process.execArgv, process.argv[1] ?? "", "sql", ANSWERING, ...args];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const gone = Promise.all([once(child, "exit"), once(child, "disconnect")]);
  return { child, gone: gone.then(([[code]]) => code) };
}

async function answerOf({ child, gone }: Answering, question: Question): Promise<Answer> {
  const heard = once(child, "message");
  // A process that is gone already answers by that.
  child.send(question, () => {});
  const answer = await Promise.race([heard.then(([told]) => told as Answer), gone.then(() => null)]);
  if (answer?.last) await gone;
  if (answer) return answer;
  // Nobody reads the output any more: `… | head`.
  if ((await gone) === EXIT.done) process.exit(EXIT.done);
  return { error: ENDED.text, exitCode: EXIT.usage };
}

const STOPPED = new AskError({ en: "the query was stopped.", zh: "查询已停止。" });
const ENDED = new AskError({
  en: "the query was refused: the process that answered it was ended, most likely because memory ran out. Narrow the query down, or free some memory.",
  zh: "查询被拒绝：执行它的进程被终止，多半是内存不足。请缩小查询范围，或腾出内存。",
});
