import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dictionaryDir } from "./dictionary.ts";
import type { Segmented } from "./index.ts";

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
  // The tables take a third of a second to read: only those who ask for keywords wait for them.
  const left = new Set(without.map((word) => word.toLowerCase()));
  let rarity: ReadonlyMap<string, number> | null = null;
  return ({ tokens }, count) => {
    rarity ??= readRarity();
    const counts = new Map<string, { word: string; n: number }>();
    for (const { word } of tokens) {
      if (word.length < 2) continue;
      const counted = counts.get(word);
      if (counted) counted.n++;
      else counts.set(word, { word, n: 1 });
    }
    const top: Weighed[] = [];
    for (const { word, n } of counts.values()) {
      if (left.has(word.toLowerCase())) continue;
      const rare = rarity.get(word) ?? (KEPT.test(word) ? UNKNOWN_RARITY : 0);
      if (rare > 0) keepHeaviest(top, { word, weight: n * rare }, count);
    }
    return top.map(({ word, weight }) => ({ word, weight: Math.round(weight * 100) / 100 }));
  };
}

interface Weighed {
  word: string;
  weight: number;
}

/** Puts a word into the list of the `count` heaviest where it belongs; of equal weight, by code unit. */
function keepHeaviest(top: Weighed[], one: Weighed, count: number): void {
  const isBefore = (other: Weighed) =>
    one.weight > other.weight || (one.weight === other.weight && one.word < other.word);
  let at = top.length;
  for (let before = top[at - 1]; before && isBefore(before); before = top[at - 1]) at--;
  if (at >= count) return;
  top.splice(at, 0, one);
  if (top.length > count) top.pop();
}

/** Rarity of every word of the table; 0 of those that are no keywords. */
function readRarity(): ReadonlyMap<string, number> {
  const rarity = new Map<string, number>();
  for (const line of readFileSync(join(dictionaryDir, "idf.utf8"), "utf8").split("\n")) {
    const space = line.indexOf(" ");
    const word = line.slice(0, space);
    if (space > 0) rarity.set(word, KEPT.test(word) ? Number(line.slice(space + 1)) : 0);
  }
  for (const word of readFileSync(join(dictionaryDir, "stop_words.utf8"), "utf8").split("\n")) rarity.set(word, 0);
  return rarity;
}
