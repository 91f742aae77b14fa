import { foldUnits } from "./fold.ts";
import type { TitleFeatures } from "./titles.ts";

/** Characters that name what a headline is about, where no colon says so. */
const LEAD = 3;
const LONGEST_HEAD = 12;
/** A column's name before the headline: 【快讯】, 业绩快报 |. */
const COLUMN = /^\s*(?:[【[][^】\]]{1,12}[】\]]|[^|｜丨]{1,8}[|｜丨])\s*/u;
const HEAD = /^([^:：]{2,12})[:：]/u;
/** Which part of a series or issue of a column a headline is: （一）, (下), 之三, 第 164 期, Part 2. */
const PART =
  /[（(【[]([一二三四五六七八九十上中下]{1,3}|\d{1,2}(?:\/\d{1,2})?)[）)】\]]|第\s?(\d{1,5}|[一二三四五六七八九十百]{1,5})\s?(?:期|集|讲|篇|章|回|弹|部分)|之([一二三四五六七八九十])(?=$|[\s:：,，])|\bpart\s?(\d{1,2})\b/iu;

/** What a headline begins with, folded: the speaker or company before its colon, else its first three characters. */
function leadOfTitle(title: string): string {
  const rest = title.slice(0, 100).replace(COLUMN, "");
  const head = HEAD.exec(rest)?.[1] ?? "";
  const units = foldUnits(head || rest.slice(0, LONGEST_HEAD));
  return String.fromCharCode(...(head ? units : units.subarray(0, LEAD)));
}

/** The number of a part or issue as it is written, or null. */
function partOfTitle(title: string): string | null {
  const match = PART.exec(title);
  return match ? (match[1] ?? match[2] ?? match[3] ?? match[4] ?? null) : null;
}

type Title = Pick<TitleFeatures, "written" | "units">;

/** True where each headline begins with a name of which the other has no two characters in a row. */
export function otherLeads(a: Title, b: Title): boolean {
  return lacksLead(leadOfTitle(a.written), b.units) && lacksLead(leadOfTitle(b.written), a.units);
}

/** True where both say which part of a series or issue of a column they are, and say another one. */
export function otherParts(a: Title, b: Title): boolean {
  const part = partOfTitle(a.written);
  if (part === null) return false;
  const other = partOfTitle(b.written);
  return other !== null && part !== other;
}

function lacksLead(lead: string, units: Uint16Array): boolean {
  if (lead.length < 2) return false;
  const other = String.fromCharCode(...units);
  for (let at = 0; at + 1 < lead.length; at++) if (other.includes(lead.slice(at, at + 2))) return false;
  return true;
}

/**
 * True where two headlines are word for word the same but for one name: what stands before and behind is the same, and
 * most of both; what differs is of two characters or more and has none in common.
 */
export function oneNameApart(a: Uint16Array, b: Uint16Array): boolean {
  const shorter = Math.min(a.length, b.length);
  let begin = 0;
  while (begin < shorter && a[begin] === b[begin]) begin++;
  let end = 0;
  while (end < shorter - begin && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [x, y] = [a.subarray(begin, a.length - end), b.subarray(begin, b.length - end)];
  if (x.length < 2 || y.length < 2 || x.length + y.length > begin + end) return false;
  return !x.some((unit) => y.includes(unit));
}
