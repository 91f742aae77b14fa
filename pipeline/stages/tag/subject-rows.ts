import type { FoundNames } from "./names/index.ts";
import { type Candidate, candidatesOf } from "./subject-candidates.ts";
import { contextOf } from "./subject-context.ts";
import { type ItemScores, measure, type NameKnowledge, shapeOf } from "./subject-features.ts";
import { Measures } from "./subject-measures.ts";
import { Clauses, placesOf } from "./subject-place.ts";

/** A candidate with all that it is judged by. */
export interface CandidateRow {
  candidate: Candidate;
  /** Its measures; the last number is left for the context's score. */
  row: Float64Array;
  /** Buckets of its context. */
  context: readonly number[];
  /** What the measures are called, where that was asked for. */
  names: readonly string[] | null;
}

/** Rows of all candidates of an item. */
export function candidateRows(
  found: FoundNames,
  scores: ItemScores,
  known: NameKnowledge,
  named = false,
): CandidateRow[] {
  const candidates = candidatesOf(found);
  const shape = shapeOf(found, candidates, scores);
  const clauses = new Clauses();
  const all = [...candidates.vendors, ...candidates.models];
  const measures = new Measures(all.length, named);
  return all.map((candidate) => {
    const places = placesOf(candidate, found, clauses);
    measures.begin();
    measure(measures, candidate, places, shape, known);
    const context = contextOf(candidate, places);
    return { candidate, row: measures.end(), context, names: measures.names };
  });
}
