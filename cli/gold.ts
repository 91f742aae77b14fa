import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AskError, messageOf } from "../pipeline/errors.ts";
import { GoldItem, type Prediction, predictionOf, tagInput } from "../pipeline/eval/gold.ts";
import { acrossScripts } from "../pipeline/stages/extract/index.ts";
import { loadTagger } from "../pipeline/stages/tag/index.ts";
import { shipped } from "./paths.ts";

/** Folder of the project's own labelled items and the floors that CI holds. */
export const OWN_GOLD = join(shipped.lexicon, "..", "gold");

/** Reads labelled items. */
export async function readGold(path: string): Promise<GoldItem[]> {
  return (await readJsonLines(path)).map((line) => GoldItem.parse(line));
}

/** Labels items as the shipped tagger does now, by their ids. */
export async function predictGold(gold: readonly GoldItem[]): Promise<Map<string, Prediction>> {
  const tagger = await loadTagger({ lexiconDir: shipped.lexicon, modelDir: shipped.model });
  const tagMany = acrossScripts(async (inputs) => inputs.map((input) => tagger.tag(input)));
  const tags = await tagMany(gold.map(tagInput));
  const pairs = tags.map((labels, i) => predictionOf({ id: gold[i]?.id, ...labels }));
  return new Map(pairs.map(({ id, prediction }) => [id, prediction]));
}

/** @throws AskError where the file cannot be read or a line is no JSON */
export async function readJsonLines(path: string): Promise<unknown[]> {
  try {
    const lines = (await readFile(path, "utf8")).split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line) as unknown);
  } catch (error) {
    throw new AskError({
      en: `${path} cannot be read as JSON lines: ${messageOf(error)}`,
      zh: `无法把 ${path} 读作 JSON 行:${messageOf(error)}`,
    });
  }
}
