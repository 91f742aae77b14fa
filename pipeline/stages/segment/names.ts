import type { Lexicon, LexiconModel, LexiconVendor } from "../../lexicon.ts";
import { foldName, isDigit, isJoint, isLetter } from "./fold.ts";
import { Pairs } from "./pairs.ts";
import { Trie } from "./trie.ts";
import { hasDigit, VersionReader } from "./version.ts";

/** What one written form may mean. */
export interface NameEntry {
  /** Folded, without joints. */
  folded: string;
  vendors: { row: LexiconVendor; ambiguous: boolean }[];
  models: { row: LexiconModel; ambiguous: boolean }[];
  /** Organisations that a person of this name stands for. */
  people: LexiconVendor[];
}

/** A lexicon name in a text; offsets in UTF-16 units. `nameEnd` is where the name ends and its version begins. */
export interface NameSpan {
  start: number;
  nameEnd: number;
  end: number;
  entry: NameEntry;
}

/** Longest names first from the left, not overlapping, in time linear in the text and independent of the lexicon. */
export class NameIndex {
  readonly #trie = new Trie();
  readonly #entries: NameEntry[] = [];
  readonly #versions: VersionReader;
  /** Whether any name starts with a unit, and with two: most positions of a text need no more than this. */
  readonly #starts = new Uint8Array(1 << 16);
  readonly #pairs = new Pairs();

  constructor(lexicon: Lexicon) {
    this.#versions = new VersionReader(lexicon.vocabulary);
    for (const row of lexicon.vendors) {
      const names = [row.nameZh, row.nameEn, ...row.aliases];
      for (const name of names) this.#entry(name)?.vendors.push({ row, ambiguous: row.ambiguous.includes(name) });
      for (const name of row.ambiguous) {
        if (!names.includes(name)) this.#entry(name)?.vendors.push({ row, ambiguous: true });
      }
    }
    for (const row of lexicon.models) {
      const names = familyNames(row);
      for (const name of names) this.#entry(name)?.models.push({ row, ambiguous: row.ambiguous.includes(name) });
      for (const name of row.ambiguous) {
        if (!names.includes(name)) this.#entry(name)?.models.push({ row, ambiguous: true });
      }
    }
    for (const [id, names] of Object.entries(lexicon.vocabulary.people)) {
      const row = lexicon.vendorById.get(id);
      for (const name of names) if (row) this.#entry(name)?.people.push(row);
    }
  }

  /** The names of a text, given its folded units. */
  find(folded: Uint16Array): NameSpan[] {
    const spans: NameSpan[] = [];
    let at = 0;
    while (at < folded.length) {
      const span = this.#starts[folded[at] as number] === 1 ? this.#longestAt(folded, at) : null;
      if (span) spans.push(span);
      at = span ? span.end : at + 1;
    }
    return spans;
  }

  #entry(name: string): NameEntry | null {
    const folded = foldName(name);
    if (folded.length < 2) return null;
    const number = this.#trie.add(folded, this.#entries.length);
    if (number === this.#entries.length) this.#entries.push({ folded, vendors: [], models: [], people: [] });
    this.#starts[folded.charCodeAt(0)] = 1;
    this.#pairs.add(folded.charCodeAt(0), folded.charCodeAt(1));
    return this.#entries[number] ?? null;
  }

  #longestAt(folded: Uint16Array, start: number): NameSpan | null {
    const first = folded[start] ?? 0;
    const second = folded[start + 1] ?? 0;
    if (!this.#pairs.has(first, second) && !isJoint(second)) return null;
    const before = start > 0 ? (folded[start - 1] ?? 0) : 0;
    const word = isLetter(first) || isDigit(first);
    if (word && (isLetter(before) || isDigit(before))) return null;
    let best: NameSpan | null = null;
    let node = 0;
    for (let at = start; at < folded.length; at++) {
      const unit = folded[at] ?? 0;
      if (isJoint(unit)) continue;
      node = this.#trie.step(node, unit);
      if (node === -1) break;
      const number = this.#trie.entryAt(node);
      if (number === -1) continue;
      const entry = this.#entries[number];
      if (entry && this.#endsAt(folded, at, entry)) best = { start, nameEnd: at + 1, end: at + 1, entry };
    }
    if (best) best.end = this.#endOfVersion(folded, best);
    return best;
  }

  /** A vendor's name is part of a model's name only where digits follow: DeepSeek-V3. */
  #endOfVersion(folded: Uint16Array, { nameEnd, entry }: NameSpan): number {
    const end = this.#versions.endOf(folded, nameEnd);
    if (entry.models.length) return end;
    return entry.vendors.length && hasDigit(folded, nameEnd, end) ? end : nameEnd;
  }

  /** A Latin name ends at the end of its word; a model's name may be followed by its version at once. */
  #endsAt(folded: Uint16Array, last: number, entry: NameEntry): boolean {
    const unit = folded[last] ?? 0;
    const next = folded[last + 1] ?? 0;
    if (isLetter(unit)) {
      if (isDigit(next)) return entry.models.length > 0;
      return !isLetter(next);
    }
    if (!isDigit(unit)) return true;
    return !isDigit(next) && !isLetter(next) && !(next === 0x2e && isDigit(folded[last + 2] ?? 0));
  }
}

/**
 * The names of a model's family: of its forms those that are not another form with a version behind, since versions
 * are read by pattern and "Qwen2.5" is no other name of Qwen.
 */
export function familyNames({ name, aliases }: Pick<LexiconModel, "name" | "aliases">): string[] {
  const forms = [name, ...aliases];
  const folded = forms.map(foldName);
  return forms.filter((_, at) => {
    const own = folded[at] ?? "";
    return !folded.some(
      (other) => own.length > other.length && own.startsWith(other) && /\d/.test(own.slice(other.length)),
    );
  });
}
