import type { Candidate } from "./subject-candidates.ts";
import { isListed } from "./subject-extent.ts";

/** Collects measures in a fixed order, and their names where they are asked for. */
export class Measures {
  readonly values: number[] = [];
  readonly names: string[] | null;

  constructor(named: boolean) {
    this.names = named ? [] : null;
  }

  put(name: string, value: number | boolean): void {
    this.values.push(Number(value));
    this.names?.push(name);
  }
}

/** Stands for "nowhere". */
export const FAR = 999;

/** Where a name first stands in a field, in UTF-16 units. */
export function offset(c: Candidate | undefined, field: "title" | "text"): number {
  for (const hit of c?.hits ?? []) if (hit.field === field) return Math.min(FAR, hit.start);
  return FAR;
}

/** How many listed others come before a candidate. */
export function rank(list: readonly Candidate[], c: Candidate, field: "title" | "text"): number {
  const at = offset(c, field);
  if (at === FAR) return FAR;
  let before = 0;
  for (const other of list) if (other !== c && isListed(other) && offset(other, field) < at) before++;
  return before;
}
