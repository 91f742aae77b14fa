import * as Plot from "@observablehq/plot";
import { timeSpan } from "./axes.ts";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour, tierColour } from "./colours.ts";
import { date } from "./periods.ts";
import { clipped, count, dayName, monthName, plain } from "./text.ts";
import { TIERS, tierLegend } from "./tiers.ts";

interface Row {
  id: string;
  date: string;
  vendor: string;
  vendor_en: string;
  model: string;
  tier: string;
  price: number;
  currency: string;
}

const NAME_WIDTH = 110;
/** Pixels left and right of the drawing area. */
const LEFT = 62;
const RIGHT = 80;
/** A price of nothing has no place on a log scale and is drawn here. */
const FREE = 0.01;
const CURRENCIES: Record<string, { zh: string; en: string; unit: string }> = {
  CNY: { zh: "以人民币报价（元）", en: "Prices in CNY", unit: "元" },
  USD: { zh: "以美元报价（美元）", en: "Prices in USD", unit: "美元" },
};

/** What a million tokens cost, each price as it was told, with the lowest so far as a line. */
export const chart = defineChart<Row>({
  id: "prices",
  view: "prices",
  order: 11,
  name: { zh: "每百万 token 的价格", en: "Price per million tokens" },
  ends: (row) => row.date,
  noun: { zh: "个报价", en: "prices" },
  count: (rows) => rows.length,
  title: finding,
  subtitle: (rows, { lang }) => {
    const [first, last] = [rows[0]?.date ?? "", rows.at(-1)?.date ?? ""];
    return {
      zh: `报道所说的每百万 token 价格，各币种分开，未作折算，对数刻度，${monthName(first, "zh")}至 ${monthName(last, "zh")}；线是当时为止的最低价`,
      en: `Prices of a million tokens as reported, each currency apart and unconverted, log scale, ${monthName(first, "en")} to ${monthName(last, "en")}; line: the lowest so far`,
    }[lang];
  },
  legend: (rows, { lang }) => [
    ...tierLegend({ lang })
      .filter((_, at) => rows.some(({ tier }) => tier === TIERS[at]))
      .map((entry) => ({ ...entry, shape: "dot" as const })),
    { label: { zh: "最低价", en: "lowest so far" }[lang], colour: colour("muted"), shape: "line" },
  ],
  height: (rows) => currencies(rows).length * 230 + 60,
  plot: (rows, options, area) => {
    const all = currencies(rows);
    const height = Math.round(area.height / all.length);
    const end = { first: rows[0]?.date ?? options.today, last: rows.at(-1)?.date ?? options.today };
    return all.map((currency) => ({
      svg: draw(of(rows, currency), options, { width: area.width, height }, end),
      height,
      heading: CURRENCIES[currency]?.[options.lang] ?? currency,
    }));
  },
});

const of = (rows: Row[], currency: string): Row[] => rows.filter((row) => row.currency === currency);

/** The reader's own currency first, then the others by how often they are used. */
function currencies(rows: Row[]): string[] {
  const all = [...new Set(rows.map(({ currency }) => currency))];
  const weight = (currency: string) => (currency === "CNY" ? Number.POSITIVE_INFINITY : of(rows, currency).length);
  return all.sort((a, b) => weight(b) - weight(a));
}

function money(price: number, currency: string, lang: "zh" | "en"): string {
  if (price === 0) return { zh: "免费", en: "free" }[lang];
  if (lang === "en") return `${currency} ${count(price, "en", 2)}`;
  return `${count(price, "zh", 2)} ${CURRENCIES[currency]?.unit ?? currency}`;
}

function finding(all: Row[], { lang }: ChartOptions): string {
  const currency = currencies(all)[0] ?? "";
  const rows = of(all, currency);
  const lowest = rows.reduce((a, b) => (b.price < a.price ? b : a));
  const first = rows[0] as Row;
  const name = plain(lowest.model);
  if (lowest === first || first.price <= lowest.price) {
    return {
      zh: `报价最低的仍是${name}：每百万 token ${money(lowest.price, currency, "zh")}`,
      en: `${name} is still the cheapest: ${money(lowest.price, currency, "en")} per million tokens`,
    }[lang];
  }
  return {
    zh: `每百万 token 的最低价从 ${money(first.price, currency, "zh")}降到 ${money(lowest.price, currency, "zh")}（${name}，${monthName(lowest.date, "zh")}）`,
    en: `The lowest price of a million tokens fell from ${money(first.price, currency, "en")} to ${money(lowest.price, currency, "en")} (${name}, ${monthName(lowest.date, "en")})`,
  }[lang];
}

function draw(
  rows: Row[],
  options: ChartOptions,
  { width, height }: Area,
  { first, last }: { first: string; last: string },
): Element {
  const { lang } = options;
  const currency = rows[0]?.currency ?? "";
  const y = (row: Row) => Math.max(row.price, FREE);
  const time = timeSpan(first, last, options, width);
  let least = Number.POSITIVE_INFINITY;
  const lowest: Row[] = [];
  for (const row of rows) {
    least = Math.min(least, row.price);
    lowest.push({ ...row, price: least });
  }
  const values = rows.map(y);
  const domain = [Math.min(...values) / 2, Math.max(...values) * 2];
  const ticks = [0.01, 0.1, 1, 10, 100, 1000].filter((tick) => tick >= (domain[0] ?? 0) && tick <= (domain[1] ?? 0));
  const pixel = (row: Row) => time.place(row.date, width - LEFT - RIGHT);
  const records = rows
    .filter((row, at) => row.price < (lowest[at - 1]?.price ?? Number.POSITIVE_INFINITY))
    .filter((row, at, all) => pixel(all[at + 1] ?? row) - pixel(row) > NAME_WIDTH || at === all.length - 1);
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 12,
    marginBottom: 28,
    x: time.scale,
    y: { type: "log", domain },
    marks: [
      Plot.ruleY(ticks, { stroke: colour("rule") }),
      Plot.axisY(ticks, {
        tickFormat: (d: number) => money(d === FREE ? 0 : d, currency, lang),
        label: null,
        tickSize: 0,
      }),
      time.axis,
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
          `${plain(row.model)} · ${plain(lang === "zh" ? row.vendor : row.vendor_en)} · ${money(row.price, currency, lang)} · ${dayName(row.date, lang)}`,
      }),
      Plot.text(records, {
        x: (row: Row) => date(row.date),
        y,
        text: (row: Row) => clipped(plain(row.model), NAME_WIDTH - 10, 11),
        dx: 7,
        dy: 10,
        textAnchor: "start",
        fontSize: 11,
        fill: colour("ink"),
      }),
    ],
  });
}
