/** log2 of the number of hash buckets; weights files are laid out for it. */
export const HASH_BITS = 18;
const MASK = (1 << HASH_BITS) - 1;
/** log2 of the slots for features seen, at first. */
const SEEN_BITS = 11;

/**
 * The hashed features of one text, each once, with the group it belongs to and where in the text it was seen
 * (UTF-16 offsets in `field`; -1 where it stands for no span). One buffer is reused for item after item.
 */
export class FeatureBuffer {
  size = 0;
  index = new Int32Array(4096);
  value = new Float32Array(4096);
  group = new Uint8Array(4096);
  /** 0 title, 1 text. */
  field = new Uint8Array(4096);
  start = new Int32Array(4096);
  end = new Int32Array(4096);
  /** Open addressing over the item's features, small so that it stays in the cache: its number, then its index. */
  #seen = new Int32Array(2 << SEEN_BITS);
  #seenMask = (1 << SEEN_BITS) - 1;
  #item = 0;

  reset(): void {
    this.size = 0;
    this.#item++;
  }

  /** Adds the feature with this 32-bit hash unless the item has it already. */
  add(hash: number, group: number, field: number, start: number, end: number): void {
    const index = mix(hash) & MASK;
    const seen = this.#seen;
    let slot = index & this.#seenMask;
    for (; seen[2 * slot] === this.#item; slot = (slot + 1) & this.#seenMask) if (seen[2 * slot + 1] === index) return;
    seen[2 * slot] = this.#item;
    seen[2 * slot + 1] = index;
    if (2 * this.size > this.#seenMask) this.#spread();
    if (this.size === this.index.length) this.#grow();
    const at = this.size++;
    this.index[at] = index;
    this.group[at] = group;
    this.field[at] = field;
    this.start[at] = start;
    this.end[at] = end;
  }

  /** Gives every feature the weight of its group over the root of the group's size, so that long texts do not outweigh. */
  normalise(weights: readonly number[]): void {
    const counts = new Float64Array(weights.length);
    for (let i = 0; i < this.size; i++) {
      const group = this.group[i] ?? 0;
      counts[group] = (counts[group] ?? 0) + 1;
    }
    for (let g = 0; g < counts.length; g++) counts[g] = (weights[g] ?? 0) / Math.sqrt(counts[g] || 1);
    for (let i = 0; i < this.size; i++) this.value[i] = counts[this.group[i] ?? 0] ?? 0;
  }

  /** Doubles the table of what was seen. */
  #spread(): void {
    const old = this.#seen;
    const mask = this.#seenMask * 2 + 1;
    const seen = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] !== this.#item) continue;
      const index = old[from + 1] ?? 0;
      let slot = index & mask;
      while (seen[2 * slot] === this.#item) slot = (slot + 1) & mask;
      seen[2 * slot] = this.#item;
      seen[2 * slot + 1] = index;
    }
    this.#seen = seen;
    this.#seenMask = mask;
  }

  #grow(): void {
    const twice = this.index.length * 2;
    this.index = widen(new Int32Array(twice), this.index);
    this.value = widen(new Float32Array(twice), this.value);
    this.group = widen(new Uint8Array(twice), this.group);
    this.field = widen(new Uint8Array(twice), this.field);
    this.start = widen(new Int32Array(twice), this.start);
    this.end = widen(new Int32Array(twice), this.end);
  }
}

function widen<T extends Int32Array | Float32Array | Uint8Array>(wide: T, narrow: T): T {
  wide.set(narrow);
  return wide;
}

/** One step of FNV-1a over a UTF-16 unit. */
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** FNV-1a of a string, from a seed. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = hashStep(hash, text.charCodeAt(i));
  return hash;
}

/** Spreads the entropy of FNV's high bits into the low ones that pick the bucket (finaliser of MurmurHash3). */
function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
