import { type Candidate, FAR } from "./subject-candidates.ts";
import { isListed } from "./subject-extent.ts";

/** Room for the measures of one candidate; where they need more, it is made. */
const USUAL = 128;

/** Collects rows of measures in a fixed order, one after another in one table, and their names on request. */
export class Measures {
  /** Names of the measures of the row begun last; null where nobody asked. */
  names: string[] | null = null;
  #table: Float64Array;
  #from = 0;
  #at = 0;

  /** @param rows how many rows it will be asked for */
  constructor(
    rows: number,
    private readonly named: boolean,
  ) {
    this.#table = new Float64Array(rows * USUAL);
  }

  begin(): void {
    this.#from = this.#at;
    this.names = this.named ? [] : null;
  }

  put(name: string, value: number | boolean): void {
    if (this.#at + 1 >= this.#table.length) this.#turn();
    this.#table[this.#at++] = Number(value);
    this.names?.push(name);
  }

  /** The row, with room for one more number at its end. */
  end(): Float64Array {
    this.#at++;
    return this.#table.subarray(this.#from, this.#at);
  }

  /** Goes on in another table, to which the row begun moves. */
  #turn(): void {
    const begun = this.#table.subarray(this.#from, this.#at);
    this.#table = new Float64Array(2 * (begun.length + USUAL));
    this.#table.set(begun);
    this.#at = begun.length;
    this.#from = 0;
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
