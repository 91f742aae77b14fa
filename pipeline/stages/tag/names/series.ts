import { isHan } from "../../segment/fold.ts";
import type { Segmented } from "../../segment/index.ts";
import type { Chunk } from "./chunks.ts";
import { isOverListed } from "./words.ts";

const MIN_UNITS = 2;
const MAX_UNITS = 12;
const CLAUSE_END = /[，。；：:！!？?,;\n（）()]/;
/** What stands before the first name of a series, and after the last. */
const LEADS = /^.*(?:包括|包含|分别为|分别是|推出|发布|上线|开源|[为是有了将的])/;
const LAST = /\s?(?:以及|[和与及等]).*$/;

/** Chinese names that stand in a series: `风清、风雷、风顺`. The text between two listing commas is one name. */
export function seriesOf(segmented: Segmented): Chunk[] {
  const chunks: Chunk[] = [];
  let from = 0;
  for (const clause of segmented.text.split(CLAUSE_END)) {
    if (clause.includes("、")) chunks.push(...elementsOf(clause, from));
    from += clause.length + 1;
  }
  return chunks.filter((chunk) => !isOverListed(segmented, chunk));
}

function elementsOf(clause: string, from: number): Chunk[] {
  const chunks: Chunk[] = [];
  const elements = clause.split("、");
  const add = (written: string, at: number) => {
    const left = written.search(/[^\s“”「」《》]/);
    const name = written.trim().replace(/^[“「《]|[”」》]$/g, "");
    if (name.length < MIN_UNITS || name.length > MAX_UNITS || ![...name].some((char) => isHan(char.charCodeAt(0))))
      return;
    const start = from + at + left;
    chunks.push({ kind: "model", start, end: start + name.length, rule: "pattern:series" });
  };
  let at = 0;
  elements.forEach((element, number) => {
    const lead = number === 0 ? (LEADS.exec(element)?.[0].length ?? 0) : 0;
    const isLast = number === elements.length - 1;
    const kept = isLast ? element.replace(LAST, "") : element.slice(lead);
    add(kept, at + lead);
    if (isLast && kept.length < element.length) {
      const rest = element.slice(kept.length).replace(/^\s?(?:以及|[和与及等])/, "");
      add(rest.replace(LAST, ""), at + element.length - rest.length);
    }
    at += element.length + 1;
  });
  return chunks;
}
