import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Lexicon } from "../lexicon.ts";
import type { ItemScores } from "../stages/tag/subject-features.ts";
import { SUBJECT_WEIGHTS } from "../stages/tag/subject-weights.ts";
import { type SubjectItem, trainSubjects } from "./subjects.ts";

const GoldLine = z.object({
  id: z.string(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  date: z.string().nullish(),
  source: z.string().nullish(),
  labels: z.object({ vendors: z.array(z.string()), models: z.array(z.string()) }),
});

export interface SubjectsFileOptions {
  goldPath: string;
  lexicon: Lexicon;
  /** Held-out scores of the other classifiers by item id; items without are left out. */
  scores: ReadonlyMap<string, ItemScores>;
  out: string;
  digests: Record<string, string>;
  say: (text: string) => void;
}

/** Trains the choice of subjects on labelled items and writes `subjects.json` into the model folder. */
export async function writeSubjects({
  goldPath,
  lexicon,
  scores,
  out,
  digests,
  say,
}: SubjectsFileOptions): Promise<void> {
  const lines = (await readFile(goldPath, "utf8")).split("\n").filter(Boolean);
  const items = lines.flatMap((line): SubjectItem[] => {
    const { id, title, text, date, source, labels } = GoldLine.parse(JSON.parse(line));
    const own = scores.get(id);
    if (!own) return [];
    const input = { id, title: title ?? "", text: text ?? "", published: date ?? null, source: source ?? null };
    return [{ input, ...labels, scores: own }];
  });
  const weights = trainSubjects(items, lexicon, digests, say);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, SUBJECT_WEIGHTS), `${JSON.stringify(weights)}\n`);
}
