import { ArchiveState } from "./archive/state.ts";

/**
 * How a source fared: `fine`; `drifted` where its lists or pages no longer are what its definition says; `blocked` where
 * it does not want us; `unreachable`; `interrupted` where the run was ended before it was through.
 */
export type SourceState = "fine" | "drifted" | "blocked" | "unreachable" | "interrupted";

export interface SourceCounts {
  /** Articles that its lists named. */
  listed: number;
  /** Of these, not in the archive before. */
  new: number;
  fetched: number;
  unchanged: number;
  dropped: number;
  blocked: number;
  failed: number;
}

/** One source's share of one crawl. listed = fetched + unchanged + dropped + blocked + failed. */
export interface SourceRun extends SourceCounts {
  runId: string;
  sourceId: string;
  /** ISO 8601 in UTC. */
  startedAt: string;
  state: SourceState;
  message: string | null;
}

export const noCounts = (): SourceCounts => ({
  listed: 0,
  new: 0,
  fetched: 0,
  unchanged: 0,
  dropped: 0,
  blocked: 0,
  failed: 0,
});

/** Name of the log that each source's share of each crawl goes to. */
export const SOURCE_RUNS = "source-runs";

const HISTORY = 8;
const HISTORY_MIN = 3;
/** A list that yields less than this share of its usual number has changed. */
const FAR_UNDER = 0.25;

/** Every source's share of every crawl, oldest first. */
export async function readSourceRuns(archiveDir: string): Promise<SourceRun[]> {
  return [...new ArchiveState(archiveDir).readLog(SOURCE_RUNS)] as SourceRun[];
}

/**
 * Compares what a source's first list page named with the runs before.
 * @param history yields of earlier runs, oldest first
 * @returns what it usually yields where today's yield lies far under it; null otherwise
 */
export function farUnderHistory(yielded: number, history: number[]): number | null {
  const recent = history.slice(-HISTORY);
  if (recent.length < HISTORY_MIN) return null;
  const sorted = [...recent].sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return usual >= 4 && yielded < usual * FAR_UNDER ? usual : null;
}

/** History with today's yield, as long as it is looked at. */
export const withYield = (history: number[], yielded: number): number[] => [...history, yielded].slice(-HISTORY);
