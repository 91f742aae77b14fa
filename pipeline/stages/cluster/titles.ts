import { foldUnits } from "./fold.ts";

/** A headline as comparison sees it. */
export interface TitleFeatures {
  units: Uint16Array;
  /** Character bigrams, sorted, each once. */
  bigrams: Uint32Array;
}

/** Character bigrams of the folded headline. */
export function titleFeatures(title: string): TitleFeatures {
  const units = foldUnits(title);
  const bigrams = new Set<number>();
  for (let at = 0; at + 1 < units.length; at++) bigrams.add((units[at] as number) * 65_536 + (units[at + 1] as number));
  return { units, bigrams: Uint32Array.from(bigrams).sort() };
}
