const BEIJING_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

export interface ListTime {
  /** Milliseconds since 1970; the end of the day where only a day is told. */
  time: number;
  /** ISO 8601 with offset, or a day `YYYY-MM-DD`. */
  iso: string;
}

/**
 * A time as lists write it. What names no zone is Beijing time; relative times count from the moment of the answer; a
 * date without a year is the latest one that is not in the future.
 * @returns null where it is none: a time is never guessed
 */
export function listTime(written: unknown, fetchedAt: string): ListTime | null {
  if (typeof written === "number") return epoch(written);
  if (typeof written !== "string") return null;
  const text = written.replace(/\s+/g, " ").trim().slice(0, 80);
  if (/^\d{10}(?:\d{3})?$/.test(text)) return epoch(Number(text));
  const now = Date.parse(fetchedAt);
  return absolute(text) ?? relative(text, now) ?? withoutYear(text, now) ?? zoned(text) ?? atEnd(text);
}

function epoch(value: number): ListTime | null {
  const ms = value > 1e11 ? value : value * 1000;
  return ms > 0 && ms < 4e12 ? instant(ms) : null;
}

function absolute(text: string): ListTime | null {
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]{0,2}(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(Z|[+-]\d{2}:?\d{2})?)?/.exec(
      text,
    );
  if (!found) {
    const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
    if (!american) return null;
    const [, month, day, year, hour, minute, second] = american;
    return build([year, month, day, hour, minute, second]);
  }
  const [, year, month, day, hour, minute, second, zone] = found;
  return build([year, month, day, hour, minute, second], zone);
}

function relative(text: string, now: number): ListTime | null {
  if (/^刚刚/.test(text)) return instant(now);
  const ago = /^(\d{1,3}) ?(分钟|小时|天)前/.exec(text);
  if (ago) {
    const unit = { 分钟: 60_000, 小时: 3_600_000, 天: DAY_MS }[ago[2] ?? ""] ?? 0;
    const ms = now - Number(ago[1]) * unit;
    return ago[2] === "天" ? wholeDay(ms) : instant(ms);
  }
  const named = /^(今天|昨天|前天) ?(?:(\d{1,2}):(\d{2}))?/.exec(text);
  if (!named) return null;
  const day = now - { 今天: 0, 昨天: 1, 前天: 2 }[named[1] as "今天"] * DAY_MS;
  const [year, month, date] = beijing(day).slice(0, 10).split("-");
  return build([year, month, date, named[2], named[3]]);
}

function withoutYear(text: string, now: number): ListTime | null {
  const found = /^(\d{1,2})[-/月](\d{1,2})日?(?: ?(\d{1,2}):(\d{2}))?/.exec(text);
  if (!found) return null;
  const [, month, day, hour, minute] = found;
  const year = Number(beijing(now).slice(0, 4));
  const thisYear = build([String(year), month, day, hour, minute]);
  const start = thisYear && (hour ? thisYear.time : thisYear.time - DAY_MS);
  return start !== null && start > now ? build([String(year - 1), month, day, hour, minute]) : thisYear;
}

/** RFC 822 and other forms that name their zone; without one the reader's own zone would slip in. */
function zoned(text: string): ListTime | null {
  if (!/(?:GMT|UTC|Z|[A-Z]{3}|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : instant(ms);
}

/** A day that ends a line, as side bars write it behind a title. */
function atEnd(text: string): ListTime | null {
  const found = / (\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  return found && build(found.slice(1));
}

function build(parts: (string | undefined)[], zone?: string): ListTime | null {
  const [year = "", month = "", day = "", hour, minute = "00", second = "00"] = parts;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const midnight = Date.parse(`${date}T00:00:00+08:00`);
  if (Number.isNaN(midnight) || beijing(midnight).slice(0, 10) !== date) return null;
  if (hour === undefined) return { time: midnight + DAY_MS - 1, iso: date };
  const offset = zone === undefined ? "+08:00" : zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const ms = Date.parse(`${date}T${hour.padStart(2, "0")}:${minute}:${second}${offset}`);
  return Number.isNaN(ms) ? null : instant(ms);
}

const instant = (ms: number): ListTime => ({ time: ms, iso: `${beijing(ms).slice(0, 19)}+08:00` });

function wholeDay(ms: number): ListTime | null {
  const [year, month, day] = beijing(ms).slice(0, 10).split("-");
  return build([year, month, day]);
}

const beijing = (ms: number): string => new Date(ms + BEIJING_MS).toISOString();
