import { type Job, WaitingError, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { EXIT, type ExitCode, messageOf, textOf } from "../../pipeline/errors.ts";
import { type CliContext, printable } from "../context.ts";
import { isDiskFull } from "../disk-full.ts";
import { CRAWLS, type CrawlJob, type JobNotes, type Queues, SHARDS, type ShardJob, TRIES } from "./jobs.ts";
import { WrongWorker } from "./shard-work.ts";

/** Does one job; gives the line that tells of it. */
export type Work<T> = (job: T, signal: AbortSignal) => Promise<string>;

export interface WorkerOptions {
  connection: Redis;
  prefix: string;
  queues: Queues;
  shards: Work<ShardJob>;
  /** Absent where this worker crawls nothing. */
  crawls?: Work<CrawlJob>;
  /** Crawls at one time. */
  crawlsAtOnce: number;
  /** Seconds after which a job whose worker is silent is given to another. */
  lease: number;
  /** End when nothing waits any more. */
  drain: boolean;
  context: CliContext;
}

const LOOK_MS = 500;

/**
 * Works until it is told to stop, or nothing waits any more. A job under way when the signal comes goes back to the
 * queue, as does one for which this machine's disk has no room: then the worker ends.
 * @returns what the process is to exit with
 */
export async function runWorker(options: WorkerOptions): Promise<ExitCode> {
  const { context, prefix, lease } = options;
  const stop = new AbortController();
  let code: ExitCode = EXIT.done;
  const end = (why: ExitCode) => {
    if (stop.signal.aborted) return;
    code = why;
    stop.abort();
  };
  const interrupted = () => end(EXIT.interrupted);
  if (context.signal.aborted) interrupted();
  else context.signal.addEventListener("abort", interrupted, { once: true });
  const settings = {
    connection: options.connection,
    prefix,
    lockDuration: lease * 1000,
    stalledInterval: lease * 1000,
    maxStalledCount: TRIES - 1,
    runRetryDelay: 1000,
  };
  const attend = <T>(name: string, work: Work<T>, concurrency: number): Worker<T> => {
    const worker: Worker<T> = new Worker<T>(
      name,
      async (job, token) => {
        const settled = settle(job, token ?? "", work, stop.signal, context);
        const outcome = await settled;
        if (outcome !== null) {
          void worker.close();
          end(outcome);
          throw new WaitingError();
        }
      },
      { ...settings, concurrency },
    );
    worker.on("error", (error) => {
      if (!isConnection(error)) context.err(`modeltide: ${printable(messageOf(error))}\n`);
    });
    return worker;
  };
  const workers: Worker[] = [attend(SHARDS, options.shards, 1) as Worker];
  if (options.crawls) workers.push(attend(CRAWLS, options.crawls, options.crawlsAtOnce) as Worker);
  try {
    if (options.drain)
      void drained(options.queues, stop.signal).then(
        () => end(EXIT.done),
        () => undefined,
      );
    if (!stop.signal.aborted) await new Promise((resolve) => stop.signal.addEventListener("abort", resolve));
  } finally {
    context.signal.removeEventListener("abort", interrupted);
    await Promise.all(workers.map((worker) => worker.close()));
  }
  return code;
}

/** Does a job; null where it is settled, the exit code where it went back to the queue and the worker is to end. */
async function settle<T>(
  job: Job<T>,
  token: string,
  work: Work<T>,
  signal: AbortSignal,
  context: CliContext,
): Promise<ExitCode | null> {
  const begun = context.now().getTime();
  const name = nameOf(job);
  try {
    const line = await work(job.data, signal);
    context.err(`${printable(`${name}: ${line}`)} (${((context.now().getTime() - begun) / 1000).toFixed(1)} s)\n`);
    return null;
  } catch (error) {
    const outcome = await giveBack(job, error, signal);
    if (outcome === null) {
      const reason = textOf(error);
      const tries = `${job.attemptsMade + 1}/${TRIES}`;
      const told = { en: `try ${tries}: ${reason.en}`, zh: `第 ${tries} 次:${reason.zh}` };
      context.err(`${printable(`${name}: ${context.text(told)}`)}\n`);
      await job.updateData({ ...job.data, reason });
      throw error;
    }
    await job.moveToWait(token);
    if (outcome !== EXIT.interrupted) context.err(`modeltide: ${printable(reasonOf(outcome, error, context))}\n`);
    return outcome;
  }
}

/** Whether the fault is this worker's and not the job's, and what the worker then ends with. */
async function giveBack<T>(job: Job<T>, error: unknown, signal: AbortSignal): Promise<ExitCode | null> {
  if (signal.aborted) return EXIT.interrupted;
  if (error instanceof WrongWorker) return error.exitCode;
  if (!isDiskFull(error)) return null;
  const given = ((job.data as JobNotes).diskFull ?? 0) + 1;
  // What fills the disk of every worker is the job's own fault.
  if (given > TRIES) return null;
  await job.updateData({ ...job.data, diskFull: given });
  return EXIT.diskFull;
}

function reasonOf(outcome: ExitCode, error: unknown, context: CliContext): string {
  if (outcome === EXIT.diskFull) {
    return context.text({
      en: "the disk of this worker is full; its job went back to the queue. Free some space, or give another folder with --cache.",
      zh: "本机磁盘已满,任务已退回队列。请腾出空间,或用 --cache 另选目录。",
    });
  }
  return context.text(textOf(error));
}

const nameOf = ({ data }: Job): string =>
  (data as { name?: string }).name ?? (data as { source?: string }).source ?? "";

/** Resolves when nothing waits and nothing is under way anywhere. */
async function drained({ shards, crawls }: Queues, signal: AbortSignal): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (signal.aborted) return;
    let left = 0;
    for (const queue of [crawls, shards]) {
      const counts = await queue.getJobCounts("waiting", "active", "delayed", "prioritized");
      left += Object.values(counts).reduce((sum, count) => sum + count, 0);
    }
    if (!left) return;
  }
}

/** A lost connection comes back by itself. */
const isConnection = (error: unknown): boolean =>
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|Connection is closed|LOADING/.test(
    `${messageOf(error)} ${(error as { code?: string } | null)?.code ?? ""}`,
  );
