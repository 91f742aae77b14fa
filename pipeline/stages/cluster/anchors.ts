/** Every common passage of WINDOW + SHINGLE − 1 = 20 characters has an anchor in common. */
const WINDOW = 16;

/**
 * Winnowing (Schleimer, Wilkerson and Aiken 2003): the least shingle hash of every window of 16, each position once.
 * A short text inside a much longer one shares anchors with it although their Jaccard similarity is low.
 */
export function anchors(hashes: Uint32Array): Uint32Array {
  const kept: number[] = [];
  let least = -1;
  for (let end = Math.min(WINDOW, hashes.length) - 1; end < hashes.length && end >= 0; end++) {
    const start = Math.max(0, end - WINDOW + 1);
    if (least < start) least = leastOf(hashes, start, end);
    else if ((hashes[end] as number) <= (hashes[least] as number)) least = end;
    else continue;
    kept.push(hashes[least] as number);
  }
  return Uint32Array.from(new Set(kept));
}

/** The last position of the least value: the same choice whichever text stands around the passage. */
function leastOf(hashes: Uint32Array, start: number, end: number): number {
  let least = start;
  for (let at = start + 1; at <= end; at++) if ((hashes[at] as number) <= (hashes[least] as number)) least = at;
  return least;
}
