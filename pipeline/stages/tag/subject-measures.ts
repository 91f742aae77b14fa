import { type Candidate, FAR } from "./subject-candidates.ts";
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

/** Where a name first stands in a field, in UTF-16 units. */
export function offset(c: Candidate | undefined, field: "title" | "text"): number {
  if (!c) return FAR;
  return field === "title" ? c.titleAt : c.textAt;
}

/** How many listed others come before a candidate. */
export function rank(list: readonly Candidate[], c: Candidate, field: "title" | "text"): number {
  const at = offset(c, field);
  if (at === FAR) return FAR;
  let before = 0;
  for (const other of list) if (other !== c && isListed(other) && offset(other, field) < at) before++;
  return before;
}
