import { RetryError } from "../../errors.ts";
import { startThread } from "../../thread.ts";
import type { Compared, Comparer, SketchedItem, WholeItem } from "./comparison.ts";
import type { HeadlineModel } from "./model.ts";

/** What is said to the thread: compare these, or here are those that you asked for. */
export type ToThread = { fresh: WholeItem[]; known: SketchedItem[] } | { found: WholeItem[] };
/** What it says: give me these whole, here is what came of it, or why nothing did. */
export type FromThread = { wanted: string[] } | Compared | { error: string };

/** A comparison in a thread of its own, which leaves the caller's to read and to write. One call at a time. */
export function startComparison({ file, version }: HeadlineModel): Comparer {
  const thread = startThread(new URL("./comparison-worker.ts", import.meta.url), { workerData: { file, version } });
  let fail: (error: Error) => void = () => {};
  let answer: (message: FromThread) => void = () => {};
  let ended: string | null = null;
  const end = (why: string) => {
    ended ??= why;
    fail(failed(ended));
  };
  thread.on("message", (message: FromThread) => answer(message));
  thread.on("error", ({ message }) => end(message));
  thread.on("exit", (code) => end(`the thread ended with code ${code}`));
  const say = (message: ToThread) => thread.postMessage(message);
  return {
    compare: (fresh, known, read) =>
      new Promise((resolve, reject) => {
        fail = reject;
        if (ended !== null) return reject(failed(ended));
        answer = (message) => {
          if ("wanted" in message) read(message.wanted).then((found) => say({ found }), reject);
          else if ("error" in message) reject(failed(message.error));
          else resolve(message);
        };
        say({ fresh, known });
      }),
    close: async () => {
      await thread.terminate();
    },
  };
}

function failed(why: string): RetryError {
  return new RetryError({
    en: `The thread that joins reprints failed: ${why}. Run the command again.`,
    zh: `合并转载的线程出错:${why}。请重新运行。`,
  });
}
