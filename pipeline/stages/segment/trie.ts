const FIELDS = 4;
const [NODE, UNIT, TARGET, ENTRY] = [0, 1, 2, 3] as const;
const ROOT_NODE = 1;

/**
 * A trie over folded names in one open-addressing table: a step costs the same however many names there are, and
 * a hundred thousand names take a few megabytes. Whoever walks it stands at slots of the table; 0 is the root.
 */
export class Trie {
  /**
   * By slot: the node that an edge leaves, its unit, the node it leads to (0 where the slot is empty), and the number
   * of the entry that ends there, or -1. They lie together, so that a step reads one place of memory.
   */
  #table = new Int32Array(FIELDS << 12);
  #edges = 0;
  #nodes = ROOT_NODE + 1;

  constructor() {
    this.#table.set([0, 0, ROOT_NODE, -1]);
  }

  /** The entry number kept for `name`, or the number given, which is kept then. */
  add(name: string, entry: number): number {
    let slot = 0;
    for (let i = 0; i < name.length; i++) {
      const unit = name.charCodeAt(i);
      const next = this.step(slot, unit);
      slot = next === -1 ? this.#addEdge(this.#table[FIELDS * slot + TARGET] as number, unit) : next;
    }
    const kept = this.entryAt(slot);
    if (kept !== -1) return kept;
    this.#table[FIELDS * slot + ENTRY] = entry;
    return entry;
  }

  /** Where `unit` leads to from a slot, or -1. */
  step(from: number, unit: number): number {
    const table = this.#table;
    const node = table[FIELDS * from + TARGET] as number;
    const mask = (table.length >> 2) - 1;
    for (let slot = hash(node, unit) & mask; ; slot = (slot + 1) & mask) {
      const at = FIELDS * slot;
      if (table[at + NODE] === node && table[at + UNIT] === unit) return slot;
      if (table[at + TARGET] === 0) return -1;
    }
  }

  /** Number of the entry that ends at a slot, or -1. */
  entryAt(slot: number): number {
    return this.#table[FIELDS * slot + ENTRY] as number;
  }

  #addEdge(node: number, unit: number): number {
    if (this.#edges * 2 * FIELDS > this.#table.length) this.#grow();
    this.#edges++;
    return this.#place(node, unit, this.#nodes++, -1);
  }

  #place(node: number, unit: number, target: number, entry: number): number {
    const mask = (this.#table.length >> 2) - 1;
    let slot = hash(node, unit) & mask;
    while (this.#table[FIELDS * slot + TARGET] !== 0) slot = (slot + 1) & mask;
    const at = FIELDS * slot;
    this.#table[at + NODE] = node;
    this.#table[at + UNIT] = unit;
    this.#table[at + TARGET] = target;
    this.#table[at + ENTRY] = entry;
    return slot;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    this.#table.set(old.subarray(0, FIELDS));
    for (let at = FIELDS; at < old.length; at += FIELDS)
      if (old[at + TARGET] !== 0)
        this.#place(old[at + NODE] ?? 0, old[at + UNIT] ?? 0, old[at + TARGET] ?? 0, old[at + ENTRY] ?? 0);
  }
}

function hash(node: number, unit: number): number {
  const h = Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b);
  return h ^ (h >>> 15);
}
