import type { WeekLaunch } from "./week-facts.ts";

/** What a team follows, as `modeltide.yaml` names it. */
export interface WatchList {
  /** Vendor ids or names. */
  vendors: string[];
  /** Model names or their beginnings. */
  models: string[];
  /** Industry ids. */
  industries: string[];
  /** Words in a launch's name or in the title of its first report. */
  words: string[];
}

export const EMPTY_WATCH: WatchList = { vendors: [], models: [], industries: [], words: [] };

export interface WatchedLaunch extends WeekLaunch {
  industries: string[];
  lead_title: string | null;
}

/** Whether the list names a launch: by vendor, model, industry served, or a word. */
export function isWatched(launch: WatchedLaunch, watch: WatchList): boolean {
  const has = (list: string[], values: (string | null)[]) =>
    list.some((wanted) => values.some((value) => value?.toLowerCase() === wanted.toLowerCase()));
  const model = launch.model.toLowerCase();
  const text = `${launch.model} ${launch.lead_title ?? ""}`.toLowerCase();
  return (
    has(watch.vendors, [launch.vendor_id, launch.vendor, launch.vendor_en]) ||
    has(watch.industries, launch.industries) ||
    watch.models.some((wanted) => model.startsWith(wanted.toLowerCase())) ||
    watch.words.some((word) => text.includes(word.toLowerCase()))
  );
}
