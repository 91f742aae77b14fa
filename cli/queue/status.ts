import type { Job, Queue } from "bullmq";
import type { Message } from "../../pipeline/errors.ts";
import type { JobNotes, Queues } from "./jobs.ts";

export interface QueueStatus {
  kind: "shards" | "crawls";
  waiting: number;
  active: number;
  done: number;
  /** Set aside after failing as often as a job may. */
  failed: number;
  /** Jobs a minute in the last ten minutes; null where none was done. */
  rate: number | null;
  /** Seconds until nothing waits, at this rate; null where that cannot be told. */
  secondsLeft: number | null;
  /** The first of those set aside, with the last reason. */
  aside: { name: string; tries: number; reason: Message }[];
}

const WINDOW_MS = 600_000;
const SAMPLE = 1000;
const NAMED = 20;

/** What waits, what is under way, what failed, how fast it goes and how long it will take. */
export async function queueStatus({ shards, crawls }: Queues, now: number): Promise<QueueStatus[]> {
  return [await statusOf("shards", shards as Queue, now), await statusOf("crawls", crawls as Queue, now)];
}

async function statusOf(kind: QueueStatus["kind"], queue: Queue, now: number): Promise<QueueStatus> {
  const counts = await queue.getJobCounts("waiting", "active", "delayed", "prioritized", "failed", "completed");
  const { active = 0, failed = 0, completed = 0 } = counts;
  const waiting = (counts.waiting ?? 0) + (counts.delayed ?? 0) + (counts.prioritized ?? 0);
  const rate = rateOf(await queue.getCompleted(0, SAMPLE - 1), now);
  const left = waiting + active;
  return {
    kind,
    waiting,
    active,
    done: completed,
    failed,
    rate,
    secondsLeft: !left ? 0 : rate ? Math.round((left / rate) * 60) : null,
    aside: (await queue.getFailed(0, NAMED - 1)).map(asideOf),
  };
}

/** Jobs a minute, of those that ended last: from when the first of them was begun, or as far as the window reaches. */
function rateOf(completed: (Job | undefined)[], now: number): number | null {
  const recent = completed.filter((job) => job !== undefined && (job.finishedOn ?? 0) > now - WINDOW_MS);
  if (!recent.length) return null;
  const begun = Math.max(now - WINDOW_MS, Math.min(...recent.map((job) => job?.processedOn ?? now)));
  const minutes = Math.max(now - begun, 1000) / 60_000;
  return Math.round((recent.length / minutes) * 10) / 10;
}

const asideOf = ({ data, attemptsMade, stalledCounter, failedReason }: Job): QueueStatus["aside"][number] => ({
  name: data.name ?? data.source ?? "",
  tries: Math.max(attemptsMade, stalledCounter ?? 0),
  reason: reasonOf(failedReason ?? "", (data as JobNotes).reason),
});

/** What BullMQ writes of a job whose workers died one after the other. */
const STALLED = /^job stalled/;

function reasonOf(written: string, noted: Message | undefined): Message {
  if (STALLED.test(written)) {
    return { en: "its workers died or fell silent in the middle of it", zh: "执行它的 worker 中途退出或失联" };
  }
  return noted?.en === written ? noted : { en: written, zh: written };
}
