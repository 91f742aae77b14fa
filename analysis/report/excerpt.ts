/** A label of an item as view `launch_reports` gives it. Spans count code points, end-exclusive. */
export interface SeenLabel {
  field: string;
  value: string;
  confidence: number;
  evidence: { field?: "title" | "text"; start?: number; end?: number; rule: string }[];
}

/** A piece of text, and which label's evidence it is where it is one. */
export interface Piece {
  text: string;
  label?: string;
}

const MOST_PIECES = 40;
const LONGEST_EXCERPT = 260;
/** Characters shown on each side of a span when its sentence is longer. */
const AROUND = 60;

/** A title cut where evidence begins and ends. */
export const markTitle = (title: string, labels: SeenLabel[]): Piece[] =>
  cut([...title.slice(0, 400)], spans(labels, "title"), 0, Infinity);

/**
 * The sentences of a text that hold evidence, the first ones up to a few hundred characters, with gaps as `…`;
 * the beginning of the text where there is none. Never the whole of a longer article.
 */
export function excerptOf(text: string, labels: SeenLabel[]): Piece[] {
  const chars = [...text];
  const found = spans(labels, "text").filter(({ end }) => end <= chars.length);
  const windows = found.length
    ? merge(found.map((span) => sentence(chars, span)))
    : [{ start: 0, end: Math.min(chars.length, 120) }];
  const pieces: Piece[] = [];
  let length = 0;
  let last = 0;
  for (const { start, end: until } of windows) {
    if (length >= LONGEST_EXCERPT || pieces.length >= MOST_PIECES) break;
    const end = Math.min(until, start + LONGEST_EXCERPT - length);
    if (start > last) pieces.push({ text: "…" });
    pieces.push(...cut(chars, found, start, end));
    length += end - start;
    last = end;
  }
  if (last < chars.length) pieces.push({ text: "…" });
  return pieces;
}

interface Span {
  start: number;
  end: number;
  label: string;
}

function spans(labels: SeenLabel[], field: "title" | "text"): Span[] {
  const all = labels.flatMap((label) =>
    label.evidence.flatMap(({ field: place, start, end }) =>
      place === field && start !== undefined && end !== undefined && end > start
        ? [{ start, end, label: label.field }]
        : [],
    ),
  );
  return all.sort((a, b) => a.start - b.start || b.end - a.end);
}

function sentence(chars: string[], { start, end }: Span): { start: number; end: number } {
  let from = start;
  while (from > 0 && start - from < AROUND && !/[。!?!?\n]/.test(chars[from - 1] ?? "")) from--;
  let to = end;
  while (to < chars.length && to - end < AROUND && !/[。!?!?\n]/.test(chars[to - 1] ?? "")) to++;
  return { start: from, end: to };
}

function merge(windows: { start: number; end: number }[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const window of windows.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && window.start <= last.end + 2) last.end = Math.max(last.end, window.end);
    else merged.push({ ...window });
  }
  return merged;
}

/** Overlapping spans: the one that begins first keeps its characters. */
function cut(chars: string[], found: Span[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  const stop = Math.min(end, chars.length);
  let at = start;
  const plain = (to: number) => {
    if (to > at) pieces.push({ text: chars.slice(at, to).join("") });
    at = to;
  };
  for (const span of found) {
    if (span.start < at || span.end > stop) continue;
    plain(span.start);
    pieces.push({ text: chars.slice(span.start, span.end).join(""), label: span.label });
    at = span.end;
  }
  plain(stop);
  return pieces;
}
