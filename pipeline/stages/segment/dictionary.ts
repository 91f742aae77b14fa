import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { exactLog } from "./exact-log.ts";

/** Folder of the dictionaries that nodejieba brings along. */
export const dictionaryDir: string = join(
  createRequire(import.meta.url).resolve("nodejieba/package.json"),
  "../submodules/cppjieba/dict",
);

/** Rarer words of the dictionary mislead nobody. */
const MIN_FREQUENCY = 20;

/** Whether nodejieba's dictionary has a form as a common word: not as the name of a person, place, firm or thing. */
export function commonWords(): (form: string) => boolean {
  const common = new Set<string>();
  eachWord("jieba.dict.utf8", (word, frequency, kind) => {
    if (frequency >= MIN_FREQUENCY && !/^(?:nr|ns|nt|nz|eng|x)/.test(kind)) common.add(word);
  });
  return (form) => common.has(form);
}

/**
 * All words of nodejieba's dictionary, each once, and the logarithms of how often each stands in a text. Words of its
 * second file that have no frequency of their own count as the median of the first.
 */
export function readDictionary(): { words: string[]; weights: Float64Array } {
  const words: string[] = [];
  const frequencies: number[] = [];
  const keep = (word: string, frequency: number) => {
    words.push(word);
    frequencies.push(frequency);
  };
  eachWord("jieba.dict.utf8", keep);
  const median = Float64Array.from(frequencies).sort()[frequencies.length >> 1] ?? 0;
  const total = frequencies.reduce((sum, one) => sum + one, 0);
  eachWord("user.dict.utf8", (word, frequency) => keep(word, frequency || median));
  const logs = new Map<number, number>();
  for (const one of frequencies) if (!logs.has(one)) logs.set(one, exactLog(one / total));
  return { words, weights: Float64Array.from(frequencies, (one) => logs.get(one) ?? 0) };
}

/** Reads lines of a word, its frequency and its part of speech; of the second file some lack one or both. */
function eachWord(file: string, use: (word: string, frequency: number, kind: string) => void): void {
  const text = readFileSync(join(dictionaryDir, file), "utf8");
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end === -1 ? text.length : end);
    const [word = "", frequency = "0", kind = ""] = line.split(" ");
    if (word !== "") use(word, Number(frequency) || 0, kind);
    from += line.length + 1;
  }
}
