import { parse } from "yaml";
import { z } from "zod";
import { messageOf } from "../errors.ts";
import { lexiconError, readLexiconFile } from "./table.ts";

const text = z.string().min(1);

const TaxonomyLabel = z.object({
  id: z.coerce.string().min(1),
  zh: text,
  en: text,
  definition_zh: text,
  definition_en: text,
  /** Hard cases, decided once. */
  decided: z.array(z.object({ zh: text, en: text })).optional(),
});
export type TaxonomyLabel = z.infer<typeof TaxonomyLabel>;

const labels = z.array(TaxonomyLabel).min(1);
const TaxonomyFile = z.object({
  relevant: labels,
  event: labels,
  tier: labels,
  industries: labels,
  vendor_kinds: labels,
  facets: z.object({ market: labels, delivery: labels, concern: labels, modality: labels }),
});

/** Labels by field: `relevant`, `event`, `tier`, `industries`, `vendor_kinds` and each facet. */
export type Taxonomy = Record<string, TaxonomyLabel[]>;

/**
 * Reads `taxonomy.yaml`.
 * @throws AskError naming the file, and the place in it that is wrong.
 */
export async function readTaxonomy(path: string): Promise<{ taxonomy: Taxonomy; text: string }> {
  const source = await readLexiconFile(path);
  let file: unknown;
  try {
    file = parse(source);
  } catch (error) {
    throw lexiconError(path, null, messageOf(error));
  }
  const checked = TaxonomyFile.safeParse(file);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw lexiconError(path, null, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  }
  const { facets, ...fields } = checked.data;
  return { taxonomy: { ...fields, ...facets }, text: source };
}
