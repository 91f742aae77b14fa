import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour, tierColour } from "./colours.ts";
import { isUnfinished } from "./periods.ts";
import { clipped, quarterName, quarterSpan } from "./text.ts";
import { tierLegend, tierName } from "./tiers.ts";

interface Row {
  quarter: string;
  quarter_start: string;
  quarter_end: string;
  industry: string;
  industry_zh: string;
  industry_en: string;
  tier: string;
  launches: number;
}

const QUARTERS = 10;
const PANELS = 12;
const TIERS = ["industry", "application"];

/** One small drawing an industry: models made for it and applications, by quarter. */
export const chart = defineChart<Row>({
  id: "industry-models",
  view: "industry_by_tier",
  order: 5.5,
  name: { zh: "各行业的模型与应用", en: "Models and applications by industry" },
  noun: { zh: "次行业发布", en: "launches for an industry" },
  count: (rows, options) => recent(rows, options).reduce((sum, row) => sum + row.launches, 0),
  title: finding,
  subtitle: (rows, options) => {
    const quarters = quartersOf(rows, options);
    const [first = "", last = ""] = [quarters[0], quarters.at(-1)];
    return {
      zh: `面向该行业的行业大模型与应用的发布数，按季度，${quarterSpan(first, last, "zh")}，同一刻度；浅色为未完的季度；一次发布可计入多个行业`,
      en: `Industry models and applications launched for the industry, by quarter, ${quarterSpan(first, last, "en")}, all on one scale; pale: quarter not over; one launch may count in several`,
    }[options.lang];
  },
  legend: (_, options) => tierLegend(options).slice(1),
  height: (rows, options) => Math.ceil(industriesOf(rows, options).length / columns(options.width)) * 122 + 6,
  plot: (rows, options, area) => [{ svg: draw(recent(rows, options), options, area), height: area.height }],
});

const columns = (width: number): number => (width < 560 ? 2 : 4);

/** The last quarters of which news was collected; registries may know later ones, but too little of them. */
function quartersOf(rows: Row[], { snapshot }: ChartOptions): string[] {
  const told = snapshot.last_day ? rows.filter((row) => row.quarter_start <= (snapshot.last_day ?? "")) : rows;
  return [...new Set(told.map((row) => row.quarter))].sort().slice(-QUARTERS);
}

function recent(rows: Row[], options: ChartOptions): Row[] {
  const quarters = quartersOf(rows, options);
  return rows.filter((row) => TIERS.includes(row.tier) && quarters.includes(row.quarter));
}

interface Industry {
  id: string;
  launches: number;
  models: number;
  row: Row;
}

/** The busiest first; the larger number of industry models decides between equals. */
function industriesOf(rows: Row[], options: ChartOptions): Industry[] {
  const found = new Map<string, Industry>();
  for (const row of recent(rows, options)) {
    const industry = found.get(row.industry) ?? { id: row.industry, launches: 0, models: 0, row };
    industry.launches += row.launches;
    if (row.tier === "industry") industry.models += row.launches;
    found.set(row.industry, industry);
  }
  return [...found.values()]
    .sort((a, b) => b.launches - a.launches || b.models - a.models || a.id.localeCompare(b.id))
    .slice(0, PANELS);
}

