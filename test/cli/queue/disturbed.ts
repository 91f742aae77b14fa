import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { connectRedis } from "../../../cli/queue/connection.ts";
import { openQueues } from "../../../cli/queue/jobs.ts";
import { modeltide } from "../program.ts";
import { type Running, startModeltide } from "./processes.ts";
import type { TestRedis } from "./redis.ts";

export interface DisturbedOptions {
  redis: TestRedis;
  lake: string;
  data: string;
  /** Folder of each worker's own. */
  caches: string[];
  /** Jobs that are lined up. */
  jobs: number;
  /** Seconds after which a killed worker's job goes to another. */
  lease: number;
}

export interface Disturbed {
  /** Exit codes; null for those that were killed. */
  codes: (number | null)[];
  said: string[];
  /** Jobs that a worker was killed at. */
  taken: number;
  restarts: number;
}

/**
 * Has workers do what is lined up, and gets in their way: the first two are killed in the middle of a job, the server of
 * the queue is killed and started again between the two.
 */
export async function disturbedRun(options: DisturbedOptions): Promise<Disturbed> {
  const { redis, lake, data, caches, jobs, lease } = options;
  const workers = caches.map((cache) =>
    startModeltide([
      "worker",
      "--drain",
      "--crawls",
      "0",
      "--lease",
      String(lease),
      "--redis",
      redis.url,
      "--lake",
      lake,
      "--data",
      data,
      "--cache",
      cache,
    ]),
  );
  const connection = await connectRedis({ redis: redis.url, queue: "modeltide" });
  const queues = openQueues(connection, "modeltide");
  const share = async (part: number) => {
    for (;;) {
      const { completed = 0 } = await queues.shards.getJobCounts("completed");
      if (completed >= part * jobs) return;
      await setTimeout(50);
    }
  };
  /** At a moment when a job's scratch lies in the worker's folder, so that it is at work on one. */
  const kill = async (worker: Running | undefined, cache: string | undefined) => {
    const scratch = join(cache ?? "", "scratch", String(worker?.child.pid));
    while (!existsSync(scratch)) await setTimeout(5);
    await setTimeout(100);
    worker?.child.kill("SIGKILL");
  };
  try {
    await share(0.15);
    await kill(workers[0], caches[0]);
    await share(0.35);
    await redis.restart();
    await share(0.55);
    await kill(workers[1], caches[1]);
    const codes = await Promise.all(workers.map(({ ended }) => ended));
    const done = await queues.shards.getJobs(["completed", "failed"]);
    const taken = done.reduce((sum, job) => sum + Math.sign(job.stalledCounter ?? 0), 0);
    return { codes, said: workers.map(({ said }) => said()), taken, restarts: 1 };
  } finally {
    await queues.close();
    connection.disconnect();
    for (const { child } of workers) child.kill("SIGKILL");
  }
}

/** Lines files up as shards; gives the number of jobs. */
export function lineUp(files: string[], more: string[]): number {
  const { stdout, stderr, status } = modeltide(["enqueue", "extract", ...files, "--json", ...more]);
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { added: number }).added;
}
