import type { Boilerplate } from "./boilerplate.ts";
import type { Line } from "./clean.ts";

const FEWEST = 3;
const MOST = 200;
const NUMBERED =
  /^(?:\d{1,2}\s?[、.．)）]|[（(]\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、|NO\.?\s?\d{1,2})\s?(.{4,120})$/u;
const MARKED = /^(?:[●◆■▍▎▌▶►★☆◎•·]|【)\s?(.{4,120})$/u;
const BRACKETED = /^【([^】]{4,80})】\s*(.*)$/u;

/**
 * The items of a digest page (早报, 8点1氪, AI日报) in page order: one for each heading, number or mark that begins an
 * item. Empty where the page is an ordinary article.
 */
export function digestParts(title: string, lines: Line[], boilerplate: Boilerplate): { title: string; text: string }[] {
  if (!boilerplate.digestTitles.test(title)) return [];
  for (const begins of [bracketed, heading, numbered, marked]) {
    const parts = split(lines, begins);
    if (parts.length >= FEWEST) return parts.slice(0, MOST);
  }
  return [];
}

type Begins = (line: Line) => { title: string; text: string } | null;

const bracketed: Begins = ({ text }) => {
  const match = BRACKETED.exec(text.slice(0, 2000));
  return match?.[1] ? { title: match[1].trim(), text: text.slice(text.indexOf("】") + 1).trim() } : null;
};
const heading: Begins = (line) =>
  line.heading && line.text.length >= 6 ? { title: unnumbered(line.text), text: "" } : null;
const numbered: Begins = ({ text }) => titled(NUMBERED.exec(text.slice(0, 130))?.[1], text);
const marked: Begins = ({ text }) => titled(MARKED.exec(text.slice(0, 130))?.[1], text);

function titled(found: string | undefined, text: string) {
  return found && text.length <= 130 ? { title: found.trim(), text: "" } : null;
}

const unnumbered = (text: string) => NUMBERED.exec(text)?.[1]?.trim() ?? text;

/** Items with a text; a heading that only groups others (今日要闻) has none and is no item. */
function split(lines: Line[], begins: Begins): { title: string; text: string }[] {
  const parts: { title: string; text: string[] }[] = [];
  for (const line of lines) {
    const start = begins(line);
    if (start) parts.push({ title: start.title, text: start.text ? [start.text] : [] });
    else parts.at(-1)?.text.push(line.text);
  }
  return parts
    .filter((part) => part.text.length > 0)
    .map((part) => ({ title: part.title, text: part.text.join("\n") }));
}
