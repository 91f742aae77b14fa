const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/** Day in Asia/Shanghai (`YYYY-MM-DD`) of an instant. China has had one zone and no summer time since 1991. */
export function beijingDay(instant: string | Date): string {
  return new Date(new Date(instant).getTime() + BEIJING_MS).toISOString().slice(0, 10);
}

/** An instant to the second as Beijing writes it: `2026-11-30T09:05:00+08:00`. */
export const beijingTime = (instant: string): string =>
  `${new Date(new Date(instant).getTime() + BEIJING_MS).toISOString().slice(0, 19)}+08:00`;

/** ISO 8601 week (`2026-W47`) of a day `YYYY-MM-DD`. */
export function isoWeek(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const weekday = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(date.getTime() + (3 - weekday) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const first = Date.UTC(year, 0, 4);
  const firstWeekday = (new Date(first).getUTCDay() + 6) % 7;
  const week = 1 + Math.round((thursday.getTime() - first) / DAY_MS / 7 - (3 - firstWeekday) / 7);
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** Days from the first of 1970 to a day `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/** Whole days from `a` to `b`, both `YYYY-MM-DD`. */
export const daysBetween = (a: string, b: string): number => Math.round((Date.parse(b) - Date.parse(a)) / DAY_MS);
