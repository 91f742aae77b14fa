import type { Dropped, Extracted, Item } from "../../types.ts";
import type { Boilerplate } from "./boilerplate.ts";
import { decodePage } from "./charset.ts";
import { linesOfBody, linesOfText } from "./choose.ts";
import type { Line } from "./clean.ts";
import { collapse } from "./dom.ts";
import { plainAuthor, plainSource } from "./facts.ts";
import { finish } from "./finish.ts";
import { candidatesOf, choosePublished } from "./published.ts";
import { timesIn } from "./times.ts";

/** Lines at the start of a text that may hold date, source and author. */
const HEAD = 5;
const EDGE = 6;

/** Reads a saved text: the first line is the title, a line with date or 来源 belongs to the head. */
export function extractText(
  input: { text: string | Buffer; fetchedAt: string },
  boilerplate: Boilerplate,
): Extracted | Dropped {
  const written = typeof input.text === "string" ? input.text : decodePage(input.text);
  const [first, ...lines] = linesOfText(written);
  if (!first) return { dropped: "empty" };
  const head = lines.slice(0, HEAD).filter((line) => line.text.length <= 80);
  const times = head.flatMap((line) =>
    timesIn(line.text, input.fetchedAt).map((time) => ({ time, from: "text" as const, score: 1 })),
  );
  const reprint = wrappedTitle(lines);
  return finish(
    {
      title: reprint && first.text.includes(reprint) ? reprint : first.text,
      lines,
      removed: [],
      ...choosePublished(times),
      source: plainSource(edges(lines), boilerplate),
      author: plainAuthor(edges(lines), boilerplate),
      canonicalUrl: null,
      rule: "text",
      nextPageUrl: null,
      page: null,
    },
    boilerplate,
  );
}

/** Reads an imported item or a feed's entry, with an HTML body, a text body, or a title alone. */
export function extractItem(item: Item, fetchedAt: string, boilerplate: Boilerplate): Extracted | Dropped {
  const title = withoutSite(collapse(item.title ?? ""), item.source ?? null);
  const lines = item.html ? linesOfBody(item.html, boilerplate) : item.text ? linesOfBody(item.text, boilerplate) : [];
  if (title === "" && lines.length === 0) return { dropped: "empty" };
  const written = [item.published, item.date].filter((value) => value !== null && value !== undefined);
  const own = edges(lines);
  return finish(
    {
      title: title || collapse(lines[0]?.text.slice(0, 60) ?? ""),
      lines,
      removed: [],
      ...choosePublished(candidatesOf(written, "import", 1, fetchedAt)),
      source:
        (lines.length > 0 ? plainSource(own, boilerplate) : null) ??
        (item.source ? collapse(item.source) || null : null),
      author: item.author ?? (lines.length > 0 ? plainAuthor(own, boilerplate) : null),
      canonicalUrl: item.url ?? null,
      rule: item.html ? "item-html" : item.text ? "item-text" : "item-title",
      nextPageUrl: null,
      page: null,
    },
    boilerplate,
  );
}

/** A feed's title is the article's own; only its source's name behind a bar or hyphen is taken off. */
function withoutSite(title: string, source: string | null): string {
  if (source === null || source === "" || !title.endsWith(source)) return title;
  const rest = title.slice(0, -source.length);
  return /[_|｜—-]\s?$/u.test(rest) ? rest.replace(/[\s_|｜—-]+$/u, "") || title : title;
}

const edges = (lines: Line[]): string[] =>
  (lines.length <= 2 * EDGE ? lines : [...lines.slice(0, EDGE), ...lines.slice(-EDGE)]).map((line) => line.text);

/** The original title that a copying site's first sentence names: 为大家分享来自X的T,如果您对T感兴趣. */
function wrappedTitle(lines: Line[]): string | null {
  for (const { text } of lines.slice(0, 3)) {
    const found = /(?:如果您?|要是你?)对(.{4,80}?)(?:感兴趣|有兴趣)/u.exec(text.slice(0, 300));
    if (found?.[1]) return found[1].trim();
  }
  return null;
}
