import type { PublishedFrom } from "../../types.ts";
import { parseTime, type WrittenTime } from "./times.ts";

export interface Published {
  published: string | null;
  publishedPrecision: "second" | "minute" | "day" | null;
  publishedFrom: PublishedFrom | null;
}

/** A time with where it stands and how sure it is that it is the article's (higher is surer). */
export interface TimeCandidate {
  time: WrittenTime;
  from: PublishedFrom;
  score: number;
}

const UNDATED: Published = { published: null, publishedPrecision: null, publishedFrom: null };

/**
 * The surest candidate. A day is made finer by another candidate of the same day, a minute by one of the same minute;
 * a relative time (昨天) holds only where nothing else is known.
 */
export function choosePublished(candidates: TimeCandidate[]): Published {
  const absolute = candidates.filter(({ time }) => !time.relative);
  const pool = absolute.length > 0 ? absolute : candidates;
  const [best] = [...pool].sort((a, b) => b.score - a.score);
  if (!best) return UNDATED;
  const finer = pool
    .filter(({ time }) => rank(time) > rank(best.time) && agrees(time, best.time))
    .sort((a, b) => b.score - a.score || rank(b.time) - rank(a.time))[0];
  const chosen = finer ?? best;
  return { published: chosen.time.iso, publishedPrecision: chosen.time.precision, publishedFrom: chosen.from };
}

/** Candidates from values as written; impossible and future ones are left out. */
export function candidatesOf(values: string[], from: PublishedFrom, score: number, fetchedAt: string): TimeCandidate[] {
  return values.flatMap((value, at) => {
    const time = parseTime(value, fetchedAt);
    return time ? [{ time, from, score: score - at * 0.01 }] : [];
  });
}

/** The day that an address names: `/2019/09/07/`, `/2019-09-07/`, `/20190907/`, `t20190918_`. */
export function timeOfAddress(url: string | null, fetchedAt: string): TimeCandidate[] {
  if (url === null) return [];
  const match =
    /[/_-](20\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.-])/.exec(url) ??
    /[/_t](20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.-]|\d{4,8}\b)/.exec(url);
  return match ? candidatesOf([`${match[1]}-${match[2]}-${match[3]}`], "address", 0, fetchedAt) : [];
}

const rank = (time: WrittenTime) => ({ day: 0, minute: 1, second: 2 })[time.precision];

/** Midnight sharp and the last second of a day are what programs write for a day without a time. */
function agrees(finer: WrittenTime, coarse: WrittenTime): boolean {
  if (coarse.precision === "day" && /T(?:00:00:00|23:59:59)/.test(finer.iso)) return false;
  return finer.iso.startsWith(coarse.precision === "day" ? coarse.iso : coarse.iso.slice(0, 16));
}
