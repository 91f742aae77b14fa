import type { Candidate, Candidates } from "./subject-candidates.ts";

/** How a candidate's first place lies to those of its rivals. */
export interface Extent {
  /** By how many units the longest rival around it is longer. */
  around: number;
  /** Shorter rivals within it. */
  inside: number;
  /** Listed names that it overlaps: those of its own kind, and ten for each of the other. */
  overListed: number;
}

/** Names that no list has are proposed in several lengths: tells which lengths of one place compete. */
export function extentOf(candidate: Candidate, { vendors, models }: Candidates): Extent {
  const extent = { around: 0, inside: 0, overListed: 0 };
  const own = candidate.hits[0];
  if (!own) return extent;
  for (const rival of [...vendors, ...models]) {
    const hit = rival.hits[0];
    if (!hit || rival === candidate || hit.field !== own.field || hit.end <= own.start || own.end <= hit.start)
      continue;
    const same = rival.kind === candidate.kind;
    const longer = hit.end - hit.start - (own.end - own.start);
    if (same && longer > 0) extent.around = Math.max(extent.around, longer);
    if (same && longer < 0) extent.inside++;
    if (isListed(rival)) extent.overListed += same ? 1 : 10;
  }
  return extent;
}

export const isListed = (c: Candidate): boolean => (c.kind === "vendor" ? c.vendorRow !== null : c.modelRow !== null);
