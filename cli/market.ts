import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadLexicon } from "../pipeline/lexicon.ts";
import { createMarketFilter } from "../pipeline/stages/extract/market.ts";
import { loadCues } from "../pipeline/stages/tag/cues.ts";
import { shipped } from "./paths.ts";

export type MarketFilter = ReturnType<typeof createMarketFilter>;

/** What tells pages of the market from the rest of a large archive: the lexicon's words for the field and names of models. */
export async function loadMarketFilter(): Promise<MarketFilter> {
  const [lexicon, cues] = await Promise.all([
    loadLexicon(shipped.lexicon),
    loadCues(join(shipped.lexicon, "cues.yaml")),
  ]);
  const names = lexicon.models.flatMap(({ name, aliases, ambiguous }) =>
    [name, ...aliases].filter((one) => one.length > 1 && !ambiguous.includes(one)),
  );
  return createMarketFilter([...(cues.groups.get("relevance.strong") ?? []), ...names]);
}

/** Digest of the files that the filter reads. */
export function marketDigest(): string {
  const hash = createHash("sha256");
  for (const name of ["cues.yaml", "models.csv"]) hash.update(readFileSync(join(shipped.lexicon, name)));
  return hash.digest("hex");
}
