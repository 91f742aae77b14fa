import { dayNumber, daysBetween } from "../../time.ts";
import type { Story, StoryLink } from "../../types.ts";
import { candidatePairs, type Indexed, sketch, TEXT_WINDOW_DAYS } from "./candidates.ts";
import { edgesOf } from "./edges.ts";
import type { HeadlineModel } from "./model.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { storiesOf } from "./stories.ts";
import type { ClusterItem, Edge, StoryOverride } from "./types.ts";

export type { ClusterItem, Edge, StoryOverride } from "./types.ts";

export interface ClusterOptions {
  model: HeadlineModel;
  overrides?: StoryOverride[];
}

/**
 * Joins items into stories: the same text, edited, cut, wrapped or inside a roundup is one story with a lead; different
 * texts about one event are linked. Every item is in exactly one story. The result does not depend on the input's order.
 */
export function clusterArticles(
  items: ClusterItem[],
  options: ClusterOptions,
): { stories: Story[]; links: StoryLink[] } {
  const sorted = [...items].sort(byDay);
  const edges: Edge[] = [];
  let window: { prepared: Prepared; indexed: Indexed }[] = [];
  for (const slice of slices(sorted)) {
    const from = numberOf(slice[0]?.day ?? null) - TEXT_WINDOW_DAYS;
    window = window.filter(({ prepared }) => prepared.day === null || prepared.day >= from);
    for (const entry of window) entry.indexed.fresh = false;
    for (const item of slice) {
      const prepared = prepare(item, options.model);
      window.push({
        prepared,
        indexed: { day: prepared.day, sketch: sketch(prepared), title: prepared.title, fresh: true },
      });
    }
    const preparedAt = (position: number) => window[position]?.prepared as Prepared;
    const pairs = candidatePairs(window.map(({ indexed }) => indexed));
    for (const edge of edgesOf(pairs, preparedAt, options.model)) edges.push(edge);
  }
  const storyItems = items.map(({ text, ...item }) => ({ ...item, textLength: text.length }));
  return storiesOf(storyItems, edges, options.overrides);
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
  first === null || day === null ? first === day : daysBetween(first, day) < TEXT_WINDOW_DAYS;
const numberOf = (day: string | null): number => (day === null ? Number.NEGATIVE_INFINITY : dayNumber(day));
