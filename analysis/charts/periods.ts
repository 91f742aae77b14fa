import type { ChartOptions } from "./chart.ts";

/** From when, and at which period, the reader looks. */
export type Looking = Pick<ChartOptions, "today" | "snapshot" | "period">;

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

/** First and last day of a quarter `2026-Q2`. */
export function quarterDays(quarter: string): { first: string; last: string } {
  const [year = 0, part = 1] = quarter.split("-Q").map(Number);
  const day = (month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
  return { first: day(3 * part - 3, 1), last: day(3 * part, 0) };
}

/** Sunday of an ISO week `2026-W07`. */
export function weekEnd(week: string): string {
  const [year = 0, number = 1] = week.split("-W").map(Number);
  // The fourth of January lies in the first week.
  const fourth = new Date(Date.UTC(year, 0, 4));
  return addDays(fourth.toISOString().slice(0, 10), 7 * number - ((fourth.getUTCDay() + 6) % 7) - 1);
}

/**
 * The quarter asked for, otherwise the newest complete one with data; the newest that has begun where none is complete;
 * null without rows.
 */
export function latestQuarter(rows: { quarter: string }[], options: Looking): string | null {
  const quarters = [...new Set(rows.map(({ quarter }) => quarter))].sort().reverse();
  if (options.period && quarters.includes(options.period)) return options.period;
  const complete = quarters.find((quarter) => !isUnfinished(quarterDays(quarter).last, options));
  // Registries may know later quarters than those of which news was collected, but too little of them.
  const begun = quarters.find((quarter) => quarterDays(quarter).first <= (options.snapshot.last_day ?? options.today));
  return complete ?? begun ?? quarters[0] ?? null;
}

/** The quarters of a span that ends with the latest one, oldest first; some may have no rows. */
export function lastQuarters(rows: { quarter: string }[], options: Looking, count: number): string[] {
  const last = latestQuarter(rows, options);
  if (!last) return [];
  const [year = 0, part = 1] = last.split("-Q").map(Number);
  return Array.from({ length: count }, (_, at) => {
    const number = year * 4 + part - 1 - (count - 1 - at);
    return `${Math.floor(number / 4)}-Q${(number % 4) + 1}`;
  });
}

/** The rows of such a span. */
export function inLastQuarters<Row extends { quarter: string }>(rows: Row[], options: Looking, count: number): Row[] {
  const quarters = lastQuarters(rows, options, count);
  return rows.filter(({ quarter }) => quarters.includes(quarter));
}
