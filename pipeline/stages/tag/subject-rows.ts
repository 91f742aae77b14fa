import type { FoundNames } from "./names/index.ts";
import { type Candidate, candidatesOf } from "./subject-candidates.ts";
import { contextOf } from "./subject-context.ts";
import { type ItemScores, measure, type NameKnowledge, shapeOf } from "./subject-features.ts";
import { Measures } from "./subject-measures.ts";
import { type Place, placeOf } from "./subject-place.ts";

/** A candidate with all that it is judged by; `values` lack the context's score, which comes last. */
export interface CandidateRow {
  candidate: Candidate;
  place: Place | null;
  values: number[];
  context: Int32Array;
}

/** Rows of all candidates of an item; `names` of the measures are those of the first row of a kind. */
export function candidateRows(
  found: FoundNames,
  scores: ItemScores,
  known: NameKnowledge,
  named = false,
): (CandidateRow & { names: string[] | null })[] {
  const candidates = candidatesOf(found);
  const shape = shapeOf(found, candidates, scores);
  return [...candidates.vendors, ...candidates.models].map((candidate) => {
    const place = placeOf(candidate, found);
    const measures = new Measures(named);
    measure(measures, candidate, place, shape, known);
    return { candidate, place, values: measures.values, names: measures.names, context: contextOf(candidate, place) };
  });
}
