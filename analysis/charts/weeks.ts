import type { ChartOptions } from "./chart.ts";
import { isUnfinished } from "./periods.ts";
import { count, weekName } from "./text.ts";

/** What `launches_by_week` says of one week and tier, as far as the finding needs it. */
export interface WeekRow {
  week: string;
  week_start: string;
  week_end: string;
  launches: number;
  items: number;
}

/** A week with the launches of all tiers; `row` is one of its rows, for what they have in common. */
export interface Week<Row extends WeekRow> {
  week: string;
  start: string;
  end: string;
  launches: number;
  items: number;
  row: Row;
}

const BEFORE = 8;
/** A change smaller than this share is no news. */
const NOTABLE = 0.2;

/**
 * How the newest complete week compares with the eight before, counted and per item collected; weeks in which far less
 * was collected than usual are passed over.
 */
export function weekFinding(rows: WeekRow[], options: ChartOptions): string {
  const { lang } = options;
  const complete = weeksOf(rows).filter((week) => week.items > 0 && !isUnfinished(week.end, options));
  const usual = median(complete.map((week) => week.items));
  const at = complete.findLastIndex((week) => week.items >= usual / 2);
  const last = complete[at];
  const before = complete.slice(Math.max(0, at - BEFORE), at);
  if (!last || before.length < BEFORE) {
    const total = complete.reduce((sum, week) => sum + week.launches, 0);
    return {
      zh: `${complete.length} 个完整的周里共有 ${total} 个发布`,
      en: `${total} launches in ${complete.length} complete weeks`,
    }[lang];
  }
  const mean = sum(before, "launches") / BEFORE;
  const raw = change(last.launches, mean);
  const normalised = change(last.launches / last.items, sum(before, "launches") / sum(before, "items"));
  const head = {
    zh: `${weekName(last.week, "zh")}发布 ${last.launches} 个`,
    en: `${last.launches} launches in ${weekName(last.week, "en")}`,
  }[lang];
  const average = count(mean, lang, 1);
  if (raw === 0)
    return {
      zh: `${head}，与此前八周的均值 ${average} 个相当`,
      en: `${head}, as in the eight weeks before (${average} a week)`,
    }[lang];
  const told = {
    zh: `${head}，${raw > 0 ? "多" : "少"}于此前八周的均值 ${average} 个`,
    en: `${head}, ${raw > 0 ? "more" : "fewer"} than in the eight weeks before (${average} a week)`,
  }[lang];
  if (raw === normalised) return told;
  return (
    told +
    {
      zh: "，但收录量也变了，按条目折算并无此变化",
      en: "; but coverage changed too: per item collected there is no such change",
    }[lang]
  );
}

/** Rows of the same week as one, in their order. */
export function weeksOf<Row extends WeekRow>(rows: Row[]): Week<Row>[] {
  const weeks = new Map<string, Week<Row>>();
  for (const row of rows) {
    const week = weeks.get(row.week) ?? {
      week: row.week,
      start: row.week_start,
      end: row.week_end,
      launches: 0,
      items: row.items,
      row,
    };
    week.launches += row.launches;
    weeks.set(row.week, week);
  }
  return [...weeks.values()];
}

const sum = (weeks: Week<WeekRow>[], field: "launches" | "items"): number =>
  weeks.reduce((total, week) => total + week[field], 0);

/** A week in which far less was collected than usual can carry no finding. */
function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function change(now: number, before: number): -1 | 0 | 1 {
  if (before === 0) return now > 0 ? 1 : 0;
  const ratio = now / before - 1;
  return ratio > NOTABLE ? 1 : ratio < -NOTABLE ? -1 : 0;
}
