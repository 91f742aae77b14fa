import { type ChartOptions, defineChart } from "./chart.ts";
import { drawHeatMap, type HeatCell, heatLegend, heatMapHeight, type Side } from "./heat-map.ts";
import { inLastQuarters, quarterDays } from "./periods.ts";
import { capital, plain, spanOf } from "./text.ts";

interface Row {
  quarter: string;
  vendor_id: string;
  vendor: string;
  vendor_en: string;
  industry: string;
  industry_zh: string;
  industry_en: string;
  launches: number;
}

const QUARTERS = 4;
const VENDORS = 14;
const INDUSTRIES = 14;
/** Upper ends of the colour steps; more than the last gets the darkest. */
const STEPS = [1, 2, 4, 8];

/** Which vendor works for which industry: launches of the last four quarters. */
export const chart = defineChart<Row>({
  id: "vendor-industry",
  view: "vendor_industry",
  order: 4,
  name: { zh: "厂商与行业", en: "Vendors and industries" },
  ends: ({ quarter }) => quarterDays(quarter).last,
  noun: { zh: "次行业发布", en: "launches for an industry" },
  count: (rows, options) => recent(rows, options).reduce((sum, row) => sum + row.launches, 0),
  title: finding,
  subtitle: (rows, options) => {
    const span = spanOf(recent(rows, options), options.lang);
    return {
      zh: `面向各行业的发布数，${span}，发布最多的厂商与行业；一次发布可计入多个行业`,
      en: `Launches that serve an industry, ${span}, busiest vendors and industries; one launch may count in several`,
    }[options.lang];
  },
  legend: (_, { lang }) => heatLegend(STEPS, (at) => `${stepLabel(at)}${{ zh: " 个", en: "" }[lang]}`),
  height: (rows, options) => heatMapHeight(matrix(rows, options), options.width),
  plot: (rows, options, area) => [{ svg: drawHeatMap(matrix(rows, options), options, area), height: area.height }],
});

/** Launches of the last complete quarters. */
const recent = (rows: Row[], options: ChartOptions): Row[] => inLastQuarters(rows, options, QUARTERS);

function stepLabel(at: number): string {
  const upper = STEPS[at];
  const lower = (STEPS[at - 1] ?? 0) + 1;
  if (upper === undefined) return `${lower}+`;
  return lower === upper ? String(upper) : `${lower}–${upper}`;
}

interface Counted extends Side {
  launches: number;
  /** Of an industry: vendors with launches for it. Of a vendor: industries that it serves. */
  breadth: number;
}

interface Matrix {
  rows: Counted[];
  columns: Counted[];
  cells: HeatCell[];
  steps: readonly number[];
}

function matrix(rows: Row[], options: ChartOptions): Matrix {
  const zh = options.lang === "zh";
  const cells = new Map<string, HeatCell>();
  const vendors = new Map<string, Counted>();
  const industries = new Map<string, Counted>();
  for (const { vendor_id, vendor, vendor_en, industry, industry_zh, industry_en, launches } of recent(rows, options)) {
    const key = `${vendor_id} ${industry}`;
    const isNew = !cells.has(key);
    const value = (cells.get(key)?.value ?? 0) + launches;
    const filter = `vendor=${vendor_id}&industry=${industry}`;
    cells.set(key, { row: vendor_id, column: industry, value, label: `${value}`, filter, told: `${value}` });
    add(vendors, { id: vendor_id, name: zh ? vendor : vendor_en, launches, breadth: isNew ? 1 : 0 });
    add(industries, { id: industry, name: zh ? industry_zh : industry_en, launches, breadth: isNew ? 1 : 0 });
  }
  return {
    rows: most(vendors, VENDORS),
    columns: most(industries, INDUSTRIES),
    cells: [...cells.values()],
    steps: STEPS,
  };
}

function add(sides: Map<string, Counted>, { id, name, launches, breadth }: Counted): void {
  const known = sides.get(id) ?? { id, name, launches: 0, breadth: 0 };
  known.launches += launches;
  known.breadth += breadth;
  sides.set(id, known);
}

const most = (sides: Map<string, Counted>, limit: number): Counted[] =>
  [...sides.values()].sort((a, b) => b.launches - a.launches || a.id.localeCompare(b.id)).slice(0, limit);

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const { rows: vendors, columns } = matrix(rows, options);
  const busiest = columns[0];
  const [widest] = [...vendors].sort((a, b) => b.breadth - a.breadth);
  if (!busiest || !widest) return "";
  return {
    zh: `${busiest.name}最热：${busiest.breadth} 家厂商发布 ${busiest.launches} 个；${plain(widest.name)}铺得最广，涉足 ${widest.breadth} 个行业`,
    en: `${capital(busiest.name)} is the busiest field: ${busiest.launches} launches by ${busiest.breadth} vendors; ${plain(widest.name)} reaches widest, into ${widest.breadth} industries`,
  }[lang];
}
