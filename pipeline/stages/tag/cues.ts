import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { AskError, INDUSTRIES, messageOf } from "../../types.ts";
import { foldText, isLetter } from "../segment/fold.ts";
import { Pairs } from "../segment/pairs.ts";
import { Trie } from "../segment/trie.ts";

const Words = z.array(z.coerce.string().min(1));
const Groups = z.record(z.string(), Words);
const CueFile = z.strictObject({
  event: Groups,
  tier: Groups,
  relevance: Groups,
  industries: z.partialRecord(z.enum(INDUSTRIES), Words),
  industry_names: z.partialRecord(z.enum(INDUSTRIES), Words),
  facets: z.strictObject({ market: Groups, delivery: Groups, concern: Groups, modality: Groups }),
  negation: Words,
});

/** Cues by group; a group's name is its path in the file: `event.launch`, `industries.finance`, `facets.delivery.api`. */
export interface Cues {
  groups: Map<string, string[]>;
  negation: string[];
}

/**
 * Reads `data/lexicon/cues.yaml`.
 * @throws AskError naming the file where it is missing or malformed.
 */
export async function loadCues(path: string): Promise<Cues> {
  let file: z.infer<typeof CueFile>;
  try {
    file = CueFile.parse(parse(await readFile(path, "utf8")));
  } catch (error) {
    const why = messageOf(error);
    throw new AskError(
      { en: `The cue file ${path} cannot be used: ${why}`, zh: `线索词文件 ${path} 无法使用：${why}` },
      { cause: error },
    );
  }
  const groups = new Map<string, string[]>();
  const { negation, facets, ...plain } = file;
  for (const [room, entries] of Object.entries(plain))
    for (const [name, words] of Object.entries(entries)) groups.set(`${room}.${name}`, words);
  for (const [facet, entries] of Object.entries(facets))
    for (const [name, words] of Object.entries(entries)) groups.set(`facets.${facet}.${name}`, words);
  return { groups, negation };
}

/** A cue found in a text; offsets in UTF-16 units. */
export interface CueHit {
  start: number;
  end: number;
  /** Names of the groups that the cue stands in. */
  groups: readonly string[];
}

interface Entry {
  groups: string[];
  latinStart: boolean;
  latinEnd: boolean;
}

/** A unit that only longer cues start with, and one that is a cue by itself. */
const LONGER = 1;
const ALONE = 2;

/** Finds cues: at each position the longest, in time linear in the text whatever the number of cues. */
export class CueMatcher {
  readonly #trie = new Trie();
  readonly #entries: Entry[] = [];
  /** What starts with a unit: most positions of a text need no more than this, and which pairs any cue starts with. */
  readonly #starts = new Uint8Array(1 << 16);
  readonly #pairs = new Pairs();

  constructor(groups: ReadonlyMap<string, readonly string[]>) {
    for (const [group, words] of groups) for (const word of words) this.#add(word, group);
  }

  #add(word: string, group: string): void {
    const folded = foldText(word);
    const number = this.#trie.add(String.fromCharCode(...folded), this.#entries.length);
    if (number === this.#entries.length) {
      const latinStart = isLetter(folded[0] ?? 0);
      const latinEnd = isLetter(folded[folded.length - 1] ?? 0);
      this.#entries.push({ groups: [], latinStart, latinEnd });
      const first = folded[0] ?? 0;
      this.#starts[first] = Math.max(this.#starts[first] ?? 0, folded.length === 1 ? ALONE : LONGER);
      this.#pairs.add(first, folded[1] ?? 0);
    }
    const entry = this.#entries[number];
    if (entry && !entry.groups.includes(group)) entry.groups.push(group);
  }

  /** All hits among the folded units of a text up to `limit`, in order; hits may overlap. */
  find(folded: Uint16Array, limit = folded.length): CueHit[] {
    const hits: CueHit[] = [];
    const end = Math.min(limit, folded.length);
    for (let at = 0; at < end; at++) {
      const starts = this.#starts[folded[at] as number];
      if (starts === 0 || (starts === LONGER && !this.#pairs.has(folded[at] as number, folded[at + 1] ?? 0))) continue;
      const hit = this.#longestAt(folded, at);
      if (hit) hits.push(hit);
    }
    return hits;
  }

  #longestAt(folded: Uint16Array, start: number): CueHit | null {
    const inWord = start > 0 && isLetter(folded[start - 1] ?? 0);
    let best: CueHit | null = null;
    let node = 0;
    for (let at = start; at < folded.length; at++) {
      node = this.#trie.step(node, folded[at] ?? 0);
      if (node === -1) break;
      const entry = this.#entries[this.#trie.entryAt(node)];
      if (!entry || (entry.latinStart && inWord)) continue;
      if (entry.latinEnd && isLetter(folded[at + 1] ?? 0)) continue;
      best = { start, end: at + 1, groups: entry.groups };
    }
    return best;
  }
}
