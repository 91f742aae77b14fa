/** Bits of the filter: 16 MB whatever the number of articles; two million of them are mistaken for others once in a thousand. */
const BITS = 2 ** 27;

/**
 * Remembers which articles a build has brought in, in a Bloom filter: a table that had none before need not be searched
 * for an id that was not brought in.
 */
export class FreshIds {
  readonly #bits: Uint8Array | null;

  /** @param all true where the table was empty before */
  constructor(all: boolean) {
    this.#bits = all ? new Uint8Array(BITS / 8) : null;
  }

  /** @param id sixteen hexadecimal digits */
  add(id: string): void {
    if (!this.#bits) return;
    for (const bit of bitsOf(id)) this.#bits[bit >> 3] = (this.#bits[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  /** False only for what is surely not in the table. */
  mayBeStored = (id: string): boolean => {
    const bits = this.#bits;
    return !bits || bitsOf(id).every((bit) => ((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1);
  };
}

/** Ids are digests: each half of one names a bit. */
const bitsOf = (id: string): number[] =>
  [id.slice(0, 8), id.slice(8, 16)].map((half) => Number.parseInt(half, 16) % BITS);
