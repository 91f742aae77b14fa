import type { Removed } from "../../types.ts";
import { blocksOf } from "./blocks.ts";
import type { Boilerplate } from "./boilerplate.ts";
import type { Line } from "./clean.ts";
import { collapse, parsePage } from "./dom.ts";
import { hidingOf } from "./hidden.ts";
import { lineOf } from "./lines.ts";

interface ChosenText {
  lines: Line[];
  removed: Removed[];
  rule: string;
}

/**
 * The fullest text: the visible one unless the page's scripts hold clearly more of the same article. A body that a rule
 * points at in the scripts (`pointed`) is taken as it is.
 */
export function chooseText(
  visible: { lines: Line[]; removed: Removed[] },
  state: { body: string | null; chars: number } | null,
  articleBody: string | null,
  pointed: boolean,
  boilerplate: Boilerplate,
): ChosenText {
  if (pointed && state?.body) return { lines: linesOfBody(state.body, boilerplate), removed: [], rule: "state" };
  const seen = prose(visible.lines);
  if (state?.body && state.chars > seen * 1.3 + 40) {
    const lines = linesOfBody(state.body, boilerplate);
    if (prose(lines) > seen * 1.3 + 40) return { lines, removed: [], rule: "state" };
  }
  if (articleBody && articleBody.length > seen * 2 + 60)
    return { lines: linesOfBody(articleBody, boilerplate), removed: [], rule: "json-ld" };
  return { ...visible, rule: "generic" };
}

/** The lines of a piece of HTML, or of plain text where it has no tags. */
export function linesOfBody(body: string, boilerplate: Boilerplate): Line[] {
  if (!/<[a-z!/]/i.test(body)) return linesOfText(body);
  const page = parsePage(body);
  const blocks = blocksOf(page.roots, hidingOf(page.elements, boilerplate));
  return blocks.filter((block) => block.hiddenBy === null).map(lineOf);
}

/** The lines of plain text, empty ones left out; the marks of Markdown headings are read and taken off. */
export function linesOfText(text: string): Line[] {
  return text
    .toWellFormed()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(collapse)
    .filter((line) => line !== "")
    .map((line) => {
      const heading = /^#{1,6}\s+(?=\S)/.exec(line);
      return { text: line.slice(heading?.[0].length ?? 0), heading: heading !== null, code: false, linked: false };
    });
}

const prose = (lines: Line[]) =>
  lines.reduce((sum, line) => sum + (line.linked ? 0 : (line.text.match(/[\u4e00-\u9fff]/g)?.length ?? 0)), 0);
