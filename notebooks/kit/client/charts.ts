import { list } from "modeltide:chart-list";
import { lang, snapshot, today, views } from "modeltide:chart-rows";
import type { ChartOptions, ChartRow } from "../../../analysis/charts/chart.ts";

export interface DrawOptions {
  /** Rows of the chart's view, e.g. of a SQL cell; all of the view's where absent. */
  rows?: Record<string, unknown>[];
  /** Pixels. */
  width?: number;
  /** ISO week (`2026-W21`) from which to look back. */
  week?: string;
  /** Quarter or claim that the chart shows instead of its own choice, where it has one. */
  period?: string;
  lang?: ChartOptions["lang"];
  theme?: "light" | "dark";
}

/** The report's charts: what each is called and the view that it draws. */
export const charts = list.map(({ id, view, name }) => ({ id, view, name: name[lang] }));

/**
 * Draws one of the report's charts.
 * @throws Error where there is no such chart, or its rows are not in this page
 */
export function drawChart(id: string, { rows, width = 900, ...options }: DrawOptions = {}): Element {
  const chart = list.find((one) => one.id === id);
  if (!chart) throw new Error(`no chart "${id}": there are ${list.map((one) => one.id).join(", ")}`);
  const own = rows ? rows.map(plainRow) : views[chart.view];
  if (!own) {
    throw new Error(
      `the rows of ${chart.view} are not in this page: write the chart's id as a text ("${id}"), or give the rows: drawChart("${id}", {rows})`,
    );
  }
  const theme = options.theme ?? (pageIsDark() ? "dark" : "light");
  const text = chart.render(own, { lang, width, today, snapshot, document, ...options, theme });
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return document.importNode(svg, true);
}

/** Charts take days as `YYYY-MM-DD`; SQL cells give dates. */
function plainRow(row: Record<string, unknown>): ChartRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString().slice(0, 10) : value,
    ]),
  );
}

function pageIsDark(): boolean {
  const [red = 255, green = 255, blue = 255] =
    getComputedStyle(document.body)
      .backgroundColor.match(/[\d.]+/g)
      ?.map(Number) ?? [];
  return red + green + blue < 384;
}
