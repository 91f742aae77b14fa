import type { ChartOptions } from "./chart.ts";
import { tierColour } from "./colours.ts";
import type { LegendEntry } from "./frame.ts";

export interface TierNames {
  tier: string;
  tier_zh: string;
  tier_en: string;
}

/** The tiers' name in the reader's language, as the rows have it. */
export function tierName(rows: TierNames[], tier: string, { lang }: Pick<ChartOptions, "lang">): string {
  const row = rows.find((one) => one.tier === tier);
  return row ? (lang === "zh" ? row.tier_zh : row.tier_en) : tier;
}

/** One legend entry a tier, in the pyramid's order from its base. */
export function tierLegend(rows: TierNames[], options: Pick<ChartOptions, "lang">): LegendEntry[] {
  return ["general", "industry", "application"].map((tier) => ({
    label: tierName(rows, tier, options),
    colour: tierColour(tier),
  }));
}
