import { firstReached } from "../../../bisect.ts";
import type { NameVocabulary } from "../../../lexicon.ts";
import { lowerCase } from "../../segment/fold.ts";
import type { Segmented, Token } from "../../segment/index.ts";

/** What a word does for the names around it. */
export interface NameWords {
  release: ReadonlySet<string>;
  acts: ReadonlySet<string>;
  heads: ReadonlySet<string>;
  never: ReadonlySet<string>;
  /** Latin words that are no names by themselves. */
  common: ReadonlySet<string>;
  /** What may follow a model's name without changing it. */
  fillers: ReadonlySet<string>;
  organisationEnds: readonly string[];
  modelEnds: readonly string[];
  /** The Latin ones among these, by their lower-case form. */
  latinKinds: ReadonlyMap<string, string>;
}

export function nameWords(vocabulary: NameVocabulary): NameWords {
  const set = (words: string[]) => new Set(words.map((word) => word.toLowerCase()));
  const longestFirst = (words: string[]) => [...words].sort((a, b) => b.length - a.length);
  return {
    release: set(vocabulary.release),
    acts: set(vocabulary.acts),
    heads: set(vocabulary.model_heads),
    never: set(vocabulary.never_in_names),
    common: set(vocabulary.not_variants),
    fillers: new Set(vocabulary.fillers),
    organisationEnds: longestFirst(vocabulary.organisation_ends),
    modelEnds: longestFirst(vocabulary.model_ends),
    latinKinds: new Map(
      vocabulary.model_ends.filter((end) => /^[a-z]+$/i.test(end)).map((end) => [end.toLowerCase(), end]),
    ),
  };
}

/** The word of a token as vocabularies are asked. */
export function wordOf(token: Token | undefined): string {
  return token ? lowerCase(token.word) : "";
}

/** Whether a stretch lies over a listed name. */
export function isOverListed({ names }: Segmented, { start, end }: { start: number; end: number }): boolean {
  return names.some((name) => name.start < end && start < name.end);
}

/** Number of the token that holds the unit, or of the first after it. */
export function tokenAt({ tokens }: Segmented, unit: number): number {
  return firstReached(tokens.length, (at) => (tokens[at]?.end ?? 0) > unit);
}
