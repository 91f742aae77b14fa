/** Turns offsets in UTF-16 units into offsets in code points: the same but after characters outside the basic plane. */
export class CodePoints {
  /** Offsets of the second units of surrogate pairs. */
  readonly #lows: number[] = [];

  constructor(text: string) {
    for (let i = 1; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0xdc00 && unit <= 0xdfff) this.#lows.push(i);
    }
  }

  at(unit: number): number {
    let low = 0;
    let high = this.#lows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lows[middle] ?? 0) < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }
}
