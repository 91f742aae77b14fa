import type { ChartOptions } from "./chart.ts";
import { tierColour } from "./colours.ts";
import type { LegendEntry } from "./frame.ts";

export const TIERS = ["general", "industry", "application"] as const;
export type ShownTier = (typeof TIERS)[number];

/** In the plural, as sentences and legends need them. */
const NAMES = {
  general: { zh: "通用大模型", en: "general models" },
  industry: { zh: "行业大模型", en: "industry models" },
  application: { zh: "应用", en: "applications" },
};

/** A tier's name in the reader's language. */
export function tierName(tier: string, { lang }: Pick<ChartOptions, "lang">): string {
  return tier in NAMES ? NAMES[tier as ShownTier][lang] : tier;
}

/** One legend entry a tier, in the pyramid's order from its base. */
export function tierLegend(options: Pick<ChartOptions, "lang">): LegendEntry[] {
  return TIERS.map((tier) => ({ label: tierName(tier, options), colour: tierColour(tier) }));
}
