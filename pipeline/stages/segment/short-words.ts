/**
 * Numbers kept by words of two to four UTF-16 units, which nearly all Chinese words are: a word is two integers, and
 * looking one up reads one place of one table instead of a string's hash, its bucket and its letters.
 */
export class ShortWords {
  /** Units of a word, two in an integer; 0 is an empty slot. */
  #low: Int32Array;
  #high: Int32Array;
  /** By slot. */
  values: Float64Array;
  /** Slots in use, in the order of their words. */
  readonly used: number[] = [];

  /** @param bits log2 of the slots at first */
  constructor(bits: number) {
    this.#low = new Int32Array(1 << bits);
    this.#high = new Int32Array(1 << bits);
    this.values = new Float64Array(1 << bits);
  }

  static holds(word: string): boolean {
    return word.length > 1 && word.length < 5;
  }

  /** The slot of a word, or -1. */
  find(word: string): number {
    const slot = this.#place(lowOf(word), highOf(word));
    return this.#low[slot] === 0 ? -1 : slot;
  }

  /** The slot of a word, which it gets with the value 0 if it has none. */
  claim(word: string): number {
    const [low, high] = [lowOf(word), highOf(word)];
    let slot = this.#place(low, high);
    if (this.#low[slot] !== 0) return slot;
    if (2 * this.used.length >= this.#low.length) {
      this.#grow();
      slot = this.#place(low, high);
    }
    this.#put(slot, low, high, 0);
    return slot;
  }

  set(word: string, value: number): void {
    // Claimed first: a table that grows has other values.
    const slot = this.claim(word);
    this.values[slot] = value;
  }

  clear(): void {
    for (const slot of this.used) this.#low[slot] = 0;
    this.used.length = 0;
  }

  #put(slot: number, low: number, high: number, value: number): void {
    this.#low[slot] = low;
    this.#high[slot] = high;
    this.values[slot] = value;
    this.used.push(slot);
  }

  #place(low: number, high: number): number {
    const mask = this.#low.length - 1;
    const hash = Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.#low[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [low, high, values, used] = [this.#low, this.#high, this.values, this.used.splice(0)];
    this.#low = new Int32Array(low.length * 2);
    this.#high = new Int32Array(low.length * 2);
    this.values = new Float64Array(low.length * 2);
    for (const slot of used) {
      const [a, b] = [low[slot] ?? 0, high[slot] ?? 0];
      this.#put(this.#place(a, b), a, b, values[slot] ?? 0);
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
