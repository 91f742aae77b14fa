import { BasicCrawler, Configuration, log, type RequestQueue } from "@crawlee/basic";
import { MemoryStorage } from "@crawlee/memory-storage";
import { RetryError } from "../pipeline/types.ts";
import type { HostQueue, Task } from "./host-queue.ts";

export interface EngineOptions<T extends Task> {
  queue: HostQueue<T>;
  /** Does one task. A RetryError has it tried again later; anything else thrown ends the run. */
  handle: (task: T) => Promise<void>;
  /** Called when a task has failed as often as it may. */
  onGivenUp: (task: T, error: Error) => void;
  signal: AbortSignal;
}

const RETRIES = 3;
const CONCURRENCY = 200;
/** The HTTP client and the browser have limits of their own; waiting for a host's turn may take as long as it takes. */
const HANDLER_SECONDS = 24 * 3600;

/**
 * Works through the queue with Crawlee until it is empty. Returns when nothing is under way any more.
 * @throws what a task threw, other than a RetryError; the signal's reason where it was aborted
 */
export async function runEngine<T extends Task>(options: EngineOptions<T>): Promise<void> {
  const { queue, handle, onGivenUp, signal } = options;
  const underWay = new Set<Promise<void>>();
  let fatal: unknown;
  const crawler = new BasicCrawler(
    {
      // Crawlee 3.18 refuses the option that is meant for other queues; it takes them here all the same.
      requestQueue: queue as unknown as RequestQueue,
      maxRequestRetries: RETRIES,
      requestHandlerTimeoutSecs: HANDLER_SECONDS,
      useSessionPool: false,
      log: log.child({ level: log.LEVELS.OFF }),
      statisticsOptions: { persistenceOptions: { enable: false } },
      autoscaledPoolOptions: {
        minConcurrency: CONCURRENCY,
        desiredConcurrency: CONCURRENCY,
        maxConcurrency: CONCURRENCY,
        loggingIntervalSecs: null,
        snapshotterOptions: { eventLoopSnapshotIntervalSecs: NEVER_SECONDS, clientSnapshotIntervalSecs: NEVER_SECONDS },
      },
      requestHandler: async ({ request }) => {
        const work = handle(queue.taskOf(request));
        underWay.add(work);
        try {
          await work;
        } catch (error) {
          if (!(error instanceof RetryError) || signal.aborted) {
            fatal ??= error;
            void crawler.autoscaledPool?.abort();
          }
          throw error;
        } finally {
          underWay.delete(work);
        }
      },
      failedRequestHandler: ({ request }, error) => {
        if (!fatal) onGivenUp(queue.taskOf(request), error);
      },
    },
    ownConfiguration(),
  );
  queue.wake = () => void crawler.autoscaledPool?.notify();
  const stop = () => void crawler.autoscaledPool?.abort();
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (!signal.aborted) await crawler.run();
  } finally {
    signal.removeEventListener("abort", stop);
    queue.wake = () => {};
    await Promise.allSettled(underWay);
  }
  signal.throwIfAborted();
  if (fatal) throw fatal;
}

/** Concurrency is the hosts' affair here: measuring the machine, by a process of its own each second, leads to nothing. */
const NEVER_SECONDS = 24 * 3600;

/** Nothing on disk, nothing shared with other crawlers of the process. */
function ownConfiguration(): Configuration {
  const configuration = new Configuration({
    persistStorage: false,
    purgeOnStart: false,
    logLevel: log.LEVELS.OFF,
    systemInfoIntervalMillis: NEVER_SECONDS * 1000,
  });
  configuration.useStorageClient(new MemoryStorage({ persistStorage: false, writeMetadata: false }));
  return configuration;
}
