import nodejieba from "nodejieba";
import type { Lexicon } from "../../lexicon.ts";
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

/** Parts a text into words that together are the text. */
export type Cut = (text: string) => string[];

/**
 * Words by nodejieba (`cut(text, true)`), names of the lexicon and their versions kept whole. The lexicon is laid over
 * the words instead of being loaded as a user dictionary, which cannot hold names with spaces and is global.
 * @param cut gives the words as `cutText` does, where that was done elsewhere
 */
export function createSegmenter(lexicon: Lexicon, cut: Cut = cutText): Segmenter {
  const index = new NameIndex(lexicon);
  const keywords = createKeywords(lexicon.vocabulary.not_keywords);
  const segment = (text: string): Segmented => {
    const wellFormed = text.toWellFormed();
    const folded = foldText(wellFormed);
    const names = index.find(folded);
    return {
      text: wellFormed,
      folded,
      names,
      tokens: tokensOf(wellFormed, names, cut),
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

function tokensOf(text: string, names: readonly NameSpan[], cut: Cut): Token[] {
  if (text === "") return [];
  const tokens: Token[] = [];
  let at = 0;
  let next = 0;
  for (const piece of cut(text)) {
    let start = at;
    at += piece.length;
    // A piece may hold the end of one name and the start of the next.
    while (start < at) {
      const name = names[next];
      if (!name || name.start >= at) {
        tokens.push({ word: start === at - piece.length ? piece : text.slice(start, at), start, end: at });
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

/** The words of a well-formed text by nodejieba, which ends a text at a NUL: it is cut between them. */
export function cutText(text: string): string[] {
  if (!text.includes("\0")) return nodejieba.cut(text, true);
  return text.split(/(\0)/).flatMap((part) => (part === "\0" || part === "" ? part : nodejieba.cut(part, true)));
}
