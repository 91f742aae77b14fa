import { ADVANCES } from "./advances.ts";

export type Lang = "zh" | "en";
export interface Text {
  zh: string;
  en: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ELLIPSIS = "…";

/** Width of a line in pixels: of a text, its size in pixels, and whether it is bold. */
export type Measure = (text: string, size: number, bold?: boolean) => number;

const FIRST_KNOWN = 0x20;
/** Narrow letters beyond ASCII, in ems; the font draws other signs, quotation marks and arrows full width. */
const LETTER = 0.62;

/** Width of a line by the metrics of the font that pictures are drawn with. */
export const textWidth: Measure = (text, size, bold = false) => {
  const advances = ADVANCES[bold ? "bold" : "regular"];
  let ems = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const known = advances[code - FIRST_KNOWN];
    ems += known !== undefined ? known / 1000 : code < 0x2010 ? LETTER : 1;
  }
  return ems * size;
};

/** Cuts a line that is wider than it may be and ends it with an ellipsis. */
export function clipped(text: string, width: number, size: number, measure: Measure = textWidth): string {
  if (measure(text, size) <= width) return text;
  const chars = [...text];
  while (chars.length > 1 && measure(chars.join("") + ELLIPSIS, size) > width) chars.pop();
  return chars.join("").trimEnd() + ELLIPSIS;
}

/** Marks that may not end a line, and marks that may not begin one. */
const OPENING = "（《「『【“‘";
const CLOSING = "，。；：、）》」』】！？”’%…·";
const PIECES = new RegExp(
  `[${OPENING}]*(?:[\\u2e80-\\uffff]|[^\\s\\u2e80-\\uffff${OPENING}]+)[${CLOSING}]*\\s*|\\s+`,
  "gu",
);

/**
 * Breaks a text into lines: between words, or before a full-width character that may begin a line; a word wider than a
 * line is cut. What is beyond the last line is left out and marked.
 */
export function wrap(
  text: string,
  width: number,
  size: number,
  { most = Number.POSITIVE_INFINITY, bold = false, measure = textWidth }: Wrapping = {},
): string[] {
  const fits = (line: string) => measure(line.trimEnd(), size, bold) <= width;
  const pieces = (text.match(PIECES) ?? []).flatMap((piece) => (fits(piece) ? [piece] : [...piece]));
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (line && !fits(line + piece)) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim()) lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), clipped(lines.slice(most - 1).join(" "), width, size, measure)];
}

export interface Wrapping {
  /** Lines at most. */
  most?: number;
  bold?: boolean;
  measure?: Measure;
}

/** A whole or decimal number in the reader's way of grouping. */
export function count(value: number, lang: Lang, digits = 0): string {
  return value.toLocaleString(lang === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: digits });
}

export const percent = (share: number): string => (share > 0 && share < 0.005 ? "<1%" : `${Math.round(share * 100)}%`);

/** `2026-05` or a day of that month as people write the month. */
export function monthName(day: string, lang: Lang): string {
  const [year = "", month = "1"] = day.split("-");
  return lang === "zh" ? `${year} 年 ${Number(month)} 月` : `${MONTHS[Number(month) - 1]} ${year}`;
}

/** From one month to another of the same or another year: `May–Jul 2026`. */
export function monthSpan(first: string, last: string, lang: Lang): string {
  if (first === last) return monthName(first, lang);
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  if (!sameYear) return [first, last].map((month) => monthName(month, lang)).join({ zh: "至 ", en: "–" }[lang]);
  const [from, to] = [first, last].map((month) => Number(month.slice(5, 7)));
  if (lang === "en") return `${MONTHS[(from ?? 1) - 1]}–${monthName(last, lang)}`;
  return `${first.slice(0, 4)} 年 ${from}–${to} 月`;
}

export function dayName(day: string, lang: Lang): string {
  const [year = "", month = "1", date = "1"] = day.split("-");
  return lang === "zh"
    ? `${year} 年 ${Number(month)} 月 ${Number(date)} 日`
    : `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** Day and minute of a stamp `2026-11-25 12:53` or `2026-11-25T12:53…`, Beijing time. */
export const timeName = (stamp: string, lang: Lang): string =>
  `${dayName(stamp.slice(0, 10), lang)} ${stamp.slice(11, 16)}`;

/** `2026-Q2` as people write it. */
export function quarterName(quarter: string, lang: Lang): string {
  const [year = "", part = ""] = quarter.split("-Q");
  return lang === "zh" ? `${year} 年${"一二三四"[Number(part) - 1]}季度` : `Q${part} ${year}`;
}

/** From one quarter to another, or the one where they are the same. */
export function quarterSpan(first: string, last: string, lang: Lang): string {
  if (first === last) return quarterName(first, lang);
  return `${quarterName(first, lang)}${{ zh: "至 ", en: " to " }[lang]}${quarterName(last, lang)}`;
}

/** The span of the quarters that rows speak of. */
export function spanOf(rows: readonly { quarter: string }[], lang: Lang): string {
  const quarters = rows.map(({ quarter }) => quarter).sort();
  return quarterSpan(quarters[0] ?? "", quarters.at(-1) ?? "", lang);
}

/** `2026-W07` as people write it. */
export function weekName(week: string, lang: Lang): string {
  const [year = "", part = ""] = week.split("-W");
  return lang === "zh" ? `${year} 年第 ${Number(part)} 周` : `week ${Number(part)} of ${year}`;
}

/** Tick of a time axis: the year where it begins, the month otherwise; the first one tells the year in any case. */
export function monthTick(date: Date, lang: Lang, first = false): string {
  const month = date.getUTCMonth();
  if (first && month > 0) return monthName(date.toISOString().slice(0, 7), lang);
  if (month === 0) return lang === "zh" ? `${date.getUTCFullYear()} 年` : String(date.getUTCFullYear());
  return lang === "zh" ? `${month + 1} 月` : (MONTHS[month] ?? "");
}

/** Names in a row: `A、B 和 C`, `A, B and C`. */
export function listed(names: string[], lang: Lang): string {
  const [last, ...before] = [...names].reverse();
  if (!before.length) return last ?? "";
  const head = before.reverse().join(lang === "zh" ? "、" : ", ");
  return lang === "zh" ? `${head}和${last}` : `${head} and ${last}`;
}

/** Text that came from outside, fit for one line of a picture: no control or direction characters, no line breaks. */
export function plain(text: string | null): string {
  return (text ?? "")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toWellFormed();
}

/** A sentence without its full stop, to stand inside another. */
export const sentence = (text: string): string => plain(text).replace(/[。.]+$/, "");

/** Who said something; a name given as `中文名 (English name)` in the reader's language. */
export function speaker(name: string, lang: Lang): string {
  const [, zh, en] = /^([^(]+) \(([^)]+)\)$/.exec(plain(name)) ?? [];
  return (lang === "zh" ? zh : en) ?? plain(name);
}

/** A sentence's first letter in upper case; for sentences that begin with a label, never with a name. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A space between Chinese and Latin letters or digits, as good Chinese typesetting has it; quotations stay as they are. */
export const spaced = (text: string): string =>
  text.replace(/“[^”]*”|[A-Za-z0-9%](?=\p{Script=Han})|\p{Script=Han}(?=[A-Za-z0-9])/gu, (part) =>
    part.startsWith("“") ? part : `${part} `,
  );
