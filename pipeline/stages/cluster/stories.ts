import type { Story, StoryLink } from "../../types.ts";
import { leadOf } from "./lead.ts";
import type { Edge, StoryItem, StoryOverride } from "./types.ts";

/** A chain of reprints whose containments multiply to less than this has drifted from its lead. */
const DRIFTED = 0.5;

/**
 * Makes stories of the edges: reprints join; a part joins the one host that it shares most with, and a host takes the
 * one part that fills most of it, so that a roundup does not weld its items together. A member that is tied to the lead
 * only by a chain that has drifted starts a story of its own. People's merges and splits win over all edges.
 */
export function storiesOf(
  items: StoryItem[],
  edges: Edge[],
  overrides: StoryOverride[] = [],
): { stories: Story[]; links: StoryLink[] } {
  const split = new Set(overrides.flatMap((override) => ("split" in override ? [override.split] : [])));
  const byId = new Map(items.map((item) => [item.id, item]));
  const known = edges.filter(({ a, b }) => byId.has(a) && byId.has(b) && !split.has(a) && !split.has(b));
  const joins = joiningEdges(known);
  for (const override of overrides) {
    if ("merge" in override) {
      const [a, b] = override.merge;
      if (byId.has(a) && byId.has(b)) joins.push({ a, b, score: 1 });
    }
  }
  const neighbours = new Map<string, { id: string; score: number }[]>();
  for (const { a, b, score } of joins) {
    push(neighbours, a, { id: b, score });
    push(neighbours, b, { id: a, score });
  }
  const stories: Story[] = [];
  const storyOf = new Map<string, string>();
  const done = new Set<string>();
  for (const id of [...byId.keys()].sort()) {
    if (done.has(id)) continue;
    let rest = component(id, neighbours, done);
    while (rest.length) {
      const lead = leadOf(rest.map((member) => byId.get(member) as StoryItem)).id;
      const scores = chainScores(lead, new Set(rest), neighbours);
      const members = [...scores].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
      stories.push({
        id: lead,
        leadId: lead,
        members: members.map(([articleId, score]) => ({
          articleId,
          relation: articleId === lead ? "lead" : "reprint",
          score,
        })),
      });
      for (const [member] of members) storyOf.set(member, lead);
      rest = rest.filter((member) => !scores.has(member));
    }
  }
  return { stories: stories.sort((x, y) => (x.id < y.id ? -1 : 1)), links: linksOf(known, storyOf) };
}

function joiningEdges(edges: Edge[]): { a: string; b: string; score: number }[] {
  const sets = new Map<string, string>();
  const find = (id: string): string => {
    let root = id;
    while (sets.get(root) !== undefined) root = sets.get(root) as string;
    for (let at = id; at !== root; ) {
      const next = sets.get(at) as string;
      sets.set(at, root);
      at = next;
    }
    return root;
  };
  const joins: Edge[] = edges.filter(({ kind }) => kind === "reprint");
  for (const { a, b } of joins) if (find(a) !== find(b)) sets.set(find(a), find(b));
  const parts = edges
    .filter(({ kind }) => kind === "part")
    .sort((x, y) => y.overlap - x.overlap || y.score - x.score || (x.a + x.b < y.a + y.b ? -1 : 1));
  const taken = new Set<string>();
  const pairs: Edge[] = [];
  for (const edge of parts) {
    const [x, y] = [find(edge.a), find(edge.b)];
    if (x !== y && (taken.has(x) || taken.has(y))) continue;
    taken.add(x).add(y);
    pairs.push(edge);
    if (x !== y) sets.set(x, y);
    taken.add(find(x));
  }
  return [...joins, ...pairs];
}

function component(start: string, neighbours: Map<string, { id: string }[]>, done: Set<string>): string[] {
  const found = [start];
  done.add(start);
  for (let at = 0; at < found.length; at++) {
    for (const { id } of neighbours.get(found[at] as string) ?? []) {
      if (done.has(id)) continue;
      done.add(id);
      found.push(id);
    }
  }
  return found.sort();
}

/** Best product of scores along any chain from the lead, for the members that it does not drift from. */
function chainScores(
  lead: string,
  among: Set<string>,
  neighbours: Map<string, { id: string; score: number }[]>,
): Map<string, number> {
  const best = new Map([[lead, 1]]);
  const queue = [lead];
  for (let at = 0; at < queue.length; at++) {
    const from = queue[at] as string;
    for (const { id, score } of neighbours.get(from) ?? []) {
      const chained = (best.get(from) as number) * score;
      if (!among.has(id) || chained < DRIFTED || chained <= (best.get(id) ?? 0)) continue;
      best.set(id, chained);
      queue.push(id);
    }
  }
  return best;
}

function linksOf(edges: Edge[], storyOf: Map<string, string>): StoryLink[] {
  return edges
    .filter(({ a, b, kind }) => kind !== "reprint" && storyOf.get(a) !== storyOf.get(b))
    .map(({ a, b, score }): StoryLink => ({ a, b, relation: "same_event", score }))
    .sort((x, y) => (x.a === y.a ? (x.b < y.b ? -1 : 1) : x.a < y.a ? -1 : 1));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
