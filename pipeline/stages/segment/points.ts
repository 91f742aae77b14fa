import { firstReached } from "../../bisect.ts";
/** Turns offsets in UTF-16 units into offsets in code points: the same but after characters outside the basic plane. */
export class CodePoints {
  readonly #text: string;
  /** Offsets of the second units of surrogate pairs, once they are asked for. */
  #lows: number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  at(unit: number): number {
    const lows = this.#lows ?? lowsOf(this.#text);
    this.#lows = lows;
    return unit - firstReached(lows.length, (at) => (lows[at] ?? 0) >= unit);
  }
}

function lowsOf(text: string): number[] {
  const lows: number[] = [];
  for (let i = 1; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) lows.push(i);
  return lows;
}
