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
 */
export function createKeywords(): (text: Segmented, count: number) => { word: string; weight: number }[] {
  // The tables take a third of a second to read: only those who ask for keywords wait for them.
  let tables: { rarity: ReadonlyMap<string, number>; stop: ReadonlySet<string> } | null = null;
  return ({ tokens }, count) => {
    tables ??= { rarity: readRarity(), stop: readStopWords() };
    const { rarity, stop } = tables;
    const counts = new Map<string, number>();
    for (const { word } of tokens) if (word.length > 1) counts.set(word, (counts.get(word) ?? 0) + 1);
    const weighed: { word: string; weight: number }[] = [];
    for (const [word, n] of counts) {
      if (!stop.has(word) && KEPT.test(word)) weighed.push({ word, weight: n * (rarity.get(word) ?? UNKNOWN_RARITY) });
    }
    weighed.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
    return weighed.slice(0, count).map(({ word, weight }) => ({ word, weight: Math.round(weight * 100) / 100 }));
  };
}

function readStopWords(): ReadonlySet<string> {
  return new Set(readFileSync(join(dictionaryDir, "stop_words.utf8"), "utf8").split("\n"));
}

function readRarity(): ReadonlyMap<string, number> {
  const rarity = new Map<string, number>();
  for (const line of readFileSync(join(dictionaryDir, "idf.utf8"), "utf8").split("\n")) {
    const space = line.indexOf(" ");
    if (space > 0) rarity.set(line.slice(0, space), Number(line.slice(space + 1)));
  }
  return rarity;
}
