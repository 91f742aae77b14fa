import { dayNumber } from "../../time.ts";
import { candidatePairs, type Indexed, type Sketch, sketch, TEXT_WINDOW_DAYS } from "./candidates.ts";
import { edgesOf } from "./edges.ts";
import type { HeadlineModel } from "./model.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { titleFeatures } from "./titles.ts";
import type { ClusterItem, Edge } from "./types.ts";

/** An item whose text is at hand. */
export type WholeItem = Pick<ClusterItem, "id" | "title" | "text" | "publisher"> & { day: string };

/** An item of which only the sketch is at hand, null for a headline alone. */
export interface SketchedItem {
  id: string;
  title: string;
  day: string;
  sketch: Sketch | null;
}

export interface Compared {
  edges: Edge[];
  /** Of the fresh items, in their order. */
  sketches: (Sketch | null)[];
}

export interface Comparer {
  /**
   * Compares fresh items with each other, with those of the calls before that are not too old, and with known ones.
   * @param fresh in order of day, none earlier than those of the call before
   * @param read gives the known items that a closer look is worth, whole
   */
  compare(fresh: WholeItem[], known: SketchedItem[], read: (ids: string[]) => Promise<WholeItem[]>): Promise<Compared>;
  close(): Promise<void>;
}

interface Entry {
  id: string;
  day: string;
  indexed: Indexed;
}

/** Compares a stream of items batch by batch: what it keeps in memory are the items of the last sixty days. */
export class Comparison implements Comparer {
  readonly #model: HeadlineModel;
  #recent: Entry[] = [];

  constructor(model: HeadlineModel) {
    this.#model = model;
  }

  async compare(
    fresh: WholeItem[],
    known: SketchedItem[],
    read: (ids: string[]) => Promise<WholeItem[]>,
  ): Promise<Compared> {
    const model = this.#model;
    const prepared = new Map(fresh.map((item) => [item.id, prepare(item, model)]));
    const sketches = fresh.map(({ id }) => sketch(prepared.get(id) as Prepared));
    const compared = fresh.map(({ id, day }, at): Entry => {
      const { day: number, title } = prepared.get(id) as Prepared;
      const { tokens, weights, weight } = title;
      const indexed = { day: number, sketch: sketches[at] ?? null, title: { tokens, weights, weight }, fresh: true };
      return { id, day, indexed };
    });
    const oldest = dayNumber(fresh[0]?.day ?? "") - TEXT_WINDOW_DAYS;
    const recent = this.#recent.filter(({ indexed }) => (indexed.day ?? 0) >= oldest);
    const held = new Set(recent.map(({ id }) => id));
    const earlier = known.filter(({ id }) => !held.has(id)).map((item) => entryOf(item, model));
    const entries = [...compared, ...recent, ...earlier];
    entries.sort((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1));
    const idAt = (position: number) => entries[position]?.id as string;
    const pairs = candidatePairs(entries.map(({ indexed }) => indexed));
    const missing = [...new Set(pairs.flat().map(idAt))].filter((id) => !prepared.has(id));
    if (missing.length) for (const item of await read(missing)) prepared.set(item.id, prepare(item, model));
    const edges = edgesOf(pairs, (position) => prepared.get(idAt(position)) as Prepared, model);
    for (const { indexed } of compared) indexed.fresh = false;
    this.#recent = [...recent, ...compared];
    return { edges, sketches };
  }

  async close(): Promise<void> {}
}

function entryOf({ id, title, day, sketch }: SketchedItem, model: HeadlineModel): Entry {
  return { id, day, indexed: { day: dayNumber(day), sketch, title: titleFeatures(title, model), fresh: false } };
}
