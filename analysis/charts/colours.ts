import type { Tier } from "../../pipeline/types.ts";

export type Theme = "light" | "dark" | "page";

/** Light and dark value of every colour that a chart may use; Okabe and Ito's palette, told apart by colour-blind readers. */
const VALUES = {
  paper: ["#ffffff", "#15181c"],
  ink: ["#1d2229", "#e8eaed"],
  muted: ["#636b76", "#a2abb6"],
  rule: ["#dde1e6", "#333a43"],
  ground: ["#f1f3f5", "#20252b"],
  general: ["#0072b2", "#56b4e9"],
  industry: ["#e69f00", "#f0b53c"],
  application: ["#009e73", "#3cc79a"],
  none: ["#9aa3ad", "#77808b"],
  alert: ["#c8441b", "#f08a5d"],
  second: ["#cc79a7", "#e2a3c6"],
  third: ["#7a5fb0", "#ab95dd"],
  fourth: ["#8a6d3b", "#cbb083"],
  heat1: ["#dcebf5", "#1c3547"],
  heat2: ["#a9cfe6", "#22506f"],
  heat3: ["#69abd2", "#2c74a0"],
  heat4: ["#2176ad", "#56b4e9"],
  heat5: ["#0b5485", "#a6d8f5"],
} as const;
export type ColourName = keyof typeof VALUES;

/** A colour by name: a custom property of the page that shows the chart, with the light value to fall back on. */
export const colour = (name: ColourName): string => `var(--mt-${name},${VALUES[name][0]})`;

/** One colour for each tier, the same in every chart. */
export const tierColour = (tier: Tier | string): string =>
  colour(tier === "general" || tier === "industry" || tier === "application" ? tier : "none");

/** Steps of a count from few to many. */
export const HEAT = (["heat1", "heat2", "heat3", "heat4", "heat5"] as const).map(colour);

/** Colours of categories that are no tiers, in their order. */
export const CATEGORIES = (
  ["general", "industry", "application", "second", "alert", "third", "fourth", "muted", "none"] as const
).map(colour);

/** Puts fixed values in the place of custom properties, for files that stand alone; `page` leaves them. */
export function resolveColours(svg: string, theme: Theme): string {
  if (theme === "page") return svg;
  return svg.replace(/var\(--mt-(\w+),#[0-9a-f]{6}\)/g, (whole, name: string) => {
    const values = VALUES[name as ColourName];
    return values ? values[theme === "dark" ? 1 : 0] : whole;
  });
}

/** The custom properties as CSS declarations, for the page's style sheet. */
export function colourProperties(theme: "light" | "dark"): string {
  return Object.entries(VALUES)
    .map(([name, [light, dark]]) => `--mt-${name}:${theme === "dark" ? dark : light}`)
    .join(";");
}
