import { CONCERNS, DELIVERIES, type Evidence, type Facets, type Label, MARKETS, MODALITIES } from "../../types.ts";
import type { CueHit } from "./cues.ts";
import type { ItemView } from "./features-view.ts";

const VALUES = { market: MARKETS, delivery: DELIVERIES, concern: CONCERNS, modality: MODALITIES } as const;
type Facet = keyof typeof VALUES;

/**
 * How many mentions a value needs in a text of 1,000 characters or more, beyond one in a shorter one. What a whole
 * article is about comes up again and again; what it names once in passing is not its point.
 */
const NEEDED: Record<Facet, number> = { market: 3, delivery: 2, concern: 4, modality: 3 };

/** How sure it is that an item without any such cue says nothing of a facet. */
const NOTHING = 0.8;

/** A mention in the title weighs as much as this many in the text. */
const TITLE_WEIGHT = 4;

/**
 * Market, delivery, concern and modality by their cues; a cue that is negated just before it does not count. Without a
 * view, for an item that is not relevant, there are none.
 */
export function findFacets(view: ItemView | null, negation: readonly string[]): Facets {
  if (!view) return { market: nothing(), delivery: nothing(), concern: nothing(), modality: nothing() };
  const hits = collect(view, negation);
  const label = (facet: Facet) => facetLabel(facet, hits, view.text.text.length);
  return {
    market: label("market"),
    delivery: label("delivery"),
    concern: label("concern"),
    modality: label("modality"),
  };
}

function nothing(): Label<string[]> {
  return { value: [], confidence: NOTHING, evidence: [], abstained: false };
}

interface Found {
  field: "title" | "text";
  evidence: Evidence;
}

function collect(view: ItemView, negation: readonly string[]): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  for (const field of ["title", "text"] as const) {
    const { text, points } = view[field];
    const cues = field === "title" ? view.titleCues : view.textCues;
    for (const cue of cues) {
      const groups = cue.groups.filter((g) => g.startsWith("facets."));
      if (!groups.length || isNegated(text, cue, negation)) continue;
      for (const group of groups) {
        const evidence = { field, start: points.at(cue.start), end: points.at(cue.end), rule: `cue:${group}` };
        const list = found.get(group) ?? [];
        list.push({ field, evidence });
        found.set(group, list);
      }
    }
  }
  return found;
}

/** Whether a negation stands in the few characters before the cue, in the same clause. */
function isNegated(text: string, cue: CueHit, negation: readonly string[]): boolean {
  const before =
    text
      .slice(Math.max(0, cue.start - 5), cue.start)
      .split(/[，。；,;.!！?？\n]/)
      .at(-1) ?? "";
  return negation.some((word) => before.endsWith(word) || before.endsWith(`${word}能`) || before.endsWith(`${word}有`));
}

function facetLabel(facet: Facet, hits: ReadonlyMap<string, Found[]>, length: number): Label<string[]> {
  if (!VALUES[facet].some((value) => hits.has(`facets.${facet}.${value}`))) return nothing();
  const needed = length < 1000 ? 1 : NEEDED[facet];
  const scored = VALUES[facet]
    .map((value) => {
      const found = hits.get(`facets.${facet}.${value}`) ?? [];
      const inTitle = found.filter((f) => f.field === "title").length;
      return { value, found, score: found.length + inTitle * (TITLE_WEIGHT - 1) };
    })
    .filter(({ score }) => score >= needed)
    .sort((a, b) => b.score - a.score);
  const strongest = scored[0]?.score ?? 0;
  // What is named far more seldom than the strongest value is not what the item is about.
  const kept = scored.filter(({ score }) => score * 5 >= strongest);
  const confidence = kept.length ? Math.min(0.95, 0.5 + 0.1 * Math.min(...kept.map((k) => k.score / needed))) : NOTHING;
  return {
    value: kept.map((k) => k.value),
    confidence,
    evidence: kept.flatMap((k) => k.found.slice(0, 2).map((f) => f.evidence)),
    abstained: false,
  };
}
