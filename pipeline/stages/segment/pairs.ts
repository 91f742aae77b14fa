/** log2 of the number of bits: few of them are set even by a hundred thousand names. */
const BITS = 18;

/** Which pairs of units any of many words begin with: turns away most places of a text before the words are asked. */
export class Pairs {
  readonly #bits = new Int32Array(1 << (BITS - 5));

  add(first: number, second: number): void {
    const bit = bitOf(first, second);
    this.#bits[bit >> 5] = (this.#bits[bit >> 5] ?? 0) | (1 << (bit & 31));
  }

  /** False where no word begins with the pair; seldom true where none does. */
  has(first: number, second: number): boolean {
    const bit = bitOf(first, second);
    return (((this.#bits[bit >> 5] as number) >> (bit & 31)) & 1) === 1;
  }
}

function bitOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - BITS);
}
