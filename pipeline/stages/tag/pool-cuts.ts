import type { TagInput } from "../../types.ts";
import { cutText } from "../segment/index.ts";
import { readTexts } from "./names/index.ts";

/**
 * The words of the texts of some items, for a thread that has no dictionary: of each text, how many words it has, then
 * how long each of them is (UTF-16 units).
 */
export function cutItems(inputs: readonly TagInput[]): Uint32Array {
  const lengths: number[] = [];
  for (const input of inputs)
    for (const text of readTexts(input)) {
      const words = cutText(text);
      lengths.push(words.length);
      for (const word of words) lengths.push(word.length);
    }
  return Uint32Array.from(lengths);
}

/** Words that were cut elsewhere, by the texts that they are the words of. */
export class SentCuts {
  #lengths: Uint32Array = new Uint32Array(0);
  /** Where the words of a text are told. */
  readonly #places = new Map<string, number>();

  /** Takes what `cutItems` made of some items, in place of what was sent before. */
  take(inputs: readonly TagInput[], lengths: Uint32Array): void {
    this.#lengths = lengths;
    this.#places.clear();
    let at = 0;
    for (const input of inputs)
      for (const text of readTexts(input)) {
        this.#places.set(text, at);
        at += 1 + (lengths[at] ?? 0);
      }
  }

  /** The words of one of the texts that were sent last. */
  cut(text: string): string[] {
    const place = this.#places.get(text);
    if (place === undefined) throw new Error("a text came without its words");
    const words: string[] = [];
    const count = this.#lengths[place] ?? 0;
    let from = 0;
    for (let word = 1; word <= count; word++) {
      const to = from + (this.#lengths[place + word] ?? 0);
      words.push(text.slice(from, to));
      from = to;
    }
    return words;
  }
}