const nameOf = (row: Row, lang: "zh" | "en"): string => (lang === "zh" ? row.industry_zh : row.industry_en);

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const industries = industriesOf(rows, options);
  const [most, second] = [...industries].sort((a, b) => b.models - a.models);
  const busiest = industries[0] as Industry;
  if (!most || most.models === 0) {
    return {
      zh: `还没有行业大模型；应用最多的是${nameOf(busiest.row, "zh")}：${busiest.launches} 个`,
      en: `No industry models yet; most applications are for ${nameOf(busiest.row, "en")}: ${busiest.launches}`,
    }[lang];
  }
  const tied = second && second.models === most.models;
  const head = {
    zh: tied
      ? `行业大模型最多的是${nameOf(most.row, "zh")}与${nameOf(second.row, "zh")}：各 ${most.models} 个`
      : `行业大模型最多的是${nameOf(most.row, "zh")}：${most.models} 个`,
    en: tied
      ? `Most industry models are for ${nameOf(most.row, "en")} and ${nameOf(second.row, "en")}: ${most.models} each`
      : `Most industry models are for ${nameOf(most.row, "en")}: ${most.models}`,
  }[lang];
  if (busiest.id === most.id) return head;
  return (
    head +
    {
      zh: `；连应用在内，${nameOf(busiest.row, "zh")}最多：${busiest.launches} 个`,
      en: `; with applications, for ${nameOf(busiest.row, "en")}: ${busiest.launches}`,
    }[lang]
  );
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const industries = industriesOf(rows, options);
  const quarters = quartersOf(rows, options);
  const wide = columns(options.width);
  const column = (id: string) => industries.findIndex((industry) => industry.id === id) % wide;
  const line = (id: string) => Math.floor(industries.findIndex((industry) => industry.id === id) / wide);
  const shown = rows.filter((row) => industries.some(({ id }) => id === row.industry));
  const sums = new Map<string, number>();
  for (const row of shown) {
    const key = `${row.industry} ${row.quarter}`;
    sums.set(key, (sums.get(key) ?? 0) + row.launches);
  }
  const most = Math.max(1, ...sums.values());
  const facet = { fx: (row: Row) => column(row.industry), fy: (row: Row) => line(row.industry) };
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: 2,
    marginRight: 2,
    marginTop: 4,
    marginBottom: 20,
    x: { domain: quarters, axis: null, padding: 0.16 },
    y: { domain: [0, most * 1.45], axis: null },
    fx: { axis: null, padding: 0.07, domain: [...Array(wide).keys()] },
    fy: { axis: null, padding: 0.26 },
    marks: [
      Plot.barY(shown, {
        ...facet,
        x: "quarter",
        y: "launches",
        fill: (row: Row) => tierColour(row.tier),
        fillOpacity: (row: Row) => (isUnfinished(row.quarter_end, options) ? 0.4 : 1),
        order: (row: Row) => TIERS.indexOf(row.tier),
        href: (row: Row) => `industry=${row.industry}&tier=${row.tier}&quarter=${row.quarter}`,
        title: (row: Row) =>
          `${nameOf(row, lang)} · ${quarterName(row.quarter, lang)} · ${tierName(row.tier, options)} ${row.launches}`,
      }),
      Plot.ruleY([0], { stroke: colour("rule") }),
      Plot.text(industries, {
        fx: (industry: Industry) => column(industry.id),
        fy: (industry: Industry) => line(industry.id),
        frameAnchor: "top-left",
        text: (industry: Industry) => clipped(nameOf(industry.row, lang), (width / wide) * 0.93 - 30, 13.5),
        fontWeight: 700,
        fontSize: 12.5,
        fill: colour("ink"),
      }),
      Plot.text(industries, {
        fx: (industry: Industry) => column(industry.id),
        fy: (industry: Industry) => line(industry.id),
        frameAnchor: "top-right",
        text: (industry: Industry) => String(industry.launches),
        fill: colour("muted"),
        fontSize: 12.5,
      }),
      Plot.text(industries, {
        fx: (industry: Industry) => column(industry.id),
        fy: (industry: Industry) => line(industry.id),
        frameAnchor: "bottom-left",
        dy: 14,
        text: () => quarters[0]?.replace("-", " ") ?? "",
        fill: colour("muted"),
        fontSize: 10,
      }),
      Plot.text(industries, {
        fx: (industry: Industry) => column(industry.id),
        fy: (industry: Industry) => line(industry.id),
        frameAnchor: "bottom-right",
        dy: 14,
        text: () => quarters.at(-1)?.replace("-", " ") ?? "",
        fill: colour("muted"),
        fontSize: 10,
      }),
    ],
  });
}
