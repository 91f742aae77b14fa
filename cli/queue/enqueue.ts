import type { Redis } from "ioredis";
import type { Source } from "../../crawlers/source.ts";
import type { Review } from "../../pipeline/reviews.ts";
import { currentShards } from "../../pipeline/shards/current.ts";
import type { Input } from "../../pipeline/shards/inputs.ts";
import type { Lake } from "../../pipeline/shards/lake.ts";
import { codeDigest, extractVersion, type Stages } from "../../pipeline/shards/stages.ts";
import { keepCorrections } from "./corrections.ts";
import { type Added, addJobs, openQueues, shardJob, shardJobId } from "./jobs.ts";

export interface EnqueueOptions {
  connection: Redis;
  prefix: string;
  /** Milliseconds before a job that failed is tried again; doubles each time. */
  pauseMs: number;
}

export interface Enqueued extends Added {
  /** Inputs whose shard is in the lake. */
  done: number;
  /** Inputs that must be extracted before they can be labelled anew. */
  unextracted: number;
}

/**
 * Lines up a job for each input without a current shard.
 * @param kind `tag` takes only those for which an older shard needs but new labels
 */
export async function enqueueShards(
  kind: "extract" | "tag",
  inputs: Input[],
  lake: Lake,
  stages: Stages,
  reviews: Review[],
  options: EnqueueOptions,
): Promise<Enqueued> {
  const code = codeDigest();
  const corrections = await keepCorrections(lake, reviews);
  const { present, missing } = await currentShards(lake, inputs, stages, code);
  const wanted = missing.filter(({ needs }) => kind === "extract" || needs === "labels");
  const jobs = wanted.map(({ input, needs }) => {
    const extract = extractVersion(input, stages, code);
    const data = shardJob(input, { extract, tagger: stages.labeller.version, corrections });
    return { id: shardJobId(data), name: input.name, kind: needs === "labels" ? "tag" : "extract", data };
  });
  const queues = openQueues(options.connection, options.prefix);
  try {
    const added: Enqueued = {
      added: 0,
      waiting: 0,
      aside: [],
      done: present.length,
      unextracted: missing.length - wanted.length,
    };
    for (const own of ["extract", "tag"] as const) {
      const some = jobs.filter((job) => job.kind === own);
      const result = await addJobs(queues.shards, own, some, options.pauseMs);
      added.added += result.added;
      added.waiting += result.waiting;
      added.aside.push(...result.aside);
    }
    return added;
  } finally {
    await queues.close();
  }
}

/** Lines up a crawl of each source. */
export async function enqueueCrawls(
  sources: Source[],
  since: string | null,
  corrections: string,
  options: EnqueueOptions,
): Promise<Added> {
  const queues = openQueues(options.connection, options.prefix);
  try {
    const jobs = sources.map(({ id }) => ({
      id: `crawl-${id}`,
      name: id,
      data: { source: id, since, corrections },
    }));
    return await addJobs(queues.crawls, "crawl", jobs, options.pauseMs);
  } finally {
    await queues.close();
  }
}
