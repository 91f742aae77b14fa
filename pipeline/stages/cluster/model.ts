import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { AskError, messageOf } from "../../errors.ts";
import { FEATURES } from "./headlines.ts";

const NamedWeights = z.record(z.string(), z.number());
const File = z.object({
  /** Headlines that the tokens were counted in. */
  documents: z.number().int().positive(),
  /** Tokens that fewer headlines have are not listed and weigh as if so many had them. */
  floor: z.number().int().positive(),
  counts: z.record(z.string(), z.number().int()),
  together: NamedWeights,
  reprint: NamedWeights,
});

export type HeadlineFile = z.infer<typeof File>;

/** What comparing headlines knows of headlines in general. */
export interface HeadlineModel {
  /** What it is made of, which can be sent to a thread. */
  file: HeadlineFile;
  /** Digest of the file: what was compared by another one must be compared anew. */
  version: string;
  /** Inverse document frequency of a token, natural logarithm. */
  weightOf: (token: string) => number;
  /** Weights of `FEATURES`, then the constant: do two headlines tell of one event; is one the other, edited. */
  together: number[];
  reprint: number[];
}

/**
 * Reads `headlines.json`, which `pipeline/train/headlines.ts` makes.
 * @throws AskError where it is missing or malformed.
 */
export async function loadHeadlineModel(path: string): Promise<HeadlineModel> {
  try {
    const content = await readFile(path, "utf8");
    const version = createHash("sha256").update(content).digest("hex").slice(0, 16);
    return headlineModel(File.parse(JSON.parse(content)), version);
  } catch (error) {
    throw new AskError(
      {
        en: `cannot use ${path}: ${messageOf(error)}. Restore it from the repository (git checkout).`,
        zh: `无法使用 ${path}:${messageOf(error)}。请从代码库恢复(git checkout)。`,
      },
      { cause: error },
    );
  }
}

/** The model of a file's content. */
export function headlineModel(file: HeadlineFile, version: string): HeadlineModel {
  const weight = (count: number) => Math.log((file.documents + 1) / (count + 1));
  const weights = new Map(Object.entries(file.counts).map(([token, count]) => [token, weight(count)]));
  const rare = weight(file.floor);
  const weightOf = (token: string) => weights.get(token) ?? rare;
  const ordered = (named: Record<string, number>) => [...FEATURES, "constant"].map((name) => named[name] ?? 0);
  return { file, version, weightOf, together: ordered(file.together), reprint: ordered(file.reprint) };
}
