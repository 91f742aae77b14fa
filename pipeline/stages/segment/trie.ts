/**
 * A trie over folded names in one open-addressing table: a step costs the same however many names there are, and
 * a hundred thousand names take a few megabytes.
 */
export class Trie {
  /** Pairs of (node, unit) folded into one key, and the node the edge leads to; 0 is an empty slot. */
  #keys = new Int32Array(1 << 12);
  #units = new Uint16Array(1 << 12);
  #targets = new Int32Array(1 << 12);
  #edges = 0;
  #nodes = 1;
  /** Number of the entry that ends at a node, by node; -1 where none does. */
  #ends: number[] = [-1];

  /** The entry number kept for `name`, or the number given, which is kept then. */
  add(name: string, entry: number): number {
    let node = 0;
    for (let i = 0; i < name.length; i++) {
      const unit = name.charCodeAt(i);
      const next = this.step(node, unit);
      node = next === -1 ? this.#addEdge(node, unit) : next;
    }
    const kept = this.#ends[node] ?? -1;
    if (kept !== -1) return kept;
    this.#ends[node] = entry;
    return entry;
  }

  /** The node that `unit` leads to from `node` (0 is the root), or -1. */
  step(node: number, unit: number): number {
    const mask = this.#units.length - 1;
    for (let slot = hash(node, unit) & mask; ; slot = (slot + 1) & mask) {
      const target = this.#targets[slot] ?? 0;
      if (target === 0) return -1;
      if (this.#keys[slot] === node && this.#units[slot] === unit) return target;
    }
  }

  /** Entry number that ends at a node, or -1. */
  entryAt(node: number): number {
    return this.#ends[node] ?? -1;
  }

  #addEdge(node: number, unit: number): number {
    if (this.#edges * 2 > this.#units.length) this.#grow();
    const target = this.#nodes++;
    this.#ends[target] = -1;
    this.#place(node, unit, target);
    this.#edges++;
    return target;
  }

  #place(node: number, unit: number, target: number): void {
    const mask = this.#units.length - 1;
    let slot = hash(node, unit) & mask;
    while (this.#targets[slot] !== 0) slot = (slot + 1) & mask;
    this.#keys[slot] = node;
    this.#units[slot] = unit;
    this.#targets[slot] = target;
  }

  #grow(): void {
    const [keys, units, targets] = [this.#keys, this.#units, this.#targets];
    this.#keys = new Int32Array(keys.length * 2);
    this.#units = new Uint16Array(keys.length * 2);
    this.#targets = new Int32Array(keys.length * 2);
    for (let slot = 0; slot < targets.length; slot++) {
      const target = targets[slot] ?? 0;
      if (target !== 0) this.#place(keys[slot] ?? 0, units[slot] ?? 0, target);
    }
  }
}

function hash(node: number, unit: number): number {
  const h = Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b);
  return h ^ (h >>> 15);
}
