import { foldUnits } from "./fold.ts";
import { isRoundup } from "./titles.ts";
import type { StoryItem } from "./types.ts";

/**
 * The member that the others come from: the one whose publication the others name as their source, never one that names
 * another publication while one that names none is there, nor a roundup beside a plain item; then one with a text before
 * a bare headline, the earliest (a day without a time counts as its end), the longest, the least id.
 */
export function leadOf(members: StoryItem[]): StoryItem {
  const [only, ...others] = members;
  if (only && !others.length) return only;
  const votes = new Map<string, number>();
  for (const { publisher, source } of members) {
    const name = folded(source);
    if (name && name !== folded(publisher)) votes.set(name, (votes.get(name) ?? 0) + 1);
  }
  const keyed = members.map((item) => ({
    item,
    key: [
      -(votes.get(folded(item.publisher)) ?? 0),
      folded(item.source) && folded(item.source) !== folded(item.publisher) ? 1 : 0,
      isRoundup(item.title) ? 1 : 0,
      item.textLength > item.title.length ? 0 : 1,
      item.day === null ? Number.MAX_VALUE : Date.parse(item.published ?? `${item.day}T23:59:59.999+08:00`),
      -item.textLength,
    ],
  }));
  keyed.sort((a, b) => {
    const at = a.key.findIndex((value, index) => value !== b.key[index]);
    if (at >= 0) return (a.key[at] as number) - (b.key[at] as number);
    return a.item.id < b.item.id ? -1 : 1;
  });
  return keyed[0]?.item as StoryItem;
}

const folded = (name: string | null): string => String.fromCharCode(...foldUnits((name ?? "").slice(0, 100)));
