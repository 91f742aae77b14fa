export type Lang = "zh" | "en";
export interface Text {
  zh: string;
  en: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ELLIPSIS = "…";

/** Width of a line in pixels, estimated: full-width characters take one em, Latin letters about half of one. */
export function textWidth(text: string, size: number, bold = false): number {
  let ems = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x2e80 || char === ELLIPSIS) ems += 1;
    else if (/[A-Z0-9%&@#MW—]/.test(char)) ems += 0.62;
    else if (/[ .,:;'|()[\]ijlft\-·]/.test(char)) ems += 0.31;
    else ems += 0.54;
  }
  return ems * size * (bold ? 1.04 : 1);
}

/** Cuts a line that is wider than it may be and ends it with an ellipsis. */
export function clipped(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const chars = [...text];
  while (chars.length > 1 && textWidth(chars.join("") + ELLIPSIS, size) > width) chars.pop();
  return chars.join("").trimEnd() + ELLIPSIS;
}

/** Breaks a text into lines: between words, or before any full-width character that may begin a line. */
export function wrap(text: string, width: number, size: number, maxLines: number, bold = false): string[] {
  const pieces =
    text.match(/[\u2e80-\uffff][，。；：、）》」』！？”%]*|[^\s\u2e80-\uffff]+[，。；：、）》」』！？”]*\s*|\s+/gu) ??
    [];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (line && textWidth((line + piece).trimEnd(), size, bold) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim()) lines.push(line.trimEnd());
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  kept[maxLines - 1] = clipped(`${kept[maxLines - 1]}${ELLIPSIS}${ELLIPSIS}`, width, size);
  return kept;
}

/** A whole or decimal number in the reader's way of grouping. */
export function count(value: number, lang: Lang, digits = 0): string {
  return value.toLocaleString(lang === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: digits });
}

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** `2026-05` or a day of that month as people write the month. */
export function monthName(day: string, lang: Lang): string {
  const [year = "", month = "1"] = day.split("-");
  return lang === "zh" ? `${year} 年 ${Number(month)} 月` : `${MONTHS[Number(month) - 1]} ${year}`;
}

export function dayName(day: string, lang: Lang): string {
  const [year = "", month = "1", date = "1"] = day.split("-");
  return lang === "zh"
    ? `${year} 年 ${Number(month)} 月 ${Number(date)} 日`
    : `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

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

/** Tick of a time axis: the year where it begins, the month otherwise. */
export function monthTick(date: Date, lang: Lang): string {
  const month = date.getUTCMonth();
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
