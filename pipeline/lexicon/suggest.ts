import type { Lexicon } from "../lexicon.ts";
import type { TagInput, Tags } from "../types.ts";

/** A name that items are about and no list has. */
export interface Suggestion {
  kind: "vendor" | "model";
  name: string;
  /** Items that it is a subject of. */
  count: number;
  /** For a model, the vendor ids that stood with it, most often first. */
  vendors: string[];
  /** Titles of some of the items. */
  examples: string[];
}

export interface Suggestions {
  add(input: Pick<TagInput, "title" | "text">, tags: Pick<Tags, "vendors" | "models">): void;
  list(options: { min: number; limit: number }): Suggestion[];
}

interface Seen {
  kind: "vendor" | "model";
  name: string;
  count: number;
  vendors: Map<string, number>;
  examples: string[];
}

const EXAMPLES = 3;
const EXAMPLE_CHARS = 100;
const MAX_SEEN = 100_000;

/** Gathers subjects that the lexicon does not list, over as many items as are given; memory is bounded. */
export function createSuggestions(lexicon: Lexicon): Suggestions {
  const families = new Set(lexicon.models.map(({ name }) => name));
  const seen = new Map<string, Seen>();
  return {
    add: ({ title, text }, { vendors, models }) => {
      const note = (kind: Seen["kind"], name: string, vendor: string | null) => {
        const key = `${kind}:${name.toLowerCase()}`;
        const entry: Seen = seen.get(key) ?? { kind, name, count: 0, vendors: new Map(), examples: [] };
        if (!seen.has(key) && seen.size >= MAX_SEEN) return;
        entry.count++;
        if (vendor) entry.vendors.set(vendor, (entry.vendors.get(vendor) ?? 0) + 1);
        const example = (title || text).slice(0, EXAMPLE_CHARS).toWellFormed();
        if (entry.examples.length < EXAMPLES && !entry.examples.includes(example)) entry.examples.push(example);
        seen.set(key, entry);
      };
      for (const { id, name } of vendors) if (!lexicon.vendorById.has(id)) note("vendor", name, null);
      for (const { family, name } of models)
        if (!family || !families.has(family))
          note("model", name, vendors.find(({ id }) => lexicon.vendorById.has(id))?.id ?? null);
    },
    list: ({ min, limit }) =>
      [...seen.values()]
        .filter(({ count }) => count >= min)
        .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
        .slice(0, limit)
        .map(({ vendors, ...rest }) => ({
          ...rest,
          vendors: [...vendors].sort((a, b) => b[1] - a[1]).map(([id]) => id),
        })),
  };
}
