/** Turns offsets in UTF-16 units into offsets in code points: the same but after characters outside the basic plane. */
export class CodePoints {
  readonly #text: string;
  /** Offsets of the second units of surrogate pairs, once they are asked for. */
  #lows: number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  at(unit: number): number {
    this.#lows ??= lowsOf(this.#text);
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

function lowsOf(text: string): number[] {
  const lows: number[] = [];
  for (let i = 1; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) lows.push(i);
  return lows;
}
