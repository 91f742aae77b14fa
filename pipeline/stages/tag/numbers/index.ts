import type { NumberFact, TagInput } from "../../../types.ts";
import { CodePoints } from "../../segment/points.ts";
import type { FoundNames } from "../names/index.ts";
import { findClaim } from "./claims.ts";
import { comparisonOf } from "./comparison.ts";
import { plannedDates } from "./dates.ts";
import { type Quantity, quantitiesOf } from "./quantities.ts";
import { ruleFor, WINDOW } from "./rules.ts";

/** Texts are read up to here (UTF-16 units), and this many facts are kept. */
const MAX_UNITS = 60_000;
const MAX_FACTS = 60;

/**
 * Figures that an item states, normalised: sizes, context, training tokens, price of a million tokens, financing,
 * users, fees, days of planned launches, counts of models that are claimed. `of` is the name last before the figure.
 */
export function findNumbers(input: TagInput, found: FoundNames | null = null): NumberFact[] {
  const facts: NumberFact[] = [];
  for (const field of ["title", "text"] as const) {
    if (field === "text" && input.text.trim() === input.title.trim()) continue;
    const text = input[field].slice(0, MAX_UNITS).toWellFormed();
    facts.push(...factsOf(text, field, input.published, found));
  }
  return facts.slice(0, MAX_FACTS);
}

function factsOf(
  text: string,
  field: "title" | "text",
  published: string | null,
  found: FoundNames | null,
): NumberFact[] {
  const points = new CodePoints(text);
  const evidence = (start: number, end: number, rule: string) => ({
    field,
    start: points.at(start),
    end: points.at(end),
    rule,
  });
  const facts: NumberFact[] = [];
  for (const quantity of quantitiesOf(text)) {
    const { start, end } = quantity;
    const context = { before: text.slice(Math.max(0, start - WINDOW), start), after: text.slice(end, end + WINDOW) };
    const claim = findClaim(quantity, context);
    if (claim) {
      const written = text.slice(start, end + claim.length);
      facts.push({
        ...claim.fact,
        value: quantity.value,
        written,
        evidence: evidence(start, end + claim.length, "claim"),
      });
      continue;
    }
    const rule = ruleFor(quantity, context);
    if (!rule) continue;
    facts.push({
      what: rule.what,
      value: rule.value ? rule.value(quantity, context) : quantity.value,
      unit: rule.unit(context),
      written: text.slice(start, end),
      of: nameBefore(quantity, field, found),
      comparison: comparisonOf(context),
      evidence: evidence(start, end, rule.what),
    });
  }
  for (const match of text.includes("-A") ? text.matchAll(ACTIVE_IN_NAME) : []) {
    const [start, end] = [match.index + 2, match.index + match[0].length];
    const fact = { value: Number(match[1]) * 1e9, unit: "parameters", written: text.slice(start, end) };
    const of = nameBefore({ start, end }, field, found);
    facts.push({ what: "active_parameters", ...fact, of, evidence: evidence(start, end, "active_parameters") });
  }
  for (const { start, end, day } of plannedDates(text, published)) {
    const of = nameBefore({ start, end }, field, found);
    const written = text.slice(start, end);
    facts.push({
      what: "planned_date",
      value: day,
      unit: "day",
      written,
      of,
      evidence: evidence(start, end, "planned_date"),
    });
  }
  return facts.sort((a, b) => (a.evidence.start ?? 0) - (b.evidence.start ?? 0));
}

/** `A22B` in Qwen3-235B-A22B. */
const ACTIVE_IN_NAME = /-A(\d{1,3}(?:\.\d{1,2})?)B(?![A-Za-z0-9])/g;
const SENTENCE_END = /[。！？\n；]/;

/** The listed name last before a place, in the same sentence. */
function nameBefore(
  { start, end }: Pick<Quantity, "start" | "end">,
  field: "title" | "text",
  found: FoundNames | null,
): string | null {
  if (!found) return null;
  const text = found[field].text;
  const last = found.listed.findLast((hit) => hit.field === field && hit.score > 0.5 && hit.start < end);
  if (!last) return null;
  return SENTENCE_END.test(text.slice(last.end, start)) ? null : last.name;
}
