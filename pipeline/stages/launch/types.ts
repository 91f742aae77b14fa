import type { Event, Industry, NumberFact, Tier } from "../../types.ts";

/** What joining launches needs of one labelled article. */
export interface LaunchInput {
  articleId: string;
  storyId: string;
  /** Day, `YYYY-MM-DD`, or null. */
  day: string | null;
  title: string;
  event: Event;
  eventConfidence: number;
  tier: Tier;
  /** Ids, most central first. */
  vendors: string[];
  /** Most central first. */
  models: { name: string; vendorId: string | null }[];
  industries: Industry[];
  delivery: string[];
  modality: string[];
  numbers: NumberFact[];
}

/** One dated fact of `data/registry/launches.csv`. */
export interface RegistryLaunch {
  vendor: string;
  model: string;
  version: string;
  tier: Tier;
  industries: Industry[];
  date: string | null;
  precision: "day" | "month" | null;
  parameters: number | null;
  openWeights: boolean | null;
  licence: string | null;
  modality: string[];
  attribution: string;
}
