/** What the build puts in the place of these names. */
declare module "modeltide:answers" {
  import type { PageAnswer } from "../answers.ts";
  /** What each SQL cell got, by the cell's id. */
  export const answers: Record<string, PageAnswer | { error: string }>;
}
declare module "modeltide:chart-list" {
  import type { ChartDefinition } from "../../../analysis/charts/chart.ts";
  export const list: ChartDefinition[];
}
declare module "modeltide:chart-rows" {
  import type { ChartRow, Snapshot } from "../../../analysis/charts/chart.ts";
  import type { Lang } from "../../../analysis/charts/text.ts";
  export const snapshot: Snapshot;
  export const today: string;
  export const lang: Lang;
  /** Rows of the views of those charts that the notebook names, by view. */
  export const views: Record<string, ChartRow[]>;
}
declare module "observable:runtime/stdlib/md.js" {
  export const md: (strings: TemplateStringsArray, ...values: unknown[]) => Node;
}
/** Packages without types of their own; cells are JavaScript. */
declare module "d3";
declare module "htl";
declare module "@observablehq/inputs";
declare module "*.css";
