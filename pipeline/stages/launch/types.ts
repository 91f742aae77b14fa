import type { Event, Industry, Launch, NumberFact, Tier } from "../../types.ts";
import type { LaunchGroup } from "./group.ts";

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

/** A launch with what it was made of. */
export interface LaunchParts {
  launch: Launch;
  /** Null for a launch that the registry alone knows of. */
  group: LaunchGroup | null;
  facts: RegistryLaunch[];
}

/** A person's word: the first of two launches is the second; an article tells of another launch than this one. */
export type LaunchOverride = { merge: [from: string, into: string] } | { split: string; from: string };
