import type { NumberFact, TagInput } from "../../../types.ts";

/** Figures that an item states: sizes, prices, financing, users, planned dates, counts that are claimed. */
export function findNumbers(_input: TagInput): NumberFact[] {
  return [];
}
