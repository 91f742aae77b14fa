import type { NameVocabulary } from "../../lexicon.ts";
import type { Segmented } from "../segment/index.ts";
import type { FoundName, FoundNames } from "./names/index.ts";
import { type NameWords, nameWords, tokenAt, wordOf } from "./names/words.ts";
import type { Candidate } from "./subject-candidates.ts";

export const PLACED_ROLES = ["comparison", "base", "investor", "customer", "source"] as const;
export type PlacedRole = (typeof PLACED_ROLES)[number];

/** Sets of words that are asked around a name. */
export interface PlaceWords extends NameWords {
  before: Readonly<Record<PlacedRole, ReadonlySet<string>>>;
  after: Readonly<Record<PlacedRole, ReadonlySet<string>>>;
}

/** What stands around one hit. */
export interface Place {
  hit: FoundName;
  segmented: Segmented;
  /** Tokens before (nearest first) and after, spaces left out, lower case. */
  left: string[];
  right: string[];
  /** Number of the clause of its field that it stands in, and how many words of the clause come before it. */
  clause: number;
  inClause: number;
}

const WINDOW = 5;
const CLAUSE_END = /^[,，。;；:：!！?？|｜丨/、\n…—]+$/;
const SPACES = /^\s+$/;

export function placeWords(vocabulary: NameVocabulary): PlaceWords {
  const sets = (roles: Record<PlacedRole, string[]>) =>
    Object.fromEntries(
      PLACED_ROLES.map((role) => [role, new Set(roles[role].map((word) => word.toLowerCase()))]),
    ) as unknown as Record<PlacedRole, ReadonlySet<string>>;
  return { ...nameWords(vocabulary), before: sets(vocabulary.roles.before), after: sets(vocabulary.roles.after) };
}

/** The place that tells most of a candidate: its first in the title, else its first in the text, else its product's. */
export function placeOf(candidate: Candidate, found: FoundNames): Place | null {
  const hit = candidate.hits[0] ?? candidate.products[0]?.hits[0];
  return hit ? placeOfHit(hit, found) : null;
}

export function placeOfHit(hit: FoundName, found: FoundNames): Place {
  const segmented = found[hit.field];
  const { tokens } = segmented;
  const first = tokenAt(segmented, hit.start);
  const last = tokenAt(segmented, hit.end - 1);
  const left: string[] = [];
  for (let at = first - 1; at >= 0 && left.length < WINDOW; at--) {
    const word = wordOf(tokens[at]);
    if (!SPACES.test(word)) left.push(word);
  }
  const right: string[] = [];
  for (let at = last + 1; at < tokens.length && right.length < WINDOW; at++) {
    const word = wordOf(tokens[at]);
    if (!SPACES.test(word)) right.push(word);
  }
  let clause = 0;
  let inClause = 0;
  for (let at = 0; at < first; at++) {
    const ends = CLAUSE_END.test(tokens[at]?.word ?? "");
    if (ends) clause++;
    inClause = ends ? 0 : inClause + 1;
  }
  return { hit, segmented, left, right, clause, inClause };
}
