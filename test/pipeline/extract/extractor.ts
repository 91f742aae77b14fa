import { join } from "node:path";
import { packageRoot } from "../../../pipeline/root.ts";
import { createExtractor, type Extractor, loadBoilerplate } from "../../../pipeline/stages/extract/index.ts";
import type { Dropped, Extracted } from "../../../pipeline/types.ts";

export const boilerplate = await loadBoilerplate(join(packageRoot, "data", "lexicon"));
export const extractor: Extractor = createExtractor(boilerplate);
export const FETCHED_AT = "2023-06-19T12:00:00Z";

/** The article, or an error that names why it was dropped. */
export function kept(result: Extracted | Dropped): Extracted {
  if ("dropped" in result) throw new Error(`dropped: ${result.dropped}`);
  return result;
}
