/** A day on which something is to come; offsets in UTF-16 units. */
export interface PlannedDate {
  start: number;
  end: number;
  /** `YYYY-MM-DD` */
  day: string;
}

const DAY = /(?:(20\d\d)\s?年\s?)?(1[0-2]|0?[1-9])\s?月\s?(3[01]|[12]\d|0?[1-9])\s?[日号]/g;
const RELATIVE = /(明天|明日|后天)|(本周|这周|下周)([一二三四五六日天])/g;
const PLAN =
  /(?:将于|将在|计划|拟于|拟在|预计|定于|定档|有望|或于|或将|即将|将会|宣布于|会在|要在|计划在|准备在|官宣)[^。；！？\n]{0,14}$/;
const THEN =
  /^[^。；！？\n]{0,6}(?:将|拟|计划|正式)?(?:发布|推出|上线|亮相|开源|公测|内测|发售|登场|揭晓|举行|召开|开放)/;
const WINDOW = 24;
const DAY_MS = 86_400_000;
const MONTHS_AHEAD = 10;

/**
 * Days that a plan names, resolved against the item's day: a month and day without a year is the next such day.
 * Without the item's day, only days with their year are resolved. Past days are no plans.
 */
export function plannedDates(text: string, published: string | null): PlannedDate[] {
  const base =
    published && /^\d{4}-\d\d-\d\d/.test(published) ? Date.parse(`${published.slice(0, 10)}T00:00:00Z`) : null;
  const found: PlannedDate[] = [];
  const add = (start: number, written: string, time: number | null) => {
    const before = text.slice(Math.max(0, start - WINDOW), start);
    const after = text.slice(start + written.length, start + written.length + WINDOW);
    if (
      time === null ||
      (!PLAN.test(before) &&
        !(/将$|于$|在$/.test(before) && THEN.test(after)) &&
        !/^[^。；\n]{0,4}(?:将|拟|计划)/.test(after))
    )
      return;
    if (base !== null && time < base) return;
    found.push({ start, end: start + written.length, day: new Date(time).toISOString().slice(0, 10) });
  };
  if (text.includes("月")) for (const match of text.matchAll(DAY)) add(match.index, match[0], calendarDay(match, base));
  if (base !== null) for (const match of text.matchAll(RELATIVE)) add(match.index, match[0], relativeDay(match, base));
  return found.sort((a, b) => a.start - b.start);
}

function calendarDay([, year, month, day]: RegExpExecArray, base: number | null): number | null {
  const at = (y: number): number | null => {
    const time = Date.UTC(y, Number(month) - 1, Number(day));
    return new Date(time).getUTCDate() === Number(day) ? time : null;
  };
  if (year) return at(Number(year));
  if (base === null) return null;
  const same = at(new Date(base).getUTCFullYear());
  const next = at(new Date(base).getUTCFullYear() + 1);
  if (same !== null && same >= base) return same;
  return next !== null && next - base < MONTHS_AHEAD * 30 * DAY_MS ? next : null;
}

function relativeDay([, tomorrow, week, weekday]: RegExpExecArray, base: number): number {
  if (tomorrow) return base + (tomorrow === "后天" ? 2 : 1) * DAY_MS;
  const wanted = "一二三四五六日".indexOf(weekday === "天" ? "日" : (weekday ?? "一"));
  const today = (new Date(base).getUTCDay() + 6) % 7;
  return base + (wanted - today + (week === "下周" ? 7 : 0)) * DAY_MS;
}
