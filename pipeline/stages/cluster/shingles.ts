/** Characters in a shingle: long enough that Chinese news shares few by chance, short enough to survive edits. */
export const SHINGLE = 5;

/** Hash of every shingle of folded units, in order of the text; 32 bits, well mixed. */
export function shingleHashes(units: Uint16Array): Uint32Array {
  const count = Math.max(0, units.length - SHINGLE + 1);
  const hashes = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    let hash = 0;
    for (let next = at; next < at + SHINGLE; next++) hash = Math.imul(hash, 0x01000193) ^ (units[next] as number);
    hashes[at] = mix(hash);
  }
  return hashes;
}

/** Sorted, each value once. */
export function uniqueHashes(hashes: Uint32Array): Uint32Array {
  const sorted = hashes.slice().sort();
  let length = 0;
  for (let at = 0; at < sorted.length; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[length++] = sorted[at] as number;
  }
  return sorted.slice(0, length);
}

/** How many values two sorted sets have in common. */
export function commonHashes(a: Uint32Array, b: Uint32Array): number {
  let common = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const difference = (a[i] as number) - (b[j] as number);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return common;
}

/** The finalizer of MurmurHash3: every input bit changes every output bit. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
