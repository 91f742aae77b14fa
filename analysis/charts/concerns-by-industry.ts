import { type ChartOptions, defineChart } from "./chart.ts";
import { drawHeatMap, type HeatCell, type HeatMap, heatLegend, heatMapHeight, type Side } from "./heat-map.ts";
import { inLastQuarters } from "./periods.ts";
import { capital, percent, spanOf } from "./text.ts";

interface Row {
  quarter: string;
  quarter_end: string;
  industry: string;
  industry_zh: string;
  industry_en: string;
  concern: string;
  concern_zh: string;
  concern_en: string;
  concern_position: number;
  items: number;
  industry_items: number;
}

const QUARTERS = 4;
const INDUSTRIES = 14;
/** An industry with fewer items that speak of a concern has no first worry worth telling. */
const FEW = 5;
/** Upper ends of the colour steps of the share. */
const STEPS = [0.05, 0.1, 0.2, 0.4];

/** Which industry worries about what: the share of its items that speak of each concern. */
export const chart = defineChart<Row>({
  id: "concerns-by-industry",
  view: "concerns_by_industry",
  order: 9.5,
  name: { zh: "各行业的顾虑", en: "Worries by industry" },
  ends: (row) => row.quarter_end,
  noun: { zh: "次提及", en: "mentions" },
  count: (rows, options) => recent(rows, options).reduce((sum, row) => sum + row.items, 0),
  title: finding,
  subtitle: (rows, options) => {
    const span = spanOf(recent(rows, options), options.lang);
    return {
      zh: `谈到各项顾虑的条目数；颜色是它占该行业有正文的条目的比重，${span}，转载不计`,
      en: `Items that speak of each concern; colour: their share of the industry's items with a text, ${span}, reprints not counted`,
    }[options.lang];
  },
  legend: () =>
    heatLegend(STEPS, (at) => (at < STEPS.length ? `≤ ${percent(STEPS[at] ?? 0)}` : `> ${percent(STEPS.at(-1) ?? 0)}`)),
  height: (rows, options) => heatMapHeight(matrix(rows, options), options.width),
  plot: (rows, options, area) => [{ svg: drawHeatMap(matrix(rows, options), options, area), height: area.height }],
});

const recent = (rows: Row[], options: ChartOptions): Row[] => inLastQuarters(rows, options, QUARTERS);

function matrix(rows: Row[], options: ChartOptions): HeatMap & { rows: (Side & { items: number })[] } {
  const zh = options.lang === "zh";
  const own = recent(rows, options);
  const size = sizes(own);
  const counts = new Map<string, number>();
  const industries = new Map<string, Side & { items: number }>();
  const concerns = new Map<string, Side & { position: number }>();
  for (const row of own) {
    const key = `${row.industry} ${row.concern}`;
    counts.set(key, (counts.get(key) ?? 0) + row.items);
    const name = zh ? row.industry_zh : row.industry_en;
    const known = industries.get(row.industry)?.items ?? 0;
    industries.set(row.industry, { id: row.industry, name, items: known + row.items });
    const concern = zh ? row.concern_zh : row.concern_en;
    concerns.set(row.concern, { id: row.concern, name: concern, position: row.concern_position });
  }
  const cells = [...counts].map(([key, items]): HeatCell => {
    const [industry = "", concern = ""] = key.split(" ");
    const value = items / (size.get(industry) ?? items);
    const filter = `industry=${industry}&concern=${concern}`;
    return { row: industry, column: concern, value, label: `${items}`, filter, told: `${items} (${percent(value)})` };
  });
  return {
    rows: [...industries.values()].sort((a, b) => b.items - a.items || a.id.localeCompare(b.id)).slice(0, INDUSTRIES),
    columns: [...concerns.values()].sort((a, b) => a.position - b.position),
    cells,
    steps: STEPS,
  };
}

/** Items about each industry in all quarters shown; every row of a quarter repeats its number. */
function sizes(rows: Row[]): Map<string, number> {
  const quarters = new Map(rows.map((row) => [`${row.industry} ${row.quarter}`, row]));
  const sums = new Map<string, number>();
  for (const { industry, industry_items } of quarters.values()) {
    sums.set(industry, (sums.get(industry) ?? 0) + industry_items);
  }
  return sums;
}

function finding(rows: Row[], options: ChartOptions): string {
  const { cells, rows: industries, columns } = matrix(rows, options);
  const name = (list: Side[], id: string) => list.find((one) => one.id === id)?.name ?? id;
  const first = industries
    .flatMap(({ id }) => {
      const own = cells.filter((cell) => cell.row === id).sort((a, b) => Number(b.label) - Number(a.label));
      return own[0] && Number(own[0].label) >= FEW ? [own[0]] : [];
    })
    .slice(0, 2);
  if (!first.length) {
    return {
      zh: `各行业谈到任一项顾虑的都不足 ${FEW} 条，看不出差别`,
      en: `Fewer than ${FEW} items in any industry speak of any one worry: no difference can be told`,
    }[options.lang];
  }
  const say = (cell: HeatCell) =>
    ({
      zh: `${name(industries, cell.row)}最常谈${name(columns, cell.column)}（${cell.label} 条）`,
      en: `${name(industries, cell.row)} speaks most of ${name(columns, cell.column)} (${cell.label} items)`,
    })[options.lang];
  return capital(first.map(say).join({ zh: "，", en: ", " }[options.lang]));
}
