import { addDays } from "../charts/periods.ts";

/** What the facts of a week need of a row of view `launches`. */
export interface WeekLaunch {
  id: string;
  date: string | null;
  date_precision: "day" | "month" | null;
  week: string | null;
  vendor_id: string | null;
  vendor: string | null;
  vendor_en: string | null;
  model: string;
  tier: string;
  status: string;
  released: boolean;
  in_news: boolean;
  articles: number;
}

export interface RankChange {
  vendorId: string;
  vendor: string;
  vendorEn: string;
  rank: number;
  /** Rank a week before; null where the vendor had none. */
  before: number | null;
  launches: number;
}

/** What a week brought, from the rows of the launches alone. */
export interface WeekFacts<Launch extends WeekLaunch> {
  week: string;
  /** Monday and Sunday. */
  start: string;
  end: string;
  /** Models and products that became available, most reported first. */
  launched: Launch[];
  promised: Launch[];
  /** Mean number of launches of the eight weeks before. */
  usual: number;
  /** Vendors among the first ten of the last thirteen weeks, now or a week before, whose rank has changed since. */
  moved: RankChange[];
}

const WEEKS_BEFORE = 8;
const RANK_DAYS = 91;
const RANKED = 10;
/** A vendor with fewer launches has a rank by chance. */
const FEWEST = 3;

export function weekFacts<Launch extends WeekLaunch>(launches: Launch[], week: string): WeekFacts<Launch> {
  const start = weekStart(week);
  const end = addDays(start, 6);
  const reported = launches.filter(({ in_news, date_precision }) => in_news && date_precision === "day");
  const ofWeek = reported.filter((launch) => launch.week === week).sort(mostReported);
  const first = addDays(start, -7 * WEEKS_BEFORE);
  const available = reported.filter(({ released, tier }) => released && tier !== "none");
  const before = available.filter(({ date }) => date && date >= first && date < start).length;
  return {
    week,
    start,
    end,
    launched: ofWeek.filter(({ released, tier }) => released && tier !== "none"),
    promised: ofWeek.filter(({ status }) => status === "planned"),
    usual: before / WEEKS_BEFORE,
    moved: moved(available, end),
  };
}

/** First and last day of the weeks by which vendors are ranked. */
export function rankSpan(week: string): { from: string; to: string } {
  const to = addDays(weekStart(week), 6);
  return { from: addDays(to, 1 - RANK_DAYS), to };
}

/** Monday of an ISO week, `YYYY-MM-DD`. */
export function weekStart(week: string): string {
  const [year = "1970", number = "01"] = week.split("-W");
  const fourth = `${year}-01-04`;
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(fourth, 7 * (Number(number) - 1) - weekday);
}

const mostReported = (a: WeekLaunch, b: WeekLaunch): number => b.articles - a.articles || (a.id < b.id ? -1 : 1);

function moved(launches: WeekLaunch[], end: string): RankChange[] {
  const now = ranks(launches, end);
  const then = ranks(launches, addDays(end, -7));
  return [...now.values()]
    .map((entry) => ({ ...entry, before: then.get(entry.vendorId)?.rank ?? null }))
    .filter(({ rank, before, launches: count }) => {
      const among = rank <= RANKED || (before !== null && before <= RANKED);
      return among && count >= FEWEST && before !== rank;
    })
    .sort((a, b) => a.rank - b.rank || (a.vendorId < b.vendorId ? -1 : 1));
}

/** Vendors by launches of the thirteen weeks that end on a day; equal counts share a rank. */
function ranks(launches: WeekLaunch[], end: string): Map<string, Omit<RankChange, "before">> {
  const first = addDays(end, 1 - RANK_DAYS);
  const counts = new Map<string, Omit<RankChange, "before" | "rank">>();
  for (const { vendor_id, vendor, vendor_en, date } of launches) {
    if (!vendor_id || !date || date < first || date > end) continue;
    const known = counts.get(vendor_id);
    if (known) known.launches++;
    else {
      counts.set(vendor_id, {
        vendorId: vendor_id,
        vendor: vendor ?? vendor_id,
        vendorEn: vendor_en ?? vendor ?? vendor_id,
        launches: 1,
      });
    }
  }
  const sorted = [...counts.values()].sort((a, b) => b.launches - a.launches);
  return new Map(
    sorted.map((entry) => [
      entry.vendorId,
      { ...entry, rank: 1 + sorted.findIndex((other) => other.launches === entry.launches) },
    ]),
  );
}
