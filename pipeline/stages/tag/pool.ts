import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { TagInput, Tags } from "../../types.ts";
import { RetryError } from "../../types.ts";
import { loadTagger, type Tagger } from "./index.ts";

/** Taggers in several threads: that of the caller and others. */
export interface TaggerPool {
  readonly version: string;
  /** Labels in the order of the inputs. */
  tagMany(inputs: readonly TagInput[]): Promise<Tags[]>;
  close(): Promise<void>;
}

export interface PoolOptions {
  lexiconDir: string;
  modelDir: string;
  /** How many threads label, the caller's counted in; each needs about 300 MB for its dictionary. */
  threads: number;
  /** The caller's own tagger of these folders, where it has one already. */
  tagger?: Tagger;
}

/** Texts in one message: enough that the posting costs little, few enough that memory stays flat and all end together. */
const BATCH = 16;

/** A batch as it is sent to a worker, and the answer. */
export interface BatchRequest {
  id: number;
  inputs: readonly TagInput[];
}
export interface BatchAnswer {
  id: number;
  /** Labels of the batch as JSON, which is read much faster than objects are copied from thread to thread. */
  tags?: string;
  error?: string;
}

/**
 * Starts the threads. One batch is under way in each at a time and one waits, so memory does not grow with the items.
 * The caller's thread labels what the others have not begun, and answers to its other events between two batches.
 * @throws AskError where lexicon or weights cannot be used
 */
export async function createTaggerPool({ threads, tagger, ...dirs }: PoolOptions): Promise<TaggerPool> {
  // Loaded here first: its errors say what is wrong, and it knows the version.
  const own = tagger ?? (await loadTagger(dirs));
  const workers = Array.from({ length: threads - 1 }, () => new BatchWorker(startWorker(dirs)));
  return {
    version: own.version,
    tagMany: async (inputs) => {
      const results: Tags[] = new Array(inputs.length);
      let next = 0;
      const drain = async (tag: (batch: readonly TagInput[]) => Promise<Tags[]>) => {
        while (next < inputs.length) {
          const from = next;
          next += BATCH;
          const tags = await tag(inputs.slice(from, from + BATCH));
          tags.forEach((one, i) => {
            results[from + i] = one;
          });
        }
      };
      const here = async (batch: readonly TagInput[]) => {
        await setImmediate();
        return batch.map((input) => own.tag(input));
      };
      const there = workers.map((worker) => (batch: readonly TagInput[]) => worker.tag(batch));
      await Promise.all([...there.flatMap((tag) => [drain(tag), drain(tag)]), drain(here)]);
      return results;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

/** The compiled worker; where the source runs, its source by way of tsx, which Node does not read by itself. */
function startWorker(workerData: { lexiconDir: string; modelDir: string }): Worker {
  if (import.meta.url.endsWith(".js")) return new Worker(new URL("./pool-worker.js", import.meta.url), { workerData });
  const source = JSON.stringify(new URL("./pool-worker.ts", import.meta.url).href);
  const load = `import("tsx/esm/api").then(({ register }) => { register(); return import(${source}); });`;
  return new Worker(load, { eval: true, workerData, execArgv: [] });
}

class BatchWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (tags: Tags[]) => void; reject: (error: Error) => void }>();
  #next = 0;
  /** Why the thread takes no more work, once it has ended. */
  #ended: string | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", ({ id, tags, error }: BatchAnswer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (tags) waiting?.resolve(JSON.parse(tags) as Tags[]);
      else waiting?.reject(failed(error ?? "no answer"));
    });
    worker.on("error", (error) => this.#failAll(error.message));
    worker.on("exit", (code) => this.#failAll(`the thread ended with code ${code}`));
  }

  tag(inputs: readonly TagInput[]): Promise<Tags[]> {
    if (this.#ended !== null) return Promise.reject(failed(this.#ended));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, inputs } satisfies BatchRequest);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #failAll(why: string): void {
    this.#ended ??= why;
    for (const { reject } of this.#waiting.values()) reject(failed(why));
    this.#waiting.clear();
  }
}

function failed(why: string): RetryError {
  return new RetryError({
    en: `A tagging thread failed: ${why}. Run the command again, with fewer threads if memory is short.`,
    zh: `标注线程出错:${why}。请重新运行;若内存不足,请减少线程数。`,
  });
}
