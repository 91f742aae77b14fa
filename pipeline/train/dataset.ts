import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { foldName } from "../eval/lists.ts";
import { EVENTS, INDUSTRIES, type TagInput, TIERS } from "../types.ts";

/** What a person says of an item. */
export interface GoldLabels {
  relevant: boolean;
  event: (typeof EVENTS)[number];
  tier: (typeof TIERS)[number];
  industries: (typeof INDUSTRIES)[number][];
}

/** One item to learn from; `weight` is how much its labels count. */
export interface LabelledItem {
  input: TagInput;
  labels: GoldLabels;
  weight: number;
  origin: "gold" | "corpus" | "held-out";
  /** Names of the vendors and models that the item is about, where a reader wrote them down. */
  names?: { vendors: string[]; models: string[] };
}

const Labels = z.object({
  relevant: z.boolean(),
  event: z.enum(EVENTS),
  tier: z.enum(TIERS),
  industries: z.array(z.enum(INDUSTRIES)),
});
const GoldLine = z.object({
  id: z.string(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  date: z.string().nullish(),
  published: z.string().nullish(),
  source: z.string().nullish(),
  labels: Labels.extend({ vendors: z.array(z.string()).default([]), models: z.array(z.string()).default([]) }),
});
const CorpusLabel = Labels.extend({
  id: z.string(),
  use: z.enum(["train", "test"]),
  /** False where a second careful reader might decide otherwise: such labels count half. */
  sure: z.boolean().default(true),
  vendors: z.array(z.string()).optional(),
  models: z.array(z.string()).optional(),
});

type Line = Omit<z.infer<typeof GoldLine>, "labels">;

/** Reads labelled items: JSON lines with `labels`. */
export async function readGold(path: string): Promise<LabelledItem[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter(Boolean);
  return lines.map((line) => {
    const item = GoldLine.parse(JSON.parse(line));
    const { vendors, models, ...labels } = item.labels;
    return { input: inputOf(item), labels, weight: 1, origin: "gold", names: { vendors, models } };
  });
}

/**
 * Joins labels kept by id (`data/gold/corpus-labels.jsonl`) with the texts of the corpus, where that is at hand.
 * Items marked `use: "test"` come back with origin `held-out` and are never trained on.
 */
export async function readCorpusLabels(labels: string, corpusDir: string, weight: number): Promise<LabelledItem[]> {
  const lines = (await readFile(labels, "utf8")).split("\n").filter(Boolean);
  const byId = new Map(lines.map((line) => CorpusLabel.parse(JSON.parse(line))).map((label) => [label.id, label]));
  const items: LabelledItem[] = [];
  for await (const input of readCorpus(corpusDir)) {
    const found = byId.get(input.id);
    if (!found) continue;
    const { id: _, use, sure, vendors, models, ...rest } = found;
    const names =
      vendors && models ? { names: { vendors, models: models.filter((name) => isWritten(name, input)) } } : {};
    items.push({
      input,
      labels: rest,
      weight: sure ? weight : weight / 2,
      origin: use === "test" ? "held-out" : "corpus",
      ...names,
    });
  }
  return items;
}

/** A reader may know a model's name that the item does not write; nobody can learn to find it there. */
function isWritten(name: string, { title, text }: TagInput): boolean {
  const folded = foldName(name);
  return foldName(title).includes(folded) || foldName(text).includes(folded);
}

/** Without the items that another set has as well: what is learnt from one must not be measured on the other. */
export function withoutTitlesOf(items: readonly LabelledItem[], others: readonly LabelledItem[]): LabelledItem[] {
  const titles = new Set(others.map(({ input }) => titleKey(input)));
  return items.filter(({ input }) => !titles.has(titleKey(input)));
}

/** By what two sets are searched for the same item. */
export const titleKey = ({ title }: TagInput): string => foldName(title);

/** The items of a folder of `.jsonl.gz` files, in order. */
export async function* readCorpus(dir: string): AsyncGenerator<TagInput> {
  for (const name of (await readdir(dir)).filter((n) => n.endsWith(".jsonl.gz")).sort()) {
    const lines = createInterface({ input: createReadStream(join(dir, name)).pipe(createGunzip()) });
    for await (const line of lines) if (line) yield inputOf(JSON.parse(line) as Line);
  }
}

function inputOf({ id, title, text, date, published, source }: Line): TagInput {
  return { id, title: title ?? "", text: text ?? "", published: published ?? date ?? null, source: source ?? null };
}
