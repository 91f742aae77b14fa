import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour, HEAT } from "./colours.ts";
import { latestQuarter } from "./periods.ts";
import { capital, clipped, percent, spanOf } from "./text.ts";

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

interface Cell {
  industry: string;
  concern: string;
  items: number;
  share: number;
}

const QUARTERS = 4;
const INDUSTRIES = 14;
/** Columns narrower than this, in pixels, have their names slanted. */
const SLANT = 76;
/** Upper ends of the colour steps of the share. */
const STEPS = [0.05, 0.1, 0.2, 0.4];

/** Which industry worries about what: the share of its items that speak of each concern. */
export const chart = defineChart<Row>({
  id: "concerns-by-industry",
  view: "concerns_by_industry",
  order: 9.5,
  name: { zh: "各行业的顾虑", en: "Worries by industry" },
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
    HEAT.map((step, at) => ({
      label: at < STEPS.length ? `≤ ${percent(STEPS[at] ?? 0)}` : `> ${percent(STEPS.at(-1) ?? 0)}`,
      colour: step,
    })),
  height: (rows, options) => matrix(rows, options).industries.length * 28 + (options.width < 560 ? 90 : 40),
  plot: (rows, options, area) => [{ svg: draw(rows, options, area), height: area.height }],
});

function recent(rows: Row[], options: ChartOptions): Row[] {
  const last = latestQuarter(rows, options);
  const quarters = [...new Set(rows.map((row) => row.quarter))].filter((quarter) => last && quarter <= last).sort();
  const shown = quarters.slice(-QUARTERS);
  return rows.filter((row) => shown.includes(row.quarter));
}

interface Matrix {
  cells: Cell[];
  industries: { id: string; name: string; items: number }[];
  concerns: { id: string; name: string; position: number }[];
}

function matrix(rows: Row[], options: ChartOptions): Matrix {
  const { lang } = options;
  const own = recent(rows, options);
  const sizes = new Map<string, Map<string, number>>();
  for (const row of own) {
    const quarters = sizes.get(row.industry) ?? new Map<string, number>();
    sizes.set(row.industry, quarters.set(row.quarter, row.industry_items));
  }
  const size = (industry: string) => [...(sizes.get(industry)?.values() ?? [])].reduce((sum, items) => sum + items, 0);
  const cells = new Map<string, Cell>();
  const industries = new Map<string, Matrix["industries"][number]>();
  const concerns = new Map<string, Matrix["concerns"][number]>();
  for (const row of own) {
    const key = `${row.industry} ${row.concern}`;
    const cell = cells.get(key) ?? { industry: row.industry, concern: row.concern, items: 0, share: 0 };
    cell.items += row.items;
    cell.share = cell.items / size(row.industry);
    cells.set(key, cell);
    const name = lang === "zh" ? row.industry_zh : row.industry_en;
    const industry = industries.get(row.industry) ?? { id: row.industry, name, items: 0 };
    industry.items += row.items;
    industries.set(row.industry, industry);
    concerns.set(row.concern, {
      id: row.concern,
      name: lang === "zh" ? row.concern_zh : row.concern_en,
      position: row.concern_position,
    });
  }
  const shown = [...industries.values()]
    .sort((a, b) => b.items - a.items || a.id.localeCompare(b.id))
    .slice(0, INDUSTRIES);
  return {
    cells: [...cells.values()].filter((cell) => shown.some(({ id }) => id === cell.industry)),
    industries: shown,
    concerns: [...concerns.values()].sort((a, b) => a.position - b.position),
  };
}

function finding(rows: Row[], options: ChartOptions): string {
  const { cells, industries, concerns } = matrix(rows, options);
  const name = (list: { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? id;
  const top = (industry: string) =>
    cells.filter((cell) => cell.industry === industry).sort((a, b) => b.items - a.items)[0];
  const [first, second] = industries.map(({ id }) => top(id)).filter((cell) => cell !== undefined) as [
    Cell,
    Cell | undefined,
  ];
  const say = (cell: Cell) =>
    ({
      zh: `${name(industries, cell.industry)}最常谈${name(concerns, cell.concern)}（${cell.items} 条）`,
      en: `${capital(name(industries, cell.industry))} speaks most of ${name(concerns, cell.concern)} (${cell.items} items)`,
    })[options.lang];
  return second ? [say(first), say(second)].join({ zh: "，", en: ", " }[options.lang]) : say(first);
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { cells, industries, concerns } = matrix(rows, options);
  const left = Math.min(170, width * 0.32);
  const nameOf = (list: { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? id;
  const step = (share: number) => HEAT[STEPS.findIndex((upper) => share <= upper)] ?? HEAT.at(-1) ?? "";
  const band = (width - left - 8) / Math.max(1, concerns.length);
  const slanted = band < SLANT;
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: slanted ? 56 : 8,
    marginTop: slanted ? 84 : 34,
    marginBottom: 4,
    x: { domain: concerns.map(({ id }) => id), type: "band", padding: 0.04 },
    y: { domain: industries.map(({ id }) => id), type: "band", padding: 0.08 },
    marks: [
      Plot.cell(
        industries.flatMap(({ id }) => concerns.map((concern) => ({ industry: id, concern: concern.id }))),
        { x: "concern", y: "industry", fill: colour("ground") },
      ),
      Plot.cell(cells, {
        x: "concern",
        y: "industry",
        fill: (cell: Cell) => step(cell.share),
        href: (cell: Cell) => `industry=${cell.industry}&concern=${cell.concern}`,
        title: (cell: Cell) =>
          `${nameOf(industries, cell.industry)} · ${nameOf(concerns, cell.concern)} ${cell.items} (${percent(cell.share)})`,
      }),
      Plot.text(cells, {
        x: "concern",
        y: "industry",
        text: (cell: Cell) => String(cell.items),
        fill: (cell: Cell) => colour(cell.share > (STEPS[2] ?? 0) ? "paper" : "ink"),
      }),
      Plot.axisX({
        anchor: "top",
        tickFormat: (id: string) => clipped(nameOf(concerns, id), slanted ? 110 : band - 4, 12),
        tickRotate: slanted ? -38 : 0,
        tickSize: 0,
        label: null,
        fontSize: 12,
      }),
      Plot.axisY({
        tickFormat: (id: string) => clipped(nameOf(industries, id), left - 12, 13),
        tickSize: 0,
        label: null,
        fontSize: 13,
      }),
    ],
  });
}
