import type { HeadlineModel } from "./model.ts";
import type { Prepared } from "./prepare.ts";
import { relate } from "./relate.ts";
import type { Edge } from "./types.ts";

/**
 * In a stream most pairs that look alike are chance, unlike pairs that somebody put side by side: headlines must be
 * this likely one headline to join, and this likely one event to be linked.
 */
const JOIN_HEADLINES = 0.5;
const LINK = 0.6;

/** The edges among pairs of positions; `preparedAt` gives the item at one, ready to compare. */
export function edgesOf(
  pairs: [number, number][],
  preparedAt: (position: number) => Prepared,
  model: HeadlineModel,
): Edge[] {
  return pairs.flatMap(([i, j]) => edgeOf(preparedAt(i), preparedAt(j), model) ?? []);
}

/** The edge between two items of a stream, or null where they do not belong together. */
function edgeOf(a: Prepared, b: Prepared, model: HeadlineModel): Edge | null {
  const { kind, score, overlap } = relate(a, b, model);
  if (kind === "related" || kind === "different") return null;
  const weak = overlap === 0 && score < JOIN_HEADLINES;
  if ((kind === "same_event" && score < LINK) || weak) return null;
  return { a: a.id < b.id ? a.id : b.id, b: a.id < b.id ? b.id : a.id, kind, score, overlap };
}
