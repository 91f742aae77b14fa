import { chartFigure } from "./chart-figure.ts";
import { h } from "./dom.ts";
import type { Page } from "./state.ts";
import type { View } from "./view.ts";

/** Which views' charts a page shows; charts of views that no page names stand among the themes. */
const VIEWS: Partial<Record<Page, string[]>> = {
  overview: ["launches_by_week", "tier_mix", "vendor_league", "claim_progress", "keywords_trend", "source_weeks"],
  vendors: ["vendor_league", "vendor_kinds"],
  industries: ["vendor_industry", "industry_by_tier"],
  claims: ["claim_progress", "market_growth"],
  sources: ["source_weeks", "coverage", "source_health"],
};
/** Coverage stands beside the trends, too: a count that rises where more was collected says nothing of the market. */
const BESIDE_THEMES = ["source_weeks", "keywords_trend"];

/** The page's charts in the order of the report. */
export function pageCharts(view: View, page: Page, period?: string): HTMLElement {
  // A quarter that the reader chose says more than the week does.
  const week = view.state.own.quarter && period ? null : view.back;
  const named = new Set(Object.values(VIEWS).flat());
  const shown = view.charts.filter(({ view: source }) =>
    page === "themes" ? !named.has(source) || BESIDE_THEMES.includes(source) : VIEWS[page]?.includes(source),
  );
  return h(
    "div",
    { class: "figures" },
    shown.map((chart) =>
      chartFigure(view, chart.id, {
        period: chart.view === "keywords_trend" ? (view.state.week ?? undefined) : period,
        week,
      }),
    ),
  );
}
