import { type JobsOptions, Queue } from "bullmq";
import type { Redis } from "ioredis";
import type { Message } from "../../pipeline/errors.ts";
import type { Input } from "../../pipeline/shards/inputs.ts";

/** What a worker notes on a job. */
export interface JobNotes {
  /** How often a worker gave it back for want of room on its disk. */
  diskFull?: number;
  /** Why the last try failed: the queue itself keeps but one language. */
  reason?: Message;
}

/** A shard to make: of which input, and by which versions it is wanted. */
export interface ShardJob extends JobNotes {
  input: string;
  /** What people know the input by. */
  name: string;
  extract: string;
  tagger: string;
  /** Digest of the corrections in force; the lake keeps them under it. */
  corrections: string;
}

/** A source to crawl. */
export interface CrawlJob extends JobNotes {
  source: string;
  /** Day `YYYY-MM-DD` from which on everything is wanted; null for what is new. */
  since: string | null;
  /** Digest of the corrections in force, for the shards that come of it. */
  corrections: string;
}

export const SHARDS = "shards";
export const CRAWLS = "crawls";
/** After so many tries a job is set aside. */
export const TRIES = 5;

const KEPT_SECONDS = 24 * 3600;

/** How every job is treated: tried again after a pause that doubles, then set aside and kept. */
export const jobOptions = (jobId: string, pauseMs: number): JobsOptions => ({
  jobId,
  attempts: TRIES,
  backoff: { type: "exponential", delay: pauseMs },
  removeOnComplete: { age: KEPT_SECONDS, count: 5000 },
  removeOnFail: false,
});

export interface Queues {
  shards: Queue<ShardJob>;
  crawls: Queue<CrawlJob>;
  close: () => Promise<void>;
}

/** The two lines of jobs: shards, which take a core, and crawls, which mostly wait for their hosts' turns. */
export function openQueues(connection: Redis, prefix: string): Queues {
  const shards = new Queue<ShardJob>(SHARDS, { connection, prefix });
  const crawls = new Queue<CrawlJob>(CRAWLS, { connection, prefix });
  for (const queue of [shards, crawls]) queue.on("error", () => {});
  return {
    shards,
    crawls,
    close: async () => {
      await Promise.all([shards.close(), crawls.close()]);
    },
  };
}

export interface Added {
  added: number;
  /** Waiting or under way already. */
  waiting: number;
  /** Set aside before, and left so. */
  aside: string[];
}

const AT_ONCE = 200;

/** Lines jobs up that are not in the queue yet. */
export async function addJobs<T>(
  queue: Queue<T>,
  kind: string,
  jobs: { id: string; name: string; data: T }[],
  pauseMs: number,
): Promise<Added> {
  const added: Added = { added: 0, waiting: 0, aside: [] };
  for (let at = 0; at < jobs.length; at += AT_ONCE) {
    const fresh: typeof jobs = [];
    for (const job of jobs.slice(at, at + AT_ONCE)) {
      const state = await queue.getJobState(job.id);
      if (state === "failed") added.aside.push(job.name);
      else if (state === "completed" || state === "unknown") {
        // What it made is gone from the lake, or it was a crawl of an earlier day.
        if (state === "completed") await queue.remove(job.id);
        fresh.push(job);
      } else added.waiting++;
    }
    // biome-ignore lint/suspicious/noExplicitAny: BullMQ derives the type of names from that of the data
    const bulk = fresh.map(({ id, data }) => ({ name: kind, data, opts: jobOptions(id, pauseMs) })) as any[];
    await queue.addBulk(bulk);
    added.added += fresh.length;
  }
  return added;
}

/** The name that a shard's job has in the queue: the same work twice is one job. */
export const shardJobId = ({ input, extract, tagger, corrections }: ShardJob): string =>
  [input, extract, tagger, corrections].join("-");

export const shardJob = (input: Input, versions: Pick<ShardJob, "extract" | "tagger" | "corrections">): ShardJob => ({
  input: input.id,
  name: input.name,
  ...versions,
});
