import type { FoundName, FoundNames } from "./names/index.ts";
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
  for (const rival of vendors) meet(extent, rival, candidate, own);
  for (const rival of models) meet(extent, rival, candidate, own);
  return extent;
}

function meet(extent: Extent, rival: Candidate, candidate: Candidate, own: FoundName): void {
  const hit = rival.hits[0];
  if (!hit || rival === candidate || !overlap(hit, own)) return;
  const same = rival.kind === candidate.kind;
  const longer = hit.end - hit.start - (own.end - own.start);
  if (same && longer > 0) extent.around = Math.max(extent.around, longer);
  if (same && longer < 0) extent.inside++;
  if (isListed(rival)) extent.overListed += same ? 1 : 10;
}

/** Whether two places have units in common. */
export function overlap(a: FoundName | undefined, b: FoundName | undefined): boolean {
  return a !== undefined && b !== undefined && a.field === b.field && a.start < b.end && b.start < a.end;
}

/** How many units lie between a hit and the last listed vendor before it, `most` at most. */
export function gapBefore({ field, start }: FoundName, { hits }: FoundNames, most: number): number {
  let gap = most;
  for (const h of hits) {
    if (h.field !== field) continue;
    if (h.start > start) break;
    if (h.kind === "vendor" && h.vendorRow && h.end <= start) gap = Math.min(gap, start - h.end);
  }
  return gap;
}

export const isListed = (c: Candidate): boolean => (c.kind === "vendor" ? c.vendorRow !== null : c.modelRow !== null);
