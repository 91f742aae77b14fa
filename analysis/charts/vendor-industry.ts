import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour, HEAT } from "./colours.ts";
import { capital, clipped, plain, spanOf } from "./text.ts";

interface Row {
  quarter: string;
  quarter_start: string;
  vendor_id: string;
  vendor: string;
  vendor_en: string;
  industry: string;
  industry_zh: string;
  industry_en: string;
  position: number | null;
  launches: number;
}

interface Cell {
  vendor: string;
  industry: string;
  launches: number;
}

const QUARTERS = 4;
const VENDORS = 14;
const INDUSTRIES = 14;
/** Pixels: above and right of the cells, for the names of industries, and what one line of them needs. */
const TOP = 88;
const RIGHT = 44;
const LINE = 14;
/** Upper ends of the colour steps; more than the last gets the darkest. */
const STEPS = [1, 2, 4, 8];

/** Which vendor works for which industry: launches of the last four quarters. */
export const chart = defineChart<Row>({
  id: "vendor-industry",
  view: "vendor_industry",
  order: 4,
  name: { zh: "厂商与行业", en: "Vendors and industries" },
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
  legend: (_, { lang }) =>
    HEAT.map((step, at) => ({ label: `${stepLabel(at)}${{ zh: " 个", en: "" }[lang]}`, colour: step })),
  height: (rows, options) => matrix(rows, options).vendors.length * 28 + 92,
  plot: (rows, options, area) => [{ svg: draw(rows, options, area), height: area.height }],
});

/** The last quarters of which news was collected; registries may know later ones, but too little of them. */
function recent(all: Row[], { snapshot }: ChartOptions): Row[] {
  const rows = snapshot.last_day ? all.filter((row) => row.quarter_start <= (snapshot.last_day ?? "")) : all;
  const quarters = [...new Set(rows.map((row) => row.quarter))].sort().slice(-QUARTERS);
  return rows.filter((row) => quarters.includes(row.quarter));
}

function stepLabel(at: number): string {
  const upper = STEPS[at];
  const lower = (STEPS[at - 1] ?? 0) + 1;
  if (upper === undefined) return `${lower}+`;
  return lower === upper ? String(upper) : `${lower}–${upper}`;
}

const stepColour = (launches: number): string =>
  HEAT[STEPS.findIndex((upper) => launches <= upper)] ?? HEAT.at(-1) ?? "";

interface Matrix {
  cells: Cell[];
  vendors: { id: string; name: string; launches: number }[];
  industries: { id: string; name: string; launches: number; vendors: number }[];
}

function matrix(rows: Row[], options: ChartOptions): Matrix {
  const { lang } = options;
  const own = recent(rows, options);
  const cells = new Map<string, Cell>();
  const vendors = new Map<string, Matrix["vendors"][number]>();
  const industries = new Map<string, Matrix["industries"][number]>();
  for (const row of own) {
    const key = `${row.vendor_id} ${row.industry}`;
    const cell = cells.get(key) ?? { vendor: row.vendor_id, industry: row.industry, launches: 0 };
    const vendor = vendors.get(row.vendor_id) ?? {
      id: row.vendor_id,
      name: lang === "zh" ? row.vendor : row.vendor_en,
      launches: 0,
    };
    const industry = industries.get(row.industry) ?? {
      id: row.industry,
      name: lang === "zh" ? row.industry_zh : row.industry_en,
      launches: 0,
      vendors: 0,
    };
    if (!cells.has(key)) industry.vendors += 1;
    for (const sum of [cell, vendor, industry]) sum.launches += row.launches;
    cells.set(key, cell);
    vendors.set(row.vendor_id, vendor);
    industries.set(row.industry, industry);
  }
  const most = <T extends { launches: number; id: string }>(map: Map<string, T>, limit: number) =>
    [...map.values()].sort((a, b) => b.launches - a.launches || a.id.localeCompare(b.id)).slice(0, limit);
  return { cells: [...cells.values()], vendors: most(vendors, VENDORS), industries: most(industries, INDUSTRIES) };
}

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const { cells, vendors, industries } = matrix(rows, options);
  const busiest = industries[0];
  const breadth = (vendor: { id: string }) => cells.filter((cell) => cell.vendor === vendor.id).length;
  const [widest] = [...vendors].sort((a, b) => breadth(b) - breadth(a));
  if (!busiest || !widest) return "";
  return {
    zh: `${busiest.name}最热：${busiest.vendors} 家厂商发布 ${busiest.launches} 个；${plain(widest.name)}铺得最广，涉足 ${breadth(widest)} 个行业`,
    en: `${capital(busiest.name)} is the busiest field: ${busiest.launches} launches by ${busiest.vendors} vendors; ${plain(widest.name)} reaches widest, into ${breadth(widest)} industries`,
  }[lang];
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { cells, vendors, ...all } = matrix(rows, options);
  const left = Math.min(150, width * 0.26);
  const room = width - left - RIGHT;
  const industries = all.industries.slice(0, Math.floor(room / LINE));
  const band = room / Math.max(1, industries.length);
  // Names lie as flat as they can without touching the next.
  const angle = [38, 60].find((degrees) => band * Math.sin((degrees * Math.PI) / 180) >= LINE) ?? 90;
  const nameRoom = (id: string): number => {
    const toEdge = width + 10 - left - band * (industries.findIndex((one) => one.id === id) + 0.5);
    const turn = (angle * Math.PI) / 180;
    return Math.min(118, (TOP - 10) / Math.sin(turn), angle === 90 ? 118 : toEdge / Math.cos(turn));
  };
  const inside = cells.filter(
    (cell) => vendors.some(({ id }) => id === cell.vendor) && industries.some(({ id }) => id === cell.industry),
  );
  const nameOf = (list: { id: string; name: string }[], id: string) =>
    plain(list.find((one) => one.id === id)?.name ?? id);
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: RIGHT,
    marginTop: TOP,
    marginBottom: 4,
    x: { domain: industries.map(({ id }) => id), type: "band", padding: 0.06 },
    y: { domain: vendors.map(({ id }) => id), type: "band", padding: 0.08 },
    marks: [
      Plot.cell(
        vendors.flatMap(({ id }) => industries.map((industry) => ({ vendor: id, industry: industry.id }))),
        { x: "industry", y: "vendor", fill: colour("ground") },
      ),
      Plot.cell(inside, {
        x: "industry",
        y: "vendor",
        fill: (cell: Cell) => stepColour(cell.launches),
        href: (cell: Cell) => `vendor=${cell.vendor}&industry=${cell.industry}`,
        title: (cell: Cell) =>
          `${nameOf(vendors, cell.vendor)} · ${nameOf(industries, cell.industry)} ${cell.launches}`,
      }),
      Plot.text(inside, {
        x: "industry",
        y: "vendor",
        text: (cell: Cell) => String(cell.launches),
        fill: (cell: Cell) => colour(cell.launches > (STEPS[2] ?? 0) ? "paper" : "ink"),
      }),
      Plot.axisX({
        anchor: "top",
        tickFormat: (id: string) => clipped(nameOf(industries, id), nameRoom(id), 12),
        tickRotate: -angle,
        tickSize: 0,
        label: null,
        fontSize: 12,
      }),
      Plot.axisY({
        tickFormat: (id: string) => clipped(nameOf(vendors, id), left - 14, 13),
        tickSize: 0,
        label: null,
        fontSize: 13,
      }),
    ],
  });
}
