/** A point in time as a page writes it: Beijing wall-clock where it names no zone. */
export interface WrittenTime {
  /** ISO 8601 with offset, or `YYYY-MM-DD`. */
  iso: string;
  precision: "second" | "minute" | "day";
  /** True for 3小时前 or 昨天: as good as the moment at which the page was fetched. */
  relative: boolean;
  /** Where the written form begins and ends in the text. */
  start: number;
  end: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEIJING = 8 * HOUR;
const EARLIEST = Date.UTC(1994, 0, 1);
const LONGEST = 600;

const CLOCK = String.raw`(?:(?:T|\s{0,6}|[日号]\s{0,3}|\s?[,，·•|-]\s?)(上午|下午|晚上|凌晨|早上|中午|AM|PM)?\s?(\d{1,2})\s?(?:[:：]|时|點|点)\s?(\d{2})(?:分)?(?:\s?[:：]?(\d{2})(?:秒|\.\d{1,9})?)?\s?(AM|PM)?(?:\s{0,2}(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?`;
const FORMS = new RegExp(
  [
    String.raw`(?<![\d.])(19[89]\d|20\d\d)\s?(?:[-/.年–\s]|－)\s?(\d{1,2})\s?(?:[-/.月–]|－)\s?(\d{1,2})(?!\d)\s?(?:日|号)?${CLOCK}`,
    String.raw`(?<!\d)(\d{1,2})/(\d{1,2})/(20\d\d)${CLOCK}`,
    String.raw`民[國国]\s?(\d{2,3})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日${CLOCK}`,
    String.raw`(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s)?(\d{1,2})\s(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,?\s(20\d\d)${CLOCK}`,
    String.raw`(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(20\d\d)${CLOCK}`,
    String.raw`(?<![\d年])(\d{1,2})\s?月\s?(\d{1,2})\s?日${CLOCK}`,
    String.raw`(?<![\d/.-])(\d{1,2})[-/](\d{1,2})\s(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?!\d)`,
    String.raw`(今天|今日|昨天|昨日|前天)\s{0,3}(\d{1,2})[:：](\d{2})`,
    "(今天|昨天|前天|刚刚)",
    String.raw`(\d{1,3}|半)\s?个?(秒钟?|分钟|小时|天|周|星期|分鐘|小時)\s?(?:之)?[前]`,
    String.raw`(?<![\d.-])(\d{2})-(\d{2})-(\d{2})\s{1,2}(\d{2}):(\d{2})(?!\d)`,
    String.raw`(?<!\d)(20\d\d)(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?(?!\d)`,
  ].join("|"),
  "gi",
);
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The first time in a text, or of a whole value; epochs in seconds or milliseconds too. Null where none is possible. */
export function parseTime(value: string, fetchedAt: string): WrittenTime | null {
  const text = value.trim();
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (day) return fromWall(Number(day[1]), Number(day[2]), Number(day[3]), [], fetchedAt, 0, value.length);
  if (/^\d{10}$/.test(text) || /^\d{13}$/.test(text)) {
    const epoch = text.length === 10 ? Number(text) * 1000 : Number(text);
    return checked(epoch, "second", false, fetchedAt, 0, value.length);
  }
  return timesIn(text, fetchedAt)[0] ?? null;
}

/**
 * All times in a text, in order. Impossible ones (month 13, before 1994) and those more than a day after `fetchedAt`
 * are left out, not repaired; 月日 without a year is the latest such day not after it.
 */
export function timesIn(text: string, fetchedAt: string): WrittenTime[] {
  const found: WrittenTime[] = [];
  for (const match of text.slice(0, LONGEST).matchAll(FORMS)) {
    const time = read(match, fetchedAt);
    if (time) found.push(time);
  }
  return found;
}

function read(match: RegExpMatchArray, fetchedAt: string): WrittenTime | null {
  const start = match.index ?? 0;
  const end = start + match[0].trimEnd().length;
  const g = match.slice(1);
  const n = (at: number) => Number(g[at]);
  const month = (at: number) => MONTHS.indexOf((g[at] ?? "").toLowerCase()) + 1;
  const wall = (year: number, mon: number, day: number, clock: (string | undefined)[]) =>
    fromWall(year, mon, day, clock, fetchedAt, start, end);
  const clockAt = (at: number) => g.slice(at, at + 6);
  if (g[0] !== undefined) return wall(n(0), n(1), n(2), clockAt(3));
  if (g[9] !== undefined) return wall(n(11), n(9), n(10), clockAt(12));
  if (g[18] !== undefined) return wall(n(18) + 1911, n(19), n(20), clockAt(21));
  if (g[27] !== undefined) return wall(n(29), month(28), n(27), clockAt(30));
  if (g[36] !== undefined) return wall(n(38), month(36), n(37), clockAt(39));
  if (g[45] !== undefined) return withoutYear(n(45), n(46), clockAt(47), fetchedAt, start, end);
  if (g[53] !== undefined) return withoutYear(n(53), n(54), [undefined, g[55], g[56], g[57]], fetchedAt, start, end);
  const now = Date.parse(fetchedAt);
  if (g[58] !== undefined || g[61] !== undefined) return namedDay(g, now, fetchedAt, start, end);
  if (g[62] !== undefined) return ago(g[62], g[63] ?? "", now, fetchedAt, start, end);
  if (g[64] !== undefined) return wall(n(64) + 2000, n(65), n(66), [undefined, g[67], g[68]]);
  return wall(n(69), n(70), n(71), [undefined, g[72], g[73], g[74]]);
}

function fromWall(
  year: number,
  month: number,
  day: number,
  [half, hour, minute, second, halfAfter, zone]: (string | undefined)[],
  fetchedAt: string,
  start: number,
  end: number,
): WrittenTime | null {
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour === undefined) return checked(midnight - BEIJING, "day", false, fetchedAt, start, end);
  let hours = Number(hour);
  const part = (half ?? halfAfter ?? "").toLowerCase();
  if (/^(?:下午|晚上|pm)$/.test(part) && hours < 12) hours += 12;
  if (part === "am" && hours === 12) hours = 0;
  const minutes = Number(minute);
  const seconds = Number(second ?? 0);
  if (hours > 24 || minutes > 59 || seconds > 60) return null;
  const instant = midnight + hours * HOUR + minutes * 60_000 + seconds * 1000 - offset(zone);
  return checked(instant, second === undefined ? "minute" : "second", false, fetchedAt, start, end);
}

