import * as Plot from "@observablehq/plot";
import { timeAxis } from "./axes.ts";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour, tierColour } from "./colours.ts";
import { date } from "./periods.ts";
import { clipped, count, dayName, monthName, plain } from "./text.ts";

interface Row {
  id: string;
  date: string;
  vendor: string;
  vendor_en: string;
  model: string;
  tier: string;
  price: number;
}

const DAY_MS = 86_400_000;
/** A price of nothing has no place on a log scale and is drawn here. */
const FREE = 0.01;

/** What a million tokens cost, each price as it was told, with the lowest so far as a line. */
export const chart = defineChart<Row>({
  id: "prices",
  view: "prices",
  order: 11,
  name: { zh: "每百万 token 的价格", en: "Price per million tokens" },
  noun: { zh: "个报价", en: "prices" },
  count: (rows) => rows.length,
  title: finding,
  subtitle: (rows, { lang }) => {
    const [first, last] = [rows[0]?.date ?? "", rows.at(-1)?.date ?? ""];
    return {
      zh: `报道所说的价格，元/百万 token，对数刻度，${monthName(first, "zh")}至 ${monthName(last, "zh")}；线是当时为止的最低价`,
      en: `Prices as reported, CNY per million tokens, log scale, ${monthName(first, "en")} to ${monthName(last, "en")}; line: the lowest so far`,
    }[lang];
  },
  legend: (_, { lang }) => [
    { label: { zh: "通用大模型", en: "general models" }[lang], colour: tierColour("general"), shape: "dot" },
    { label: { zh: "行业大模型", en: "industry models" }[lang], colour: tierColour("industry"), shape: "dot" },
    { label: { zh: "应用", en: "applications" }[lang], colour: tierColour("application"), shape: "dot" },
    { label: { zh: "最低价", en: "lowest so far" }[lang], colour: colour("muted"), shape: "line" },
  ],
  height: () => 330,
  plot: (rows, options, area) => [{ svg: draw(rows, options, area), height: area.height }],
});

const yuan = (price: number, lang: "zh" | "en"): string =>
  price === 0
    ? { zh: "免费", en: "free" }[lang]
    : { zh: `${count(price, "zh", 2)} 元`, en: `CNY ${count(price, "en", 2)}` }[lang];

function finding(rows: Row[], { lang }: ChartOptions): string {
  const lowest = rows.reduce((a, b) => (b.price < a.price ? b : a));
  const first = rows[0] as Row;
  const name = plain(lowest.model);
  if (lowest === first || first.price <= lowest.price) {
    return {
      zh: `报价最低的仍是${name}：每百万 token ${yuan(lowest.price, "zh")}`,
      en: `${name} is still the cheapest: ${yuan(lowest.price, "en")} per million tokens`,
    }[lang];
  }
  return {
    zh: `每百万 token 的最低价从 ${yuan(first.price, "zh")}降到 ${yuan(lowest.price, "zh")}（${name}，${monthName(lowest.date, "zh")}）`,
    en: `The lowest price of a million tokens fell from ${yuan(first.price, "en")} to ${yuan(lowest.price, "en")} (${name}, ${monthName(lowest.date, "en")})`,
  }[lang];
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const y = (row: Row) => Math.max(row.price, FREE);
  const [first, last] = [rows[0]?.date ?? options.today, rows.at(-1)?.date ?? options.today];
  const months = (date(last).getTime() - date(first).getTime()) / (30.4 * DAY_MS) + 1;
  let least = Number.POSITIVE_INFINITY;
  const lowest: Row[] = [];
  for (const row of rows) {
    least = Math.min(least, row.price);
    lowest.push({ ...row, price: least });
  }
  const values = rows.map(y);
  const domain = [Math.min(...values) / 2, Math.max(...values) * 2];
  const ticks = [0.01, 0.1, 1, 10, 100, 1000].filter((tick) => tick >= (domain[0] ?? 0) && tick <= (domain[1] ?? 0));
  const records = rows.filter((row, at) => row.price < (lowest[at - 1]?.price ?? Number.POSITIVE_INFINITY));
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: 62,
    marginRight: 60,
    marginTop: 12,
    marginBottom: 28,
    x: {
      type: "utc",
      domain: [new Date(date(first).getTime() - 10 * DAY_MS), new Date(date(last).getTime() + 10 * DAY_MS)],
    },
    y: { type: "log", domain },
    marks: [
      Plot.ruleY(ticks, { stroke: colour("rule") }),
      Plot.axisY(ticks, {
        tickFormat: (d: number) => (d === FREE ? yuan(0, lang) : yuan(d, lang)),
        label: null,
        tickSize: 0,
      }),
      timeAxis(options, months, width),
      Plot.lineY(lowest, {
        x: (row: Row) => date(row.date),
        y,
        curve: "step-after",
        stroke: colour("muted"),
        strokeWidth: 1.6,
      }),
      Plot.dot(rows, {
        x: (row: Row) => date(row.date),
        y,
        r: 4.5,
        fill: (row: Row) => tierColour(row.tier),
        fillOpacity: 0.75,
        href: (row: Row) => `launch=${encodeURIComponent(row.id)}`,
        title: (row: Row) =>
          `${plain(row.model)} · ${plain(lang === "zh" ? row.vendor : row.vendor_en)} · ${yuan(row.price, lang)} · ${dayName(row.date, lang)}`,
      }),
      Plot.text(records, {
        x: (row: Row) => date(row.date),
        y,
        text: (row: Row) => clipped(plain(row.model), 110, 11),
        dx: 7,
        dy: 10,
        textAnchor: "start",
        fontSize: 11,
        fill: colour("ink"),
      }),
    ],
  });
}
