import { isHan } from "./fold.ts";
import type { Segmented } from "./index.ts";

/** A string of words that keep together and stand in many surroundings, as names do. */
export interface DiscoveredWord {
  word: string;
  count: number;
  /** Pointwise mutual information of its parts in bits: how much oftener they stand together than by chance. */
  cohesion: number;
  /** Entropy in bits of what stands before and after, the smaller of the two. */
  freedom: number;
}

export interface Discovery {
  add(segmented: Segmented): void;
  /** Strings seen at least `min` times, the most telling first. */
  found(options: { min: number; limit: number }): DiscoveredWord[];
}

interface Entry {
  count: number;
  left: Map<string, number>;
  right: Map<string, number>;
}

/** Most strings kept while counting; the rare are forgotten when there are more. */
const MAX_ENTRIES = 300_000;
const MAX_NEIGHBOURS = 40;
const MAX_WORDS = 3;
const MIN_COHESION = 3;
const MIN_FREEDOM = 1;

/** Finds words that the dictionary lacks over a corpus: neighbouring tokens with high cohesion and free surroundings. */
export function createDiscovery(): Discovery {
  const words = new Map<string, number>();
  const strings = new Map<string, Entry>();
  let total = 0;
  return {
    add: ({ tokens, names }) => {
      const listed = new Set(names.map((name) => name.start));
      for (let at = 0; at < tokens.length; at++) {
        const token = tokens[at]?.word ?? "";
        if (!isPart(token)) continue;
        words.set(token, (words.get(token) ?? 0) + 1);
        total++;
        let joined = token;
        for (let n = 1; n < MAX_WORDS && !listed.has(tokens[at]?.start ?? -1); n++) {
          const next = tokens[at + n];
          if (!next || !isPart(next.word) || listed.has(next.start)) break;
          joined += next.word;
          count(strings, joined, tokens[at - 1]?.word ?? "^", tokens[at + n + 1]?.word ?? "$");
        }
      }
      if (strings.size > MAX_ENTRIES) forget(strings);
      if (words.size > MAX_ENTRIES) for (const [word, n] of words) if (n === 1) words.delete(word);
    },
    found: ({ min, limit }) => {
      const found: DiscoveredWord[] = [];
      for (const [word, { count: seen, left, right }] of strings) {
        if (seen < min) continue;
        const freedom = Math.min(entropy(left), entropy(right));
        const cohesion = cohesionOf(word, seen, words, total);
        if (freedom >= MIN_FREEDOM && cohesion >= MIN_COHESION) found.push({ word, count: seen, cohesion, freedom });
      }
      const weight = ({ count: n, cohesion, freedom }: DiscoveredWord) => Math.log2(n) * cohesion * freedom;
      return found.sort((a, b) => weight(b) - weight(a) || (a.word < b.word ? -1 : 1)).slice(0, limit);
    },
  };
}

const isPart = (word: string): boolean => isHan(word.charCodeAt(0)) || /^[A-Za-z][A-Za-z0-9]*$/.test(word);

function count(strings: Map<string, Entry>, word: string, left: string, right: string): void {
  const entry = strings.get(word) ?? { count: 0, left: new Map(), right: new Map() };
  entry.count++;
  for (const [side, neighbour] of [
    [entry.left, left],
    [entry.right, right],
  ] as const)
    if (side.size < MAX_NEIGHBOURS || side.has(neighbour)) side.set(neighbour, (side.get(neighbour) ?? 0) + 1);
  strings.set(word, entry);
}

function forget(strings: Map<string, Entry>): void {
  for (let least = 1; strings.size > MAX_ENTRIES / 2; least++)
    for (const [word, entry] of strings) if (entry.count <= least) strings.delete(word);
}

function entropy(neighbours: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const n of neighbours.values()) sum += n;
  let bits = 0;
  for (const n of neighbours.values()) bits -= (n / sum) * Math.log2(n / sum);
  return bits;
}

/** The weakest joint of a string: over all ways to part it in two that were themselves seen as words. */
function cohesionOf(word: string, seen: number, words: ReadonlyMap<string, number>, total: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let cut = 1; cut < word.length; cut++) {
    const left = words.get(word.slice(0, cut));
    const right = words.get(word.slice(cut));
    if (left && right) least = Math.min(least, Math.log2((seen * total) / (left * right)));
  }
  return least === Number.POSITIVE_INFINITY ? Math.log2(total / seen) : least;
}
