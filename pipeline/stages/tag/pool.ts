import { Worker } from "node:worker_threads";
import type { TagInput, Tags } from "../../types.ts";
import { RetryError } from "../../types.ts";
import { loadTagger } from "./index.ts";

/** Taggers in threads of their own. */
export interface TaggerPool {
  readonly version: string;
  /** Labels in the order of the inputs. */
  tagMany(inputs: readonly TagInput[]): Promise<Tags[]>;
  close(): Promise<void>;
}

export interface PoolOptions {
  lexiconDir: string;
  modelDir: string;
  /** How many threads; each needs about 300 MB for its dictionary. */
  threads: number;
}

/** Texts in one message: enough that the posting costs little, few enough that memory stays flat. */
const BATCH = 32;

/** A batch as it is sent to a worker, and the answer. */
export interface BatchRequest {
  id: number;
  inputs: readonly TagInput[];
}
export interface BatchAnswer {
  id: number;
  tags?: Tags[];
  error?: string;
}

/**
 * Starts the threads. One batch is under way in each at a time and one waits, so memory does not grow with the items.
 * @throws AskError where lexicon or weights cannot be used
 */
export async function createTaggerPool({ lexiconDir, modelDir, threads }: PoolOptions): Promise<TaggerPool> {
  // Loaded here as well: its errors say what is wrong, and it knows the version.
  const { version } = await loadTagger({ lexiconDir, modelDir });
  const workers = Array.from({ length: threads }, () => new BatchWorker(startWorker({ lexiconDir, modelDir })));
  return {
    version,
    tagMany: async (inputs) => {
      const results: Tags[] = new Array(inputs.length);
      let next = 0;
      const drain = async (worker: BatchWorker) => {
        while (next < inputs.length) {
          const from = next;
          next += BATCH;
          const tags = await worker.tag(inputs.slice(from, from + BATCH));
          tags.forEach((one, i) => {
            results[from + i] = one;
          });
        }
      };
      await Promise.all(workers.flatMap((worker) => [drain(worker), drain(worker)]));
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
      if (tags) waiting?.resolve(tags);
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
