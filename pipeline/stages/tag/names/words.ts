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
  organisationEnds: WordEnds;
  modelEnds: WordEnds;
  /** The Latin ones among these, in lower case. */
  latinKinds: ReadonlySet<string>;
}

export function nameWords(vocabulary: NameVocabulary): NameWords {
  const set = (words: string[]) => new Set(words.map((word) => word.toLowerCase()));
  return {
    release: set(vocabulary.release),
    acts: set(vocabulary.acts),
    heads: set(vocabulary.model_heads),
    never: set(vocabulary.never_in_names),
    common: set(vocabulary.not_variants),
    fillers: new Set(vocabulary.fillers),
    organisationEnds: new WordEnds(vocabulary.organisation_ends),
    modelEnds: new WordEnds(vocabulary.model_ends),
    latinKinds: set(vocabulary.model_ends.filter((end) => /^[a-z]+$/i.test(end))),
  };
}

/** Ends that words may have, by their last unit: most words end on none of these. */
export class WordEnds {
  readonly #byLast = new Map<number, string[]>();

  constructor(ends: readonly string[]) {
    for (const end of ends) {
      const last = end.charCodeAt(end.length - 1);
      this.#byLast.set(last, [...(this.#byLast.get(last) ?? []), end]);
    }
  }

  /** Whether a word has one of the ends, or is one. */
  areOf(word: string): boolean {
    return this.#byLast.get(word.charCodeAt(word.length - 1))?.some((end) => word.endsWith(end)) ?? false;
  }

  /** Whether a word has one of the ends and something before it. */
  follow(word: string): boolean {
    const ends = this.#byLast.get(word.charCodeAt(word.length - 1));
    return ends?.some((end) => word.length > end.length && word.endsWith(end)) ?? false;
  }
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
