import type { Lexicon } from "../../lexicon.ts";
import { Cutter } from "./cutter.ts";
import { foldText } from "./fold.ts";
import { createKeywords } from "./keywords.ts";
import { NameIndex, type NameSpan } from "./names.ts";
import { CodePoints } from "./points.ts";

export type { NameEntry, NameSpan } from "./names.ts";

export interface Token {
  word: string;
  start: number;
  end: number;
}

/** A text cut once, for all who read it. All offsets are UTF-16 units; `points` turns them into code points. */
export interface Segmented {
  text: string;
  /** Units as names are compared: lower case, half width; as long as the text. */
  folded: Uint16Array;
  /** Words in order, without gaps: together they are the text. A name is one word. */
  tokens: Token[];
  /** Lexicon names in order, not overlapping. */
  names: NameSpan[];
  points: CodePoints;
}

export interface Segmenter {
  segment(text: string): Segmented;
  /** The words of a text with offsets in code points. */
  cut(text: string): Token[];
  /** The `count` heaviest words by frequency and rarity. */
  keywords(text: Segmented, count: number): { word: string; weight: number }[];
}

/**
 * Words as nodejieba cuts them (`cut(text, true)`), names of the lexicon and their versions kept whole. The lexicon is
 * laid over the words instead of being a user dictionary, which cannot hold names with spaces. The dictionary, some
 * 50 MB, is loaded when the first text is cut.
 */
export function createSegmenter(lexicon: Lexicon): Segmenter {
  let cutter: Cutter | null = null;
  const index = new NameIndex(lexicon);
  const keywords = createKeywords(lexicon.vocabulary.not_keywords);
  const segment = (text: string): Segmented => {
    const wellFormed = text.toWellFormed();
    const folded = foldText(wellFormed);
    const names = index.find(folded);
    cutter ??= new Cutter();
    return {
      text: wellFormed,
      folded,
      names,
      tokens: tokensOf(wellFormed, names, cutter.cut(wellFormed)),
      points: new CodePoints(wellFormed),
    };
  };
  return {
    segment,
    cut: (text) => {
      const { tokens, points } = segment(text);
      return tokens.map(({ word, start, end }) => ({ word, start: points.at(start), end: points.at(end) }));
    },
    keywords,
  };
}

function tokensOf(text: string, names: readonly NameSpan[], words: readonly string[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let next = 0;
  for (const word of words) {
    let start = at;
    at += word.length;
    // A word may hold the end of one name and the start of the next.
    while (start < at) {
      const name = names[next];
      if (!name || name.start >= at) {
        tokens.push({ word: start === at - word.length ? word : text.slice(start, at), start, end: at });
        break;
      }
      if (start < name.start) tokens.push({ word: text.slice(start, name.start), start, end: name.start });
      if (name.end > at) break;
      tokens.push({ word: text.slice(name.start, name.end), start: name.start, end: name.end });
      start = name.end;
      next++;
    }
  }
  return tokens;
}
