import { RetryError } from "../../errors.ts";
import { startThread } from "../../thread.ts";
import type { Sketch } from "./candidates.ts";
import type { Comparer, SketchedItem, WholeItem } from "./comparison.ts";
import type { HeadlineModel } from "./model.ts";
import type { Edge } from "./types.ts";

/** What is said to the thread: compare these, or here are those that you asked for. */
export type ToThread = { fresh: WholeItem[]; known: SketchedItem[] } | { found: WholeItem[] };
/** What it says: give me these whole, here is what came of it, or why nothing did. */
export type FromThread = { wanted: string[] } | { edges: Edge[]; packed: Packed } | { error: string };

/** Many sketches in one array, which goes from thread to thread as it is: of each its bands, then its anchors. */
export interface Packed {
  values: Uint32Array;
  /** For each sketch the number of its bands and of its anchors; none of both where there is no sketch. */
  counts: Uint32Array;
}

export function pack(sketches: (Sketch | null)[]): Packed {
  const counts = Uint32Array.from(sketches.flatMap((one) => [one?.bands.length ?? 0, one?.anchors.length ?? 0]));
  const values = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
  let at = 0;
  for (const part of sketches.flatMap((one) => (one ? [one.bands, one.anchors] : []))) {
    values.set(part, at);
    at += part.length;
  }
  return { values, counts };
}

export function unpack({ values, counts }: Packed): (Sketch | null)[] {
  let at = 0;
  return Array.from({ length: counts.length / 2 }, (_, item) => {
    const [bands = 0, anchors = 0] = [counts[2 * item], counts[2 * item + 1]];
    const start = at;
    at += bands + anchors;
    return bands ? { bands: values.subarray(start, start + bands), anchors: values.subarray(start + bands, at) } : null;
  });
}

/** A comparison in a thread of its own, which leaves the caller's to read and to write. One call at a time. */
export function startComparison({ file, version }: HeadlineModel): Comparer {
  const thread = startThread(new URL("./comparison-worker.ts", import.meta.url), { file, version });
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
          else resolve({ edges: message.edges, sketches: unpack(message.packed) });
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