function withoutYear(
  month: number,
  day: number,
  clock: (string | undefined)[],
  fetchedAt: string,
  start: number,
  end: number,
): WrittenTime | null {
  const year = new Date(Date.parse(fetchedAt) + BEIJING).getUTCFullYear();
  for (const candidate of [year, year - 1]) {
    const time = fromWall(candidate, month, day, clock, fetchedAt, start, end);
    if (time && Date.parse(withZone(time.iso)) <= Date.parse(fetchedAt)) return time;
  }
  return null;
}

function namedDay(
  g: (string | undefined)[],
  now: number,
  fetchedAt: string,
  start: number,
  end: number,
): WrittenTime | null {
  const name = g[58] ?? g[61] ?? "";
  if (name === "刚刚") return checked(now, "minute", true, fetchedAt, start, end);
  const back = name.startsWith("今") ? 0 : name.startsWith("昨") ? 1 : 2;
  const day = new Date(now + BEIJING - back * DAY);
  const clock = g[58] === undefined ? [] : [undefined, g[59], g[60]];
  const time = fromWall(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate(), clock, fetchedAt, start, end);
  return time && { ...time, relative: true };
}

function ago(count: string, unit: string, now: number, fetchedAt: string, start: number, end: number) {
  const amount = count === "半" ? 0.5 : Number(count);
  if (/^[天周星]/.test(unit))
    return checked(now - amount * (unit === "天" ? DAY : 7 * DAY), "day", true, fetchedAt, start, end);
  const length = unit.startsWith("秒") ? 1000 : unit.startsWith("分") ? 60_000 : HOUR;
  return checked(now - amount * length, "minute", true, fetchedAt, start, end);
}

function checked(
  instant: number,
  precision: WrittenTime["precision"],
  relative: boolean,
  fetchedAt: string,
  start: number,
  end: number,
): WrittenTime | null {
  if (!Number.isFinite(instant) || instant < EARLIEST || instant > Date.parse(fetchedAt) + DAY) return null;
  const beijing = new Date(instant + BEIJING).toISOString();
  const iso = precision === "day" ? beijing.slice(0, 10) : `${beijing.slice(0, 19)}+08:00`;
  return { iso, precision, relative, start, end };
}

function offset(zone: string | undefined): number {
  if (zone === undefined) return BEIJING;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * HOUR + Number(match[3]) * 60_000);
}

const withZone = (iso: string) => (iso.length === 10 ? `${iso}T00:00:00+08:00` : iso);
