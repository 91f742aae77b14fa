import { foldName } from "../stages/segment/fold.ts";
import type { CueMatcher } from "../stages/tag/cues.ts";
import type { NameCount } from "../stages/tag/name-counts.ts";
import type { FoundNames } from "../stages/tag/names/index.ts";
import { PATTERN_UNITS } from "../stages/tag/names/unlisted.ts";

/** Cues of this group say that an item is about AI. */
const ABOUT_AI = "relevance.strong";

/** Counts the names that items of a corpus seem to have, listed or not. */
export class NameCounter {
  readonly counts = new Map<string, NameCount>();

  constructor(private readonly cues: CueMatcher) {}

  add(found: FoundNames): void {
    const hits = [...this.cues.find(found.title.folded), ...this.cues.find(found.text.folded, PATTERN_UNITS)];
    const ai = Number(hits.some(({ groups }) => groups.includes(ABOUT_AI)));
    for (const [name, titled] of namesOf(found)) {
      const { items, ai: about, titles: heads } = this.counts.get(name) ?? { items: 0, ai: 0, titles: 0 };
      this.counts.set(name, { items: items + 1, ai: about + ai, titles: heads + Number(titled) });
    }
  }
}

/** Folded names of an item's beginning, and whether its title has them. */
function namesOf({ hits }: FoundNames): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const { field, start, rule, written, name } of hits) {
    if (field === "text" && start >= PATTERN_UNITS) continue;
    const folded = foldName(rule.startsWith("lexicon") ? written : name);
    names.set(folded, names.get(folded) === true || field === "title");
  }
  return names;
}
