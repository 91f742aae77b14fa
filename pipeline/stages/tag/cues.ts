import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { AskError, INDUSTRIES, messageOf } from "../../types.ts";

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
  text: string;
  groups: string[];
  latinStart: boolean;
  latinEnd: boolean;
}

/** Finds cues: at each position the longest, by a map on the first character. */
export class CueMatcher {
  readonly #byFirst = new Map<number, Entry[]>();

  constructor(groups: ReadonlyMap<string, readonly string[]>) {
    const entries = new Map<string, Entry>();
    for (const [group, words] of groups) {
      for (const word of words) {
        const text = word.toLowerCase();
        const entry = entries.get(text) ?? {
          text,
          groups: [],
          latinStart: isLatin(text, 0),
          latinEnd: isLatin(text, text.length - 1),
        };
        if (!entry.groups.includes(group)) entry.groups.push(group);
        entries.set(text, entry);
      }
    }
    for (const entry of [...entries.values()].sort((a, b) => b.text.length - a.text.length)) {
      const first = entry.text.charCodeAt(0);
      const list = this.#byFirst.get(first);
      if (list) list.push(entry);
      else this.#byFirst.set(first, [entry]);
    }
  }

  /** All hits in `text` up to `limit` units, in order; hits may overlap. */
  find(text: string, limit = text.length): CueHit[] {
    const lower = text.toLowerCase();
    const hits: CueHit[] = [];
    // Lower-casing may change the length of rare letters; offsets would be wrong then.
    if (lower.length !== text.length) return hits;
    for (let at = 0; at < limit; at++) {
      const list = this.#byFirst.get(lower.charCodeAt(at));
      if (!list) continue;
      const entry = list.find((e) => matches(lower, at, e));
      if (entry) hits.push({ start: at, end: at + entry.text.length, groups: entry.groups });
    }
    return hits;
  }
}

function matches(lower: string, at: number, entry: Entry): boolean {
  if (!lower.startsWith(entry.text, at)) return false;
  if (entry.latinStart && at > 0 && isLatin(lower, at - 1)) return false;
  const end = at + entry.text.length;
  return !(entry.latinEnd && end < lower.length && isLatin(lower, end));
}

function isLatin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
