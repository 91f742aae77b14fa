import type { ChartOptions } from "./chart.ts";

const DAY_MS = 86_400_000;
/** News of a period's last days may come in late; a collection that ends this close to its end has seen it all. */
const SLACK_DAYS = 2;

/** A day `YYYY-MM-DD` as Plot wants it, midnight UTC. */
export const date = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The day so many days later, `YYYY-MM-DD`. */
export const addDays = (day: string, days: number): string =>
  new Date(date(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** True where a period (by its last day) is not over, or was not collected until its end. */
export function isUnfinished(lastDay: string, { today, snapshot }: Pick<ChartOptions, "today" | "snapshot">): boolean {
  if (lastDay >= today) return true;
  return snapshot.last_day !== null && addDays(snapshot.last_day, SLACK_DAYS) < lastDay;
}

/** The newest quarter with data that is complete; the newest at all where none is; null without rows. */
export function latestQuarter(
  rows: { quarter: string; quarter_end: string }[],
  options: Pick<ChartOptions, "today" | "snapshot" | "period">,
): string | null {
  const ends = new Map(rows.map(({ quarter, quarter_end }) => [quarter, quarter_end]));
  if (options.period && ends.has(options.period)) return options.period;
  const quarters = [...ends].sort(([a], [b]) => b.localeCompare(a));
  const complete = quarters.find(([, end]) => !isUnfinished(end, options));
  return (complete ?? quarters[0])?.[0] ?? null;
}
