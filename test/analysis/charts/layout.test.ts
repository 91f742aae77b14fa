import { describe, expect, it } from "vitest";
import { type ChartOptions, type ChartRow, loadCharts } from "../../../analysis/charts/index.ts";
import { createDocument } from "../../../analysis/render.ts";

const charts = await loadCharts();
const WEEK = 7 * 86_400_000;

const options = (more: Partial<ChartOptions> = {}): ChartOptions => ({
  lang: "en",
  width: 390,
  today: "2026-11-25",
  document: createDocument(),
  snapshot: { id: "b", items: 9, sources: 1, unlabelled_share: 0, first_day: "2023-03-06", last_day: "2023-09-03" },
  ...more,
});

function render(id: string, rows: object[], more: Partial<ChartOptions> = {}): string {
  const chart = charts.find((one) => one.id === id);
  if (!chart) throw new Error(`no chart ${id}`);
  return chart.render(rows as ChartRow[], options(more));
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

function sourceWeek(start: string, items: number, runs: number): ChartRow {
  const end = dayOf(Date.parse(start) + 6 * 86_400_000);
  const source = { source_id: "a", source: "甲", source_en: "Alpha" };
  return {
    week: `${start.slice(0, 4)}-W10`,
    week_start: start,
    week_end: end,
    ...source,
    items,
    runs,
    runs_in_trouble: 0,
  };
}

describe("layout of charts", () => {
  it("coverage shows the weeks of the items where the crawl came years after them, and still tells of the crawl", () => {
    const rows = [sourceWeek("2023-03-06", 4, 0), sourceWeek("2023-08-28", 3, 0), sourceWeek("2026-03-02", 0, 1)];
    const svg = render("coverage", rows);
    expect(svg).toContain(">7<");
    expect(svg).toContain("2023");
    expect(svg).toContain("All 1 sources were fine in week 10 of 2026");
  });

  it("coverage keeps a week in which crawls gave nothing while it is recent", () => {
    const rows = [
      sourceWeek("2026-03-02", 5, 1),
      { ...sourceWeek("2026-03-09", 0, 1), runs_in_trouble: 1, trouble_en: "unreachable" },
    ];
    expect(render("coverage", rows)).toContain(">×<");
  });

  it("counts below a mix of many months stand clear of each other in a narrow picture", () => {
    const rows = [...Array(30).keys()].map((at) => {
      const start = new Date(Date.UTC(2021, at, 1));
      return {
        month: dayOf(start.getTime()).slice(0, 7),
        month_start: dayOf(start.getTime()),
        month_end: dayOf(Date.UTC(2021, at + 1, 0)),
        tier: "general",
        launches: 17,
        month_launches: 17,
        basis: "news",
        share: 1,
        share_low: 0.8,
        share_high: 1,
      };
    });
    const places = [...render("tier-mix", rows).matchAll(/translate\(([\d.]+),[\d.]+\)"[^>]*>17</g)].map((m) =>
      Number(m[1]),
    );
    expect(places.length).toBeGreaterThan(5);
    expect(Math.min(...places.slice(1).map((x, at) => x - (places[at] ?? 0)))).toBeGreaterThanOrEqual(14);
  });

  it("names of industries stand steeper where there is no room to lie, and later quarters of registries are left out", () => {
    const rows = [...Array(14).keys()].map((at) => ({
      quarter: "2023-Q2",
      quarter_start: "2023-04-01",
      vendor_id: "v",
      vendor: "甲",
      vendor_en: "Alpha",
      industry: `i${at}`,
      industry_zh: `业${at}`,
      industry_en: `industry ${at}`,
      launches: 3,
    }));
    const later = { ...rows[0], quarter: "2026-Q1", quarter_start: "2026-01-01", vendor_id: "w", vendor_en: "Beta" };
    expect(render("vendor-industry", rows)).toContain("rotate(-60)");
    expect(render("vendor-industry", rows, { width: 880 })).toContain("rotate(-38)");
    expect(render("vendor-industry", [...rows, later])).not.toContain("Beta");
  });

  it("a name over the last week ends inside the picture", () => {
    const rows = [...Array(26).keys()].map((at) => ({
      week: `2023-W${String(at + 10)}`,
      week_start: dayOf(Date.parse("2023-03-06") + at * WEEK),
      week_end: dayOf(Date.parse("2023-03-12") + at * WEEK),
      tier: "general",
      launches: at === 25 ? 8 : 1,
      items: 10,
      largest_id: "x",
      largest_model: "Enterprise model",
      largest_vendor: "甲",
      largest_vendor_en: "Alpha",
      largest_articles: 2,
    }));
    expect(render("launches-by-week", rows)).toMatch(/text-anchor="end"[^>]*>\s*<text[^>]*>Enterprise model</);
  });
});
