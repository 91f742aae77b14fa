import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour, tierColour } from "./colours.ts";
import { inLastQuarters, isUnfinished, lastQuarters } from "./periods.ts";
import { clipped, listed, quarterName, quarterSpan } from "./text.ts";

interface Row {
  quarter: string;
  quarter_end: string;
  industry: string;
  industry_zh: string;
  industry_en: string;
  tier: string;
  launches: number;
}

const QUARTERS = 8;
const PANELS = 12;
/** Height of a row of panels in pixels. */
const ROW = 104;
/** A panel's scale goes at least this far, so that single launches stay small. */
const LEAST_TOP = 4;

/** Models made for one industry: one small drawing an industry, by quarter. */
export const chart = defineChart<Row>({
  id: "industry-models",
  view: "industry_by_tier",
  order: 5.5,
  name: { zh: "各行业的行业大模型", en: "Industry models by industry" },
  ends: (row) => row.quarter_end,
  noun: { zh: "个行业大模型", en: "industry models" },
  count: (rows, options) => recent(rows, options).reduce((sum, row) => sum + row.launches, 0),
  title: finding,
  subtitle: (rows, options) => {
    const { lang } = options;
    const { first, last } = span(rows, options);
    const unfinished = recent(rows, options).some((row) => isUnfinished(row.quarter_end, options));
    return {
      zh: `为某一行业训练或调优的模型的发布数，按季度，${quarterSpan(first, last, "zh")}，各图同一刻度，右上为合计；一个模型可计入多个行业${unfinished ? "；浅色为未完的季度" : ""}`,
      en: `Models trained or tuned for one industry, launches by quarter, ${quarterSpan(first, last, "en")}, all on one scale, sums at the upper right; a model may count in several${unfinished ? "; pale: quarter not over" : ""}`,
    }[lang];
  },
  height: (rows, options) => Math.ceil(industriesOf(rows, options).length / columns(options.width)) * ROW + 6,
  plot: (rows, options, area) => [{ svg: draw(rows, options, area), height: area.height }],
});

const columns = (width: number): number => (width < 560 ? 2 : 4);

/** Rows of industry models in the quarters shown. */
const recent = (rows: Row[], options: ChartOptions): Row[] =>
  inLastQuarters(rows, options, QUARTERS).filter((row) => row.tier === "industry");

/** From the first quarter of the span of which anything is known. */
function span(rows: Row[], options: ChartOptions): { quarters: string[]; first: string; last: string } {
  const known = inLastQuarters(rows, options, QUARTERS).map(({ quarter }) => quarter);
  const quarters = lastQuarters(rows, options, QUARTERS).filter((quarter) => known.some((one) => one <= quarter));
  return { quarters, first: quarters[0] ?? "", last: quarters.at(-1) ?? "" };
}

interface Industry {
  id: string;
  launches: number;
  row: Row;
}

/** The industries with most models. */
function industriesOf(rows: Row[], options: ChartOptions): Industry[] {
  const found = new Map<string, Industry>();
  for (const row of recent(rows, options)) {
    const industry = found.get(row.industry) ?? { id: row.industry, launches: 0, row };
    industry.launches += row.launches;
    found.set(row.industry, industry);
  }
  return [...found.values()].sort((a, b) => b.launches - a.launches || a.id.localeCompare(b.id)).slice(0, PANELS);
}

const nameOf = (row: Row, lang: "zh" | "en"): string => (lang === "zh" ? row.industry_zh : row.industry_en);

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const industries = industriesOf(rows, options);
  const most = industries[0]?.launches ?? 0;
  const first = industries.filter(({ launches }) => launches === most);
  const names = listed(
    first.map(({ row }) => nameOf(row, lang)),
    lang,
  );
  if (first.length > 3) {
    return {
      zh: `没有哪个行业领先：${first.length} 个行业各有 ${most} 个行业大模型`,
      en: `No industry leads: ${first.length} have ${most} models each`,
    }[lang];
  }
  const each = first.length > 1;
  const next = industries[first.length];
  const then = next
    ? {
        zh: `，其次是${nameOf(next.row, "zh")}（${next.launches}）`,
        en: `; then for ${nameOf(next.row, "en")} (${next.launches})`,
      }[lang]
    : "";
  return {
    zh: `行业大模型最多的是${names}：${each ? "各 " : ""}${most} 个${then}`,
    en: `Most industry models are for ${names}: ${most}${each ? " each" : ""}${then}`,
  }[lang];
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const industries = industriesOf(rows, options);
  const { quarters, first, last } = span(rows, options);
  const wide = columns(options.width);
  const at = (id: string) => industries.findIndex((industry) => industry.id === id);
  const shown = recent(rows, options).filter((row) => at(row.industry) >= 0);
  const top = Math.max(LEAST_TOP, ...shown.map((row) => row.launches));
  const facet = { fx: (row: Row) => at(row.industry) % wide, fy: (row: Row) => Math.floor(at(row.industry) / wide) };
  const corner = (
    anchor: "top-left" | "top-right" | "bottom-left" | "bottom-right",
    text: (industry: Industry) => string,
    more: Plot.TextOptions,
  ) =>
    Plot.text(industries, {
      fx: ({ id }: Industry) => at(id) % wide,
      fy: ({ id }: Industry) => Math.floor(at(id) / wide),
      frameAnchor: anchor,
      text,
      fontSize: 12.5,
      fill: colour("muted"),
      ...more,
    });
  const small = { dy: 14, fontSize: 10 };
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: 2,
    marginRight: 2,
    marginTop: 4,
    marginBottom: 20,
    x: { domain: quarters, axis: null, padding: 0.16 },
    y: { domain: [0, top * 1.75], axis: null },
    fx: { axis: null, padding: 0.07, domain: [...Array(wide).keys()] },
    fy: { axis: null, padding: 0.26 },
    marks: [
      Plot.barY(shown, {
        ...facet,
        x: "quarter",
        y: "launches",
        fill: () => tierColour("industry"),
        fillOpacity: (row: Row) => (isUnfinished(row.quarter_end, options) ? 0.4 : 1),
        href: (row: Row) => `industry=${row.industry}&tier=industry&quarter=${row.quarter}`,
        title: (row: Row) => `${nameOf(row, lang)} · ${quarterName(row.quarter, lang)} ${row.launches}`,
      }),
      Plot.text(shown, {
        ...facet,
        x: "quarter",
        y: "launches",
        dy: -7,
        text: (row: Row) => String(row.launches),
        fontSize: 10.5,
        fill: colour("ink"),
      }),
      Plot.ruleY([0], { stroke: colour("rule") }),
      corner("top-left", ({ row }) => clipped(nameOf(row, lang), (width / wide) * 0.93 - 30, 13.5), {
        fontWeight: 700,
        fill: colour("ink"),
      }),
      corner("top-right", ({ launches }) => String(launches), { fontWeight: 700 }),
      corner("bottom-left", () => first.replace("-", " "), small),
      corner("bottom-right", () => (last === first ? "" : last.replace("-", " ")), small),
    ],
  });
}
