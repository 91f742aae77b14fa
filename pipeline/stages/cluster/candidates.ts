import { anchors } from "./anchors.ts";
import { bandKeys, minhash } from "./minhash.ts";
import type { Prepared } from "./prepare.ts";
import type { TitleFeatures } from "./titles.ts";

/** What is kept of a text to find its reprints later without reading it again. */
export interface Sketch {
  bands: Uint32Array;
  anchors: Uint32Array;
}

/** An item in the index: `fresh` ones are compared with all, the others only with fresh ones. */
export interface Indexed {
  day: number | null;
  sketch: Sketch | null;
  title: Pick<TitleFeatures, "tokens" | "weights" | "weight">;
  fresh: boolean;
}

/** Texts are compared within this many days. */
export const TEXT_WINDOW_DAYS = 60;
/** Headlines alone are compared within this many days: later ones speak of something else. */
const TITLE_WINDOW_DAYS = 4;
/** Neighbours that an item is paired with under one key: copies without number must not cost their square. */
const NEIGHBOURS = 12;
/** Headlines that one is paired with at most, the likest and latest first, and how far back a token is followed. */
const TITLE_NEIGHBOURS = 40;
const TITLE_POSTINGS = 1_000;
/** A passage that so many texts have is a formula of the house. */
const COMMON_PASSAGE = 48;
/** Share of the shorter text's anchors, and of the lighter headline's weight, that is worth a closer look. */
const MIN_ANCHORS = 0.3;
const MIN_TITLE = 0.25;

/** The sketch of a text, or null for a headline alone. */
export function sketch({ hashes }: Pick<Prepared, "hashes">): Sketch | null {
  return hashes.length ? { bands: bandKeys(minhash(hashes)), anchors: anchors(hashes) } : null;
}

/** Pairs of positions `[i, j]`, i < j, that are worth comparing. Items must be in order of day, those without one first. */
export function candidatePairs(items: Indexed[]): [number, number][] {
  const pairs = new Map<number, number>();
  const add = (i: number, j: number) => pairs.set(i * items.length + j, 1);
  bandPairs(items, add);
  anchorPairs(items, add);
  titlePairs(items, add);
  return [...pairs.keys()]
    .sort((a, b) => a - b)
    .map((key) => [Math.floor(key / items.length), key % items.length] as [number, number]);
}

type Add = (i: number, j: number) => void;

function bandPairs(items: Indexed[], add: Add): void {
  forEachGroup(
    items,
    ({ sketch }) => sketch?.bands,
    (group) => {
      for (let at = 0; at < group.length; at++) {
        for (let next = at + 1; next < group.length && next <= at + NEIGHBOURS; next++) {
          const [i, j] = [group[at] as number, group[next] as number];
          if (comparable(items, i, j, TEXT_WINDOW_DAYS)) add(i, j);
        }
      }
    },
  );
}

function anchorPairs(items: Indexed[], add: Add): void {
  const shared = new Map<number, number>();
  forEachGroup(
    items,
    ({ sketch }) => sketch?.anchors,
    (group) => {
      if (group.length > COMMON_PASSAGE) return;
      for (let at = 0; at < group.length; at++) {
        for (let next = at + 1; next < group.length; next++) {
          const [i, j] = [group[at] as number, group[next] as number];
          if (!comparable(items, i, j, TEXT_WINDOW_DAYS)) continue;
          const key = i * items.length + j;
          shared.set(key, (shared.get(key) ?? 0) + 1);
        }
      }
    },
  );
  for (const [key, count] of shared) {
    const [i, j] = [Math.floor(key / items.length), key % items.length];
    const fewer = Math.min(items[i]?.sketch?.anchors.length ?? 0, items[j]?.sketch?.anchors.length ?? 0);
    if (count >= Math.max(2, MIN_ANCHORS * fewer)) add(i, j);
  }
}

function titlePairs(items: Indexed[], add: Add): void {
  const postings = new Map<number, number[]>();
  const shared = new Float32Array(items.length);
  const days = Int32Array.from(items, ({ day }) => day ?? 0);
  const firstFresh = items.findIndex(({ fresh }) => fresh);
  items.forEach(({ day, title }, j) => {
    if (day === null) return;
    const touched: number[] = [];
    // Before the first fresh item there is nothing that the others are to be compared with.
    const earliest = j < firstFresh ? Number.POSITIVE_INFINITY : day - TITLE_WINDOW_DAYS;
    title.tokens.forEach((token, at) => {
      const weight = title.weights[at] as number;
      const list = postings.get(token);
      if (!list) {
        postings.set(token, [j]);
        return;
      }
      for (let position = list.length - 1; position >= Math.max(0, list.length - TITLE_POSTINGS); position--) {
        const i = list[position] as number;
        if ((days[i] as number) < earliest) break;
        if (!shared[i]) touched.push(i);
        shared[i] = (shared[i] as number) + weight;
      }
      list.push(j);
    });
    const like = touched.filter(
      (i) =>
        (shared[i] as number) >= MIN_TITLE * Math.min(title.weight, items[i]?.title.weight ?? 0) &&
        comparable(items, i, j, TITLE_WINDOW_DAYS),
    );
    if (like.length > TITLE_NEIGHBOURS) like.sort((x, y) => (shared[y] as number) - (shared[x] as number) || y - x);
    for (const i of like.slice(0, TITLE_NEIGHBOURS)) add(i, j);
    for (const i of touched) shared[i] = 0;
  });
}

function comparable(items: Indexed[], i: number, j: number, days: number): boolean {
  const [a, b] = [items[i], items[j]];
  if (!a || !b || !(a.fresh || b.fresh)) return false;
  return a.day === null || b.day === null || b.day - a.day <= days;
}

const POSITION = 2 ** 21;

/** Calls `visit` with the positions of the items that share a key, for every key that more than one item has. */
function forEachGroup(
  items: Indexed[],
  keysOf: (item: Indexed) => Uint32Array | undefined,
  visit: (group: number[]) => void,
): void {
  const total = items.reduce((sum, item) => sum + (keysOf(item)?.length ?? 0), 0);
  const entries = new Float64Array(total);
  let at = 0;
  items.forEach((item, position) => {
    for (const key of keysOf(item) ?? []) entries[at++] = key * POSITION + position;
  });
  entries.sort();
  for (let start = 0; start < total; ) {
    const key = Math.floor((entries[start] as number) / POSITION);
    let end = start + 1;
    while (end < total && Math.floor((entries[end] as number) / POSITION) === key) end++;
    if (end - start > 1) visit([...entries.subarray(start, end)].map((entry) => entry % POSITION));
    start = end;
  }
}
