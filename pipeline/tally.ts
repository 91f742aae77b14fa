/** How many there were of each reason. */
export type Tally = Record<string, number>;

/** Counts one more of a reason, or several. */
export function count(tally: Tally, reason: string, by = 1): void {
  tally[reason] = (tally[reason] ?? 0) + by;
}

/** Counts what another tally counted. */
export function countAll(tally: Tally, more: Tally): void {
  for (const [reason, by] of Object.entries(more)) count(tally, reason, by);
}
