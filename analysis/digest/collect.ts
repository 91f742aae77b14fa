import type { Snapshot } from "../charts/chart.ts";
import { addDays } from "../charts/periods.ts";
import type { Query } from "../query.ts";
import type { WatchedLaunch } from "./watch.ts";
import { weekStart } from "./week-facts.ts";

/** A launch as the digest needs it, of view `launches`. */
export interface DigestLaunch extends WatchedLaunch {
  tier_zh: string;
  tier_en: string;
  version: string | null;
  parameters: number | null;
  context: number | null;
  price: number | null;
  open_weights: boolean | null;
  industries_zh: string[];
  industries_en: string[];
  lead_url: string | null;
}

export interface ClaimRow {
  id: string;
  text_zh: string;
  text_en: string;
  said_by: string;
  found: number;
  possible: number;
  filed: boolean;
  verdict_zh: string;
  verdict_en: string;
}
export interface WordRow {
  word: string;
  items: number;
  /** Items to expect at the rate of the eight weeks before. */
  expected: number;
}
export interface FailedRow {
  source: string;
  source_en: string;
  trouble_zh: string | null;
  trouble_en: string | null;
  message: string | null;
}

/** Rows of the views that a week's digest is made of. */
export interface DigestRows {
  snapshot: Snapshot;
  /** Launches of the week and of the fourteen weeks before. */
  launches: DigestLaunch[];
  words: WordRow[];
  claims: ClaimRow[];
  failed: FailedRow[];
}

const DAYS_BEFORE = 7 * 14;
const WORDS = 10;

export async function collectWeek(query: Query, week: string): Promise<DigestRows> {
  const start = weekStart(week);
  const range = [addDays(start, -DAYS_BEFORE), addDays(start, 6)];
  const [snapshot] = await query<Snapshot & Record<string, unknown>>("SELECT * FROM snapshot");
  if (!snapshot) throw new Error("the view snapshot is empty: the database was not made by a build");
  const launches = await query("SELECT * FROM launches WHERE date BETWEEN $1::DATE AND $2::DATE", range);
  const words = await query(
    `SELECT word, items, expected FROM keywords_trend WHERE week = $1 ORDER BY place LIMIT ${WORDS}`,
    [week],
  );
  const claims = await query("SELECT * FROM claims_check");
  const failed = await query("SELECT * FROM source_weeks WHERE week = $1 AND runs_in_trouble > 0", [week]);
  return { snapshot, launches, words, claims, failed } as unknown as DigestRows;
}
