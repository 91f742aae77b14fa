import type { Story, StoryLink } from "../../types.ts";
import { candidatePairs, type Indexed, sketch, TEXT_WINDOW_DAYS } from "./candidates.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { relate } from "./relate.ts";
import { storiesOf } from "./stories.ts";
import type { ClusterItem, Edge, StoryOverride } from "./types.ts";

export type { ClusterItem, Edge, StoryOverride } from "./types.ts";

export interface ClusterOptions {
  overrides?: StoryOverride[];
}

/**
 * Joins items into stories: the same text, edited, cut, wrapped or inside a roundup is one story with a lead; different
 * texts about one event are linked. Every item is in exactly one story. The result does not depend on the input's order.
 */
export function clusterArticles(
  items: ClusterItem[],
  options: ClusterOptions = {},
): { stories: Story[]; links: StoryLink[] } {
  const sorted = [...items].sort(byDay);
  const edges: Edge[] = [];
  let window: { prepared: Prepared; indexed: Indexed }[] = [];
  for (const slice of slices(sorted)) {
    const first = slice[0]?.day ?? null;
    const from = first === null ? Number.NEGATIVE_INFINITY : dayNumber(first) - TEXT_WINDOW_DAYS;
    window = window.filter(({ prepared }) => prepared.day === null || prepared.day >= from);
    for (const entry of window) entry.indexed.fresh = false;
    for (const item of slice) {
      const prepared = prepare(item);
      window.push({
        prepared,
        indexed: { day: prepared.day, sketch: sketch(prepared), bigrams: prepared.title.bigrams, fresh: true },
      });
    }
    for (const [i, j] of candidatePairs(window.map(({ indexed }) => indexed))) {
      const [a, b] = [window[i]?.prepared, window[j]?.prepared];
      if (!a || !b) continue;
      const edge = edgeOf(a, b);
      if (edge) edges.push(edge);
    }
  }
  return storiesOf(sorted, edges, options.overrides);
}

/** The edge between two items, or null where they do not belong together. */
export function edgeOf(a: Prepared, b: Prepared): Edge | null {
  const { kind, score, overlap } = relate(a, b);
  if (kind === "related" || kind === "different") return null;
  return { a: a.id < b.id ? a.id : b.id, b: a.id < b.id ? b.id : a.id, kind, score, overlap };
}

/** Items without a day come first: they stay in the window and meet everything after them. */
function byDay(a: ClusterItem, b: ClusterItem): number {
  const [x, y] = [a.day ?? "", b.day ?? ""];
  if (x !== y) return x < y ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Stretches of the sorted items, each as long as the window: memory does not grow with the stream. */
function* slices(items: ClusterItem[]): Generator<ClusterItem[]> {
  for (let start = 0; start < items.length; ) {
    const first = items[start]?.day ?? null;
    let end = start + 1;
    while (end < items.length && within(first, items[end]?.day ?? null)) end++;
    yield items.slice(start, end);
    start = end;
  }
}

const within = (first: string | null, day: string | null): boolean =>
  first === null || day === null ? first === day : dayNumber(day) - dayNumber(first) < TEXT_WINDOW_DAYS;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
