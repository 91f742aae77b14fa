import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

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
  for (const line of readFileSync(join(dictionaryDir, "jieba.dict.utf8"), "utf8").split("\n")) {
    const [word = "", frequency, kind = ""] = line.split(" ");
    if (Number(frequency) >= MIN_FREQUENCY && !/^(?:nr|ns|nt|nz|eng|x)/.test(kind)) common.add(word);
  }
  return (form) => common.has(form);
}
