import { readFileSync } from "node:fs";
import { join } from "node:path";
import { insertAt } from "../../insert.ts";
import { dictionaryDir } from "./dictionary.ts";
import type { Segmented } from "./index.ts";
import { ShortWords } from "./short-words.ts";

/** Weight of words that the frequency table does not know: they are rare, or names. */
const UNKNOWN_RARITY = 11.7;
/** Words that nothing is said by: units, fillers of news prose. */
const KEPT = /^(?:[\u3400-\u9fff]{2,}|[a-z][a-z0-9.+ -]+)$/i;

/**
 * The heaviest words of a text: frequency times inverse document frequency, after the table that nodejieba brings
 * along (the same that its own `extract` uses, which would cut the text once more).
 * @param without words that are never keywords, in any case
 */
export function createKeywords(
  without: readonly string[],
): (text: Segmented, count: number) => { word: string; weight: number }[] {
  const left = new Set(without.map((word) => word.toLowerCase()));
  // The tables take a third of a second to read: only those who ask for keywords wait for them.
  let rarity: Rarity | null = null;
  const short = new ShortWords(10);
  const long = new Map<string, number>();
  return ({ tokens }, count) => {
    rarity ??= new Rarity();
    const words: string[] = [];
    for (const { word } of tokens) {
      if (ShortWords.holds(word)) {
        const slot = short.claim(word);
        const seen = short.valueAt(slot);
        if (seen === 0) words.push(word);
        short.setAt(slot, seen + 1);
      } else if (word.length > 1) long.set(word, (long.get(word) ?? 0) + 1);
    }
    const top: Weighed[] = [];
    const weigh = (word: string, n: number, table: Rarity) => {
      // What the rarest of all words could not reach with as many places needs no look into the table.
      if (n * table.most < (top[count - 1]?.weight ?? 0)) return;
      keepHeaviest(top, word, n * table.of(word), count, left);
    };
    // The frequent words come first, so that few of the others are looked up.
    for (const frequent of [true, false])
      for (let at = 0; at < words.length; at++) {
        const n = short.valueAt(short.used[at] ?? 0);
        if (n >= FREQUENT === frequent) weigh(words[at] ?? "", n, rarity);
      }
    for (const [word, n] of long) weigh(word, n, rarity);
    short.clear();
    long.clear();
    return top.map(({ word, weight }) => ({ word, weight: Math.round(weight * 100) / 100 }));
  };
}

const FREQUENT = 3;

interface Weighed {
  word: string;
  weight: number;
}

/** Puts a word into the list of the `count` heaviest where it belongs; of equal weight, by code unit. */
function keepHeaviest(top: Weighed[], word: string, weight: number, count: number, without: ReadonlySet<string>): void {
  if (weight === 0) return;
  let at = top.length;
  while (at > 0) {
    const before = top[at - 1];
    if (!before || before.weight > weight || (before.weight === weight && before.word < word)) break;
    at--;
  }
  if (at >= count || without.has(word.toLowerCase())) return;
  insertAt(top, at, { word, weight }, count);
}

/** Rarity of words; 0 of those that are no keywords. */
class Rarity {
  readonly #short = new ShortWords(19);
  readonly #long = new Map<string, number>();
  /** The highest of all. */
  most = UNKNOWN_RARITY;

  constructor() {
    for (const line of readFileSync(join(dictionaryDir, "idf.utf8"), "utf8").split("\n")) {
      const space = line.indexOf(" ");
      const word = line.slice(0, space);
      if (space > 0) this.#set(word, KEPT.test(word) ? Number(line.slice(space + 1)) : 0);
    }
    for (const word of readFileSync(join(dictionaryDir, "stop_words.utf8"), "utf8").split("\n")) this.#set(word, 0);
  }

  of(word: string): number {
    if (!ShortWords.holds(word)) return this.#long.get(word) ?? unknown(word);
    const slot = this.#short.find(word);
    return slot === -1 ? unknown(word) : this.#short.valueAt(slot);
  }

  #set(word: string, rarity: number): void {
    this.most = Math.max(this.most, rarity);
    if (ShortWords.holds(word)) this.#short.set(word, rarity);
    else this.#long.set(word, rarity);
  }
}

function unknown(word: string): number {
  return KEPT.test(word) ? UNKNOWN_RARITY : 0;
}
