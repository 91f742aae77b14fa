import type { Query } from "./query.ts";

/**
 * The newest ISO week that is over and in which items were collected; the newest at all where none is over; null
 * without dated items.
 * @param today `YYYY-MM-DD`, Asia/Shanghai
 */
export async function newestWeek(query: Query, today: string): Promise<string | null> {
  const rows = await query<{ week: string; week_end: string }>(
    "SELECT week, max(week_end) AS week_end FROM coverage GROUP BY week ORDER BY week DESC",
  );
  return (rows.find(({ week_end }) => week_end < today) ?? rows[0])?.week ?? null;
}
