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
  /** What each word is, as bits of `WORD_IS`; a word that is nothing is left out. */
  is: ReadonlyMap<string, number>;
}

/** Bits of what a word may be; those of a role after and before a name are shifted by its place in `PLACED_ROLES`. */
export const WORD_IS = { release: 1, acts: 2, heads: 4, joins: 8, before: 16, after: 512 } as const;
const JOINS = ["和", "与", "、", "及", "联合", "携手", "&", "x", "/", "联手"];

/** What stands around one hit. */
export interface Place {
  hit: FoundName;
  segmented: Segmented;
  /** Tokens before (nearest first) and after, spaces left out, lower case. */
  left: string[];
  right: string[];
  /** The nearest word before and after; a listed name as its kind, so that all names are alike. */
  maskedLeft: string;
  maskedRight: string;
  /** Number of the clause of its field that it stands in, and how many words of the clause come before it. */
  clause: number;
  inClause: number;
}

const WINDOW = 5;
const CLAUSE_END = /^[,，。;；:：!！?？|｜丨/、\n…—]+$/;

export function placeWords(vocabulary: NameVocabulary): PlaceWords {
  const sets = (roles: Record<PlacedRole, string[]>) =>
    Object.fromEntries(
      PLACED_ROLES.map((role) => [role, new Set(roles[role].map((word) => word.toLowerCase()))]),
    ) as unknown as Record<PlacedRole, ReadonlySet<string>>;
  const names = nameWords(vocabulary);
  const [before, after] = [sets(vocabulary.roles.before), sets(vocabulary.roles.after)];
  const is = new Map<string, number>();
  const mark = (words: Iterable<string>, bit: number) => {
    for (const word of words) is.set(word, (is.get(word) ?? 0) | bit);
  };
  for (const kind of ["release", "acts", "heads"] as const) mark(names[kind], WORD_IS[kind]);
  mark(JOINS, WORD_IS.joins);
  PLACED_ROLES.forEach((role, at) => {
    mark(before[role], WORD_IS.before << at);
    mark(after[role], WORD_IS.after << at);
  });
  return { ...names, before, after, is };
}

/** The places that tell most of a candidate, null where there are none. */
export interface Places {
  /** Its first in the title, else its first in the text, else its product's. */
  first: Place | null;
  /** Its first in the text where it stands in the title, else its second, else its product's, among other words. */
  second: Place | null;
}

/** Hits that are looked at for a second place. */
const MAX_TRIED = 4;

/** Where a candidate stands first, and where it stands among other words than there. */
export function placesOf(candidate: Candidate, found: FoundNames, clauses: Clauses): Places {
  const product = candidate.products[0]?.hits ?? NO_HITS;
  const hits = candidate.hits.length ? candidate.hits : product;
  const hit = hits[0];
  if (!hit) return NOWHERE;
  const first = placeOfHit(hit, found, clauses);
  const from = hits.findIndex(({ field }) => field !== hit.field);
  const further = from === -1 ? 1 : from;
  for (let tried = 0; tried < MAX_TRIED; tried++) {
    const other = hits[further + tried] ?? (hits === product ? undefined : product[further + tried - hits.length]);
    if (!other) break;
    if (other.field === hit.field && other.start < hit.end && hit.start < other.end) continue;
    const second = placeOfHit(other, found, clauses);
    if (second.left[0] !== first.left[0] || second.right[0] !== first.right[0]) return { first, second };
  }
  return { first, second: null };
}

const NO_HITS: readonly FoundName[] = [];
const NOWHERE: Places = { first: null, second: null };

/** Hits further back than this (UTF-16 units) are all in clause `FAR_CLAUSE`: nobody counts so far. */
const COUNTED_UNITS = 800;
const FAR_CLAUSE = 99;

function placeOfHit(hit: FoundName, found: FoundNames, clauses: Clauses): Place {
  const segmented = found[hit.field];
  const { clause, inClause } = clauses.at(segmented, hit.start);
  const { left, right } = wordsAround(hit, found);
  const maskedLeft = masked(segmented, hit.start, left[0], -1);
  const maskedRight = masked(segmented, hit.end, right[0], 1);
  return { hit, segmented, left, right, maskedLeft, maskedRight, clause, inClause };
}

/** In which clause of its field each token of an item stands, and how many words of the clause come before it. */
export class Clauses {
  readonly #fields = new Map<Segmented, Pick<Place, "clause" | "inClause">[]>();

  /** That of the token that holds a unit. */
  at(segmented: Segmented, unit: number): Pick<Place, "clause" | "inClause"> {
    if (unit > COUNTED_UNITS) return TOO_FAR;
    const counted = this.#fields.get(segmented) ?? [];
    if (counted.length === 0) this.#fields.set(segmented, counted);
    const token = tokenAt(segmented, unit);
    for (let at = counted.length; at <= token; at++) {
      const before = counted[at - 1];
      if (!before) counted.push({ clause: 0, inClause: 0 });
      else if (before.clause < FAR_CLAUSE && endsClause(segmented.tokens[at - 1]?.word ?? ""))
        counted.push({ clause: before.clause + 1, inClause: 0 });
      else counted.push(before.clause < FAR_CLAUSE ? { clause: before.clause, inClause: before.inClause + 1 } : before);
    }
    return counted[token] ?? TOO_FAR;
  }
}

const TOO_FAR = { clause: FAR_CLAUSE, inClause: 0 };

/** The nearest word on one side of a name, or the kind of the listed name that ends or begins there. */
function masked({ text, names }: Segmented, at: number, word: string | undefined, side: -1 | 1): string {
  const edge = text[side < 0 ? at - 1 : at] === " " ? at + side : at;
  for (const { start, end, entry } of names) {
    if (start > edge) break;
    if ((side < 0 ? end : start) === edge) return entry.models.length ? "<model>" : "<vendor>";
  }
  return word ?? "^";
}

/** The words before (nearest first) and after a hit. */
export function wordsAround(hit: FoundName, found: FoundNames): Pick<Place, "left" | "right"> {
  const segmented = found[hit.field];
  const { tokens } = segmented;
  const left: string[] = [];
  for (let at = tokenAt(segmented, hit.start) - 1; at >= 0 && left.length < WINDOW; at--) {
    const word = wordOf(tokens[at]);
    if (word !== " ") left.push(word);
  }
  const right: string[] = [];
  for (let at = tokenAt(segmented, hit.end - 1) + 1; at < tokens.length && right.length < WINDOW; at++) {
    const word = wordOf(tokens[at]);
    if (word !== " ") right.push(word);
  }
  return { left, right };
}

function endsClause(word: string): boolean {
  const unit = word.charCodeAt(0);
  if (unit >= 0x3400 && unit < 0xff00) return false;
  if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39)) return false;
  return CLAUSE_END.test(word);
}
