import { MessageChannel, type MessagePort, type Worker } from "node:worker_threads";
import { startThread } from "../../thread.ts";
import type { TagInput, Tags } from "../../types.ts";
import { RetryError } from "../../types.ts";

/**
 * Taggers in threads of their own, which leave the caller's to read and to write. The first cuts the words for all: one
 * dictionary of nodejieba, some 300 MB and a second to load, serves them.
 */
export interface TaggerPool {
  /** Labels in the order of the inputs. What is asked for first is begun first. */
  tagMany(inputs: readonly TagInput[]): Promise<Tags[]>;
  close(): Promise<void>;
}

export interface PoolOptions {
  lexiconDir: string;
  modelDir: string;
  /** How many threads label, none of which is the caller's; each needs about 100 MB, the first 300 MB more. */
  threads: number;
}

/** Texts in one message: enough that the posting costs little, few enough that memory stays flat and all end together. */
const BATCH = 16;
/** Batches that a thread has before it, so that it need not wait while the caller's thread is busy. */
const AHEAD = 4;

/** What a thread is told when it starts. */
export interface ThreadData {
  lexiconDir: string;
  modelDir: string;
  /** In the first thread: the way to each of the others, by its number. */
  labellers: (MessagePort | null)[];
  /** In the others: the way from the first. */
  cutter: MessagePort | null;
}

/** A batch on its way to the thread that is to label it, by way of the first, and the answer. */
export interface BatchRequest {
  id: number;
  thread: number;
  inputs: readonly TagInput[];
  /** Their words, as `cutItems` tells them, once they have been cut. */
  words?: Uint32Array;
}
export interface BatchAnswer {
  id: number;
  /** Labels of the batch as JSON, which is read much faster than objects are copied from thread to thread. */
  tags?: string;
  error?: string;
}

/**
 * Starts the threads. A few batches are under way in each and the others wait here, so memory does not grow with the items.
 * Whether lexicon and weights can be used shows with the first batch: `loadTagger` says it better before.
 */
export function createTaggerPool({ threads, lexiconDir, modelDir }: PoolOptions): TaggerPool {
  const dirs = { lexiconDir, modelDir };
  const channels = Array.from({ length: threads }, (_, thread) => (thread > 0 ? new MessageChannel() : null));
  const labellers = channels.map((channel) => channel?.port1 ?? null);
  const first = startWorker({ ...dirs, labellers, cutter: null });
  const workers = channels.map((channel, thread) => {
    const own = channel ? startWorker({ ...dirs, labellers: [], cutter: channel.port2 }) : first;
    return new BatchWorker(own, first, thread);
  });
  const waiting: ((worker: BatchWorker) => Promise<void>)[] = [];
  const feed = () => {
    for (;;) {
      const worker = workers.reduce((least, one) => (one.busy < least.busy ? one : least));
      const next = worker.busy < AHEAD ? waiting.shift() : undefined;
      if (!next) return;
      next(worker).then(feed);
    }
  };
  const tagBatch = (batch: readonly TagInput[]) =>
    new Promise<Tags[]>((resolve, reject) => {
      waiting.push((worker) => worker.tag(batch).then(resolve, reject));
      feed();
    });
  return {
    tagMany: async (inputs) => {
      const batches = Array.from({ length: Math.ceil(inputs.length / BATCH) }, (_, at) =>
        tagBatch(inputs.slice(at * BATCH, (at + 1) * BATCH)),
      );
      return (await Promise.all(batches)).flat();
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

function startWorker(workerData: ThreadData): Worker {
  const ports = [...workerData.labellers, workerData.cutter].filter((port) => port !== null);
  return startThread(new URL("./pool-worker.ts", import.meta.url), workerData, ports);
}

class BatchWorker {
  readonly #waiting = new Map<number, { resolve: (tags: Tags[]) => void; reject: (error: Error) => void }>();
  #next = 0;
  /** Why the thread takes no more work, once it has ended. */
  #ended: string | null = null;

  /**
   * @param cutter the thread by way of which texts go to this one, and without which it gets none
   * @param thread its number
   */
  constructor(
    private readonly worker: Worker,
    private readonly cutter: Worker,
    private readonly thread: number,
  ) {
    worker.on("message", ({ id, tags, error }: BatchAnswer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (tags) waiting?.resolve(JSON.parse(tags) as Tags[]);
      else waiting?.reject(failed(error ?? "no answer"));
    });
    for (const one of new Set([worker, cutter])) {
      one.on("error", (error) => this.#failAll(error.message));
      one.on("exit", (code) => this.#failAll(`the thread ended with code ${code}`));
    }
  }

  tag(inputs: readonly TagInput[]): Promise<Tags[]> {
    if (this.#ended !== null) return Promise.reject(failed(this.#ended));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.cutter.postMessage({ id, thread: this.thread, inputs } satisfies BatchRequest);
    });
  }

  /** Batches under way. */
  get busy(): number {
    return this.#waiting.size;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
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
