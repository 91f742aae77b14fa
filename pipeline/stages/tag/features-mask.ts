/** A word of a segmented text; offsets in UTF-16 units. */
export interface Word {
  word: string;
  start: number;
  end: number;
}

/** A recognised name: `cls` is one of the class letters below. */
export interface MaskSpan {
  start: number;
  end: number;
  cls: string;
}

/**
 * A text with its names replaced by class letters, so that what is learnt of one name holds for all of its kind.
 * `units` is the masked text; `starts`/`ends` give for each of its units the span it stands for.
 */
export interface Masked {
  words: Word[];
  units: string;
  starts: number[];
  ends: number[];
}

/** Class letters: from the private use area, so that no text can hold them. */
export const MASK_CLASSES = {
  vendor: "\uE000",
  lab: "\uE001",
  device: "\uE002",
  general: "\uE003",
  industry: "\uE004",
  application: "\uE005",
  other: "\uE006",
  either: "\uE007",
  unknown: "\uE008",
  number: "\uE009",
} as const;

/** Masks names and numbers of a segmented text of which only the first `limit` units count. */
export function maskNames(words: readonly Word[], spans: readonly MaskSpan[], limit: number): Masked {
  const masked: Masked = { words: [], units: "", starts: [], ends: [] };
  let next = 0;
  for (const word of words) {
    if (word.start >= limit) break;
    while (next < spans.length && (spans[next]?.end ?? 0) <= word.start) next++;
    const span = spans[next];
    if (span && span.start < word.end) {
      // The words of one span become one letter, at the first of them.
      const last = masked.words.at(-1);
      if (last?.start !== span.start || last.word !== span.cls) append(masked, span.cls, span.start, span.end, true);
      continue;
    }
    append(masked, fold(word.word), word.start, word.end, false);
  }
  return masked;
}

function append(masked: Masked, text: string, start: number, end: number, whole: boolean): void {
  if (isBlank(text)) return;
  masked.words.push({ word: text, start, end });
  masked.units += text;
  const exact = !whole && text.length === end - start;
  for (let i = 0; i < text.length; i++) {
    masked.starts.push(exact ? start + i : start);
    masked.ends.push(exact ? start + i + 1 : end);
  }
}

function isBlank(text: string): boolean {
  const unit = text.charCodeAt(0);
  if ((unit > 0x20 && unit < 0x80) || (unit > 0x3000 && unit < 0xfeff)) return false;
  return text.trim() === "";
}

/** Lower case; a number becomes the number letter, so that amounts and years do not count as words. */
function fold(word: string): string {
  const first = word.charCodeAt(0);
  if (first >= 48 && first <= 57 && /^[\d.,%]+$/.test(word)) return MASK_CLASSES.number;
  if (first < 128 && ASCII.test(word)) return word.toLowerCase();
  return first < 128 || first >= 0xff00 ? word.normalize("NFKC").toLowerCase() : word;
}

/** Compatibility forms of these are themselves. */
const ASCII = /^[\0-\x7f]+$/;
