/**
 * Numbers kept by words of two to four UTF-16 units, which nearly all Chinese words are: a word is two integers, and
 * looking one up reads one place of one table instead of a string's hash, its bucket and its letters.
 */
export class ShortWords {
  /** Two doubles a slot: the units of its word, two in an integer (0 is an empty slot), and its value. */
  #values: Float64Array;
  /** The same memory as integers, four a slot. */
  #units: Int32Array;
  #mask: number;
  /** Slots in use, in the order of their words. */
  readonly used: number[] = [];

  /** @param bits log2 of the slots at first */
  constructor(bits: number) {
    this.#values = new Float64Array(2 << bits);
    this.#units = new Int32Array(this.#values.buffer);
    this.#mask = (1 << bits) - 1;
  }

  static holds(word: string): boolean {
    return word.length > 1 && word.length < 5;
  }

  /** The slot of a word, or -1. */
  find(word: string): number {
    const slot = this.#place(lowOf(word), highOf(word));
    return this.#units[4 * slot] === 0 ? -1 : slot;
  }

  /** The slot of a word, which it gets with the value 0 if it has none. */
  claim(word: string): number {
    const low = lowOf(word);
    const high = highOf(word);
    let slot = this.#place(low, high);
    if (this.#units[4 * slot] !== 0) return slot;
    if (2 * this.used.length > this.#mask) {
      this.#grow();
      slot = this.#place(low, high);
    }
    this.#put(slot, low, high, 0);
    return slot;
  }

  /** The number kept in a slot. */
  valueAt(slot: number): number {
    return this.#values[2 * slot + 1] ?? 0;
  }

  setAt(slot: number, value: number): void {
    this.#values[2 * slot + 1] = value;
  }

  set(word: string, value: number): void {
    this.setAt(this.claim(word), value);
  }

  clear(): void {
    for (const slot of this.used) this.#units[4 * slot] = 0;
    this.used.length = 0;
  }

  #put(slot: number, low: number, high: number, value: number): void {
    this.#units[4 * slot] = low;
    this.#units[4 * slot + 1] = high;
    this.setAt(slot, value);
    this.used.push(slot);
  }

  #place(low: number, high: number): number {
    const units = this.#units;
    const hash = Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (units[4 * slot] !== 0 && (units[4 * slot] !== low || units[4 * slot + 1] !== high))
      slot = (slot + 1) & this.#mask;
    return slot;
  }

  #grow(): void {
    const [units, values, used] = [this.#units, this.#values, this.used.splice(0)];
    this.#values = new Float64Array(values.length * 2);
    this.#units = new Int32Array(this.#values.buffer);
    this.#mask = 2 * this.#mask + 1;
    for (const slot of used) {
      const [low, high] = [units[4 * slot] ?? 0, units[4 * slot + 1] ?? 0];
      this.#put(this.#place(low, high), low, high, values[2 * slot + 1] ?? 0);
    }
  }
}

function lowOf(word: string): number {
  return word.charCodeAt(0) | (word.charCodeAt(1) << 16);
}

function highOf(word: string): number {
  const { length } = word;
  return (length > 2 ? word.charCodeAt(2) : 0) | (length > 3 ? word.charCodeAt(3) << 16 : 0);
}
