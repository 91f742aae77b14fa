import { parse } from "yaml";
import { z } from "zod";
import { messageOf } from "../errors.ts";
import { lexiconError, readLexiconFile } from "./table.ts";

const words = z.array(z.coerce.string().min(1)).min(1);
const roles = z.strictObject({ comparison: words, base: words, investor: words, customer: words, source: words });

const NameVocabulary = z.strictObject({
  variants: words,
  not_variants: words,
  counted: words,
  fillers: words,
  release: words,
  acts: words,
  model_heads: words,
  organisation_ends: words,
  model_ends: words,
  never_in_names: words,
  not_keywords: words,
  roles: z.strictObject({ before: roles, after: roles }),
  people: z.record(z.string(), words),
});
/** Words by which names are recognised and judged; `names.yaml` says what each list is for. */
export type NameVocabulary = z.infer<typeof NameVocabulary>;

/**
 * Reads `names.yaml`.
 * @throws AskError naming the file, and the place in it that is wrong.
 */
export async function readVocabulary(path: string): Promise<{ vocabulary: NameVocabulary; text: string }> {
  const text = await readLexiconFile(path);
  let file: unknown;
  try {
    file = parse(text);
  } catch (error) {
    throw lexiconError(path, null, messageOf(error));
  }
  const checked = NameVocabulary.safeParse(file);
  if (checked.success) return { vocabulary: checked.data, text };
  const issue = checked.error.issues[0];
  throw lexiconError(path, null, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}
