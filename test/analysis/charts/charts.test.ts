import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { type ChartDefinition, type ChartOptions, type ChartRow, loadCharts } from "../../../analysis/charts/index.ts";
import { toPng } from "../../../analysis/png.ts";
import { createDocument } from "../../../analysis/render.ts";
import type { Store } from "../fixture.ts";
import { openSample } from "./sample.ts";

const charts = await loadCharts();
const LANGS = ["zh", "en"] as const;
const emptySnapshot = { id: null, items: 0, sources: 0, unlabelled_share: null, first_day: null, last_day: null };

/** Element ids that count up and decimals beyond the first say nothing about a drawing. */
const normalise = (svg: string): string =>
  svg.replace(/-?\d+\.\d+(?:e-\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10));

describe("charts", () => {
  let store: Store;
  let snapshot: ChartOptions["snapshot"];
  const rows = new Map<string, ChartRow[]>();
  let warned: MockInstance;

  beforeAll(async () => {
    store = await openSample();
    [snapshot = emptySnapshot] = await store.query<ChartOptions["snapshot"]>("SELECT * FROM snapshot");
    for (const { view } of charts) rows.set(view, await store.query(`SELECT * FROM main.${view}`));
  });
  afterAll(() => store.close());
  beforeEach(() => {
    warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  });
  afterEach(() => {
    expect(warned.mock.calls, "warnings of Plot").toEqual([]);
    warned.mockRestore();
  });

  const options = (more: Partial<ChartOptions> = {}): ChartOptions => ({
    lang: "zh",
    width: 880,
    today: "2026-06-18",
    document: createDocument(),
    snapshot,
    ...more,
  });
  const rowsOf = (chart: ChartDefinition): ChartRow[] => rows.get(chart.view) ?? [];
  const named = (id: string): ChartDefinition => {
    const chart = charts.find((one) => one.id === id);
    if (!chart) throw new Error(`no chart ${id}`);
    return chart;
  };

  it("are one file each, with an id and a place of their own", () => {
    expect(charts.length).toBeGreaterThanOrEqual(15);
    expect(new Set(charts.map(({ id }) => id)).size).toBe(charts.length);
    expect(charts.map(({ order }) => order)).toEqual(charts.map(({ order }) => order).sort((a, b) => a - b));
  });

  for (const chart of charts) {
    for (const lang of LANGS) {
      it(`${chart.id} is drawn as its golden (${lang})`, async () => {
        const svg = chart.render(rowsOf(chart), options({ lang }));
        await expect(`${normalise(svg)}\n`).toMatchFileSnapshot(`cases/${chart.id}/${lang}.svg`);
      });
    }

    it(`${chart.id} says that there is nothing yet when there is nothing`, () => {
      for (const lang of LANGS) {
        const empty = options({ lang, snapshot: emptySnapshot });
        const svg = chart.render([], empty);
        expect(chart.title([], empty)).toContain({ zh: "还没有数据", en: "no data yet" }[lang]);
        expect(svg).toContain("modeltide weekly");
      }
    });

    it(`${chart.id} stays whole and harmless in a narrow picture with hostile text in every name`, () => {
      const hostile = `<script>alert(1)</script>"'&\u202e\u0007 x`;
      const spoilt = rowsOf(chart).map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            /^(model|vendor|vendor_en|largest_model|source|source_en|lead_title|publisher|sentence|word|text_zh|text_en|said_by|message)$/.test(
              key,
            ) && value !== null
              ? `${hostile}${key === "word" ? value : ""}`
              : value,
          ]),
        ),
      );
      const svg = chart.render(spoilt, options({ width: 360 }));
      expect(["<script", "\u202e", "\u0007"].filter((part) => svg.includes(part))).toEqual([]);
      expect(toPng(svg, 0.5).length).toBeGreaterThan(1000);
    });

    it(`${chart.id} needs no style of its own, which a strict content policy would refuse`, () => {
      const svg = chart.render(rowsOf(chart), options({ theme: "page" }));
      expect(svg).not.toMatch(/<style|\sstyle=|\son\w+=/);
      expect(svg).toContain("var(--mt-ink,");
      expect(chart.render(rowsOf(chart), options({ theme: "dark" }))).not.toContain("var(");
    });
  }

  it("tell what they found in both languages", async () => {
    const titles = charts.map((chart) =>
      [chart.id, ...LANGS.map((lang) => chart.title(rowsOf(chart), options({ lang })))].join("\n  "),
    );
    await expect(`${titles.join("\n")}\n`).toMatchFileSnapshot("cases/titles.txt");
  });

  it("say how many sources stand behind them and how much is unsure", () => {
    for (const chart of charts) {
      expect(chart.subtitle(rowsOf(chart), options())).toMatch(/2 个来源，\d+% 的条目标签待核$/);
    }
  });

  it("see no trend in fewer than five", () => {
    const few = (rows.get("launches_by_week") ?? []).slice(-6, -3);
    expect(named("launches-by-week").title(few, options())).toMatch(/只有 \d 个发布，看不出趋势/);
    expect(named("prices").title((rows.get("prices") ?? []).slice(0, 1), options({ lang: "en" }))).toContain(
      "only one",
    );
  });

  it("give a tier one colour everywhere", () => {
    const colours = new Map<string, Set<string>>();
    for (const chart of charts) {
      const svg = chart.render(rowsOf(chart), options());
      for (const [mark] of svg.matchAll(
        /<[a-z]+ [^>]*data-filter="[^"]*tier=(?:general|industry|application)[^>]*>/g,
      )) {
        const tier = /tier=(\w+)/.exec(mark)?.[1] ?? "";
        const fill = /fill="(#\w+)"/.exec(mark)?.[1] ?? "";
        colours.set(tier, (colours.get(tier) ?? new Set()).add(fill));
      }
    }
    expect([...colours].map(([tier, fills]) => [tier, [...fills]]).sort()).toEqual([
      ["application", ["#009e73"]],
      ["general", ["#0072b2"]],
      ["industry", ["#e69f00"]],
    ]);
  });

  it("draw a week that is not over paler than one that is", () => {
    const opacity = (today: string) => {
      const svg = named("launches-by-week").render(rowsOf(named("launches-by-week")), options({ today }));
      return /<rect [^>]*week=2026-W25[^>]*>/.exec(svg)?.[0].match(/fill-opacity="([\d.]+)"/)?.[1];
    };
    expect(opacity("2026-06-18")).toBe("0.4");
    expect(opacity("2026-06-25")).toBe("1");
  });

  it("take the newest complete quarter, or the one asked for", () => {
    const league = named("vendor-league");
    expect(league.title(rowsOf(league), options())).toContain("2026 年一季度");
    expect(league.title(rowsOf(league), options({ period: "2025-Q3" }))).toContain("2025 年三季度");
  });

  it("look back from a week: nothing that ended later, and they say so, or why they are the same for every week", () => {
    for (const chart of charts) {
      const before = options({ week: "2026-W08" });
      const shown = chart.rows(rowsOf(chart), before);
      const dates = ["date", "day", "available", "lead_day", "week_end", "month_end", "quarter_end"] as const;
      const later = shown.filter((row) => dates.some((name) => String(row[name] ?? "") > "2026-02-22"));
      const subtitle = chart.subtitle(rowsOf(chart), before);
      if (chart.id === "claim-count") {
        expect(subtitle).toContain("不随所选的周变化");
        continue;
      }
      expect([chart.id, later]).toEqual([chart.id, []]);
      expect(subtitle).toContain("截至所选的 2026 年第 8 周");
      expect(shown.length, chart.id).toBeLessThan(rowsOf(chart).length);
      expect(chart.render(rowsOf(chart), before), chart.id).not.toMatch(
        /(week=2026-W(09|[12])|month=2026-0[2-9]|2026-Q)/,
      );
    }
    const league = named("vendor-league");
    expect(league.title(rowsOf(league), options({ week: "2026-W14" }))).toContain("2026 年一季度");
    expect(league.title(rowsOf(league), options({ week: "2026-W13" }))).toContain("2025 年四季度");
  });

  it("of industries end with the newest complete quarter, or with the one asked for", () => {
    for (const id of ["industry-models", "vendor-industry", "vendor-kinds"]) {
      const chart = named(id);
      const until = (period?: string) => chart.subtitle(rowsOf(chart), options(period ? { period } : {}));
      expect(until(), id).toMatch(/至 2026 年一季度，/);
      expect(until(), id).not.toContain("2026 年二季度");
      expect(until("2026-Q2"), id).toMatch(/至 2026 年二季度，/);
    }
  });

  it("show the whole of a long subtitle on a phone", () => {
    for (const chart of charts) {
      for (const lang of LANGS) {
        const own = options({ lang, width: 366, week: "2026-W15" });
        const lines = [
          ...chart.render(rowsOf(chart), own).matchAll(/<text [^>]*font-size="12" [^>]*>([^<]*)<\/text>/g),
        ];
        const bare = (text: string) => text.replace(/\s+/g, "").replaceAll("&gt;", ">").replaceAll("&quot;", '"');
        const subtitle = bare(chart.subtitle(rowsOf(chart), own));
        expect(bare(lines.map(([, line]) => line).join("")), chart.id).toContain(subtitle);
      }
    }
  });

  it("lead from a mark to the launches behind it", () => {
    const svg = named("vendor-league").render(rowsOf(named("vendor-league")), options());
    expect(svg).toContain('data-filter="vendor=jiayun&amp;tier=general&amp;quarter=2026-Q1"');
  });
});
