import type { Removed } from "../../types.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { timesIn } from "./times.ts";

/** One line of an article on its way through the clean-up. */
export interface Line {
  text: string;
  heading: boolean;
  code: boolean;
  /** Nothing but links. */
  linked: boolean;
  /** A short line's pieces with spaces between them: inline elements often stand without. */
  spaced?: string;
}

/** Lines at both ends among which bylines and disclaimers are looked for. */
const HEAD = 8;
const TAIL = 14;
const END = 4;

interface Cleaned {
  lines: Line[];
  removed: Removed[];
}

/**
 * Takes away what is no part of the article: its own title, lone `names` of source and author above it, bylines, editors, wrappers, disclaimers, promotion, page
 * furniture, and everything from a block of related articles or comments on.
 */
export function cleanLines(lines: Line[], title: string, names: (string | null)[], boilerplate: Boilerplate): Cleaned {
  const removed: Removed[] = [];
  let kept = cutSections(lines, boilerplate, removed);
  kept = cutInline(kept, boilerplate, removed);
  kept = dropLinkGroups(kept, removed);
  kept = dropLines(kept, title, names, boilerplate, removed);
  return { lines: dropEnds(kept, removed), removed };
}

/** What follows a title such as 相关阅读 goes to the end where little prose follows, otherwise only its links. */
function cutSections(lines: Line[], boilerplate: Boilerplate, removed: Removed[]): Line[] {
  const kept: Line[] = [];
  const after = new Array<number>(lines.length + 1).fill(0);
  for (let at = lines.length - 1; at >= 0; at--) after[at] = (after[at + 1] ?? 0) + proseOf(lines[at] as Line);
  const total = after[0] ?? 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const section =
      line.code || line.text.length > 60 ? undefined : boilerplate.sections.find((one) => one.pattern.test(line.text));
    if (!section) {
      kept.push(line);
      continue;
    }
    const rest = after[at + 1] ?? 0;
    const closing = rest <= total * 0.25 && (total - rest > 0 || section.reason !== "promotion");
    removed.push({ text: line.text, reason: section.reason });
    if (closing) {
      for (const gone of lines.slice(at + 1)) removed.push({ text: gone.text, reason: section.reason });
      break;
    }
    while (at + 1 < lines.length && isCard(lines[at + 1] as Line))
      removed.push({ text: (lines[++at] as Line).text, reason: section.reason });
  }
  return kept;
}

const isCard = (line: Line) => line.linked || (line.text.length < 40 && !/[。！？，]/.test(line.text) && !line.heading);
const proseOf = (line: Line) => (line.linked || !/[，。！？,.]/.test(line.text) ? 0 : line.text.length);

/** Links alone on their lines: two and more in a row, or at the end, lead away from the article. */
function dropLinkGroups(lines: Line[], removed: Removed[]): Line[] {
  return lines.filter((line, at) => {
    if (!line.linked || line.code || /^https?:\/\/\S+$/.test(line.text)) return true;
    const grouped = lines[at - 1]?.linked || lines[at + 1]?.linked || at >= lines.length - 2;
    const pointing = /^(?:[>＞»·•▶►→]|相关|点击|更多|推荐|\[)|[>＞»]$/.test(line.text);
    if (!grouped && !pointing) return true;
    removed.push({ text: line.text, reason: "related" });
    return false;
  });
}

function dropLines(
  lines: Line[],
  title: string,
  names: (string | null)[],
  boilerplate: Boilerplate,
  removed: Removed[],
): Line[] {
  const name = squash(title);
  let begun = false;
  return lines.filter((line, at) => {
    if (line.code) return true;
    begun ||= line.text.length > 80 || /[。！？]$/.test(line.text);
    if (!begun && at < HEAD && (names.includes(line.text) || isDateLine(line.spaced ?? line.text))) {
      removed.push({ text: line.text, reason: "byline" });
      return false;
    }
    const zones = {
      any: true,
      first: !begun && at < HEAD,
      head: at < HEAD,
      tail: at >= lines.length - TAIL,
      end: at >= lines.length - END && at * 2 > lines.length,
    };
    if (at < 4 && name !== "" && squash(line.text) === name) {
      removed.push({ text: line.text, reason: "title" });
      return false;
    }
    const rule = boilerplate.lines.find(
      (one) => zones[one.where] && line.text.length <= one.longest && speaksOf(one.pattern, line.text),
    );
    if (!rule || (lines.length <= 2 && line.text.length > 60)) return true;
    removed.push({ text: line.text, reason: rule.reason });
    return false;
  });
}

/** A line above the first paragraph that holds a date and little else. */
function isDateLine(text: string): boolean {
  const [time] = text.length <= 80 ? timesIn(text, "2999-01-01T00:00:00Z") : [];
  if (!time || /[。！？，]/.test(text)) return false;
  const rest = text.slice(0, time.start) + text.slice(time.end);
  if (rest.length > 40 || rest.split(/[\s|｜·:：/]/).some((piece) => piece.length > 16)) return false;
  return time.precision !== "day" || rest.length <= 6 || /[\s|｜·:：/]\S/.test(rest);
}

/** In a long line a phrase counts only near its beginning: a paragraph that ends in 禁止转载 is still a paragraph. */
function speaksOf(pattern: RegExp, text: string): boolean {
  const found = pattern.exec(text);
  return found !== null && (text.length <= 70 || found.index <= text.length * 0.4);
}

function cutInline(lines: Line[], boilerplate: Boilerplate, removed: Removed[]): Line[] {
  const watermarked = boilerplate.watermarks.filter(
    (mark) => lines.filter((line) => endsWithMark(line.text, mark)).length > 0,
  );
  return lines.map((line) => {
    if (line.code) return line;
    let { text } = line;
    for (const { pattern, reason } of boilerplate.inline) {
      if (reason === "watermark" && watermarked.length === 0) continue;
      const ends = text.length > 400 ? text.length - 200 : 0;
      const tail = text.slice(ends);
      const found = pattern.exec(tail);
      if (!found || (found.index === 0 && found[0].length === tail.length && ends === 0)) continue;
      removed.push({ text: found[0].trim(), reason });
      text = text.slice(0, ends) + tail.slice(0, found.index) + tail.slice(found.index + found[0].length);
    }
    return text === line.text ? line : { ...line, text: text.trim() };
  });
}

const endsWithMark = (text: string, mark: string) =>
  /[。！？”」…；：，]/.test(text.slice(0, -mark.length).at(-1) ?? "") && text.endsWith(mark);

/** Short labels that lost what they stood for are left at the end: a lone 分享 or a heading without text. */
function dropEnds(lines: Line[], removed: Removed[]): Line[] {
  const kept = lines.filter((line) => line.text.trim() !== "");
  while (kept.length > 1) {
    const last = kept.at(-1) as Line;
    if (!last.heading || last.text.length > 16 || /[。！？]/.test(last.text)) break;
    removed.push({ text: last.text, reason: "furniture" });
    kept.pop();
  }
  return kept;
}

/** A text without space, marks and case, to compare titles. */
export const squash = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/[\s\p{P}\p{S}]+/gu, "")
    .toLowerCase();
