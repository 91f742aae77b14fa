import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour } from "./colours.ts";
import { wilson } from "./interval.ts";
import { date, isUnfinished } from "./periods.ts";
import { monthName, monthSpan, percent } from "./text.ts";

interface Row {
  month: string;
  month_start: string;
  month_end: string;
  field: string;
  value: string;
  value_zh: string;
  value_en: string;
  position: number;
  items: number;
  month_items: number;
  share: number;
  share_low: number;
  share_high: number;
}

const MONTHS = 36;
/** A month with fewer items gives no share worth drawing. */
const FEW = 20;
/** Months that are taken together for a comparison, and how far the earlier ones lie back. */
const TOGETHER = 3;
const BACK = 12;
/** Pixels between two drawings, for the value beside the line. */
const VALUE = 46;

/** Whom models are sold to and how they are delivered: how often items speak of each, with its interval. */
export const chart = defineChart<Row>({
  id: "market-delivery",
  view: "facets_trend",
  order: 8,
  name: { zh: "卖给谁、怎么交付", en: "Sold to whom, delivered how" },
  ends: (row) => row.month_end,
  noun: { zh: "次提及", en: "mentions" },
  count: (rows) => recent(rows).reduce((sum, row) => sum + row.items, 0),
  title: finding,
  subtitle: (rows, options) => {
    const months = recent(rows).filter((row) => drawn(row, options));
    const [first = "", last = ""] = [months[0]?.month ?? rows[0]?.month, months.at(-1)?.month ?? rows.at(-1)?.month];
    return {
      zh: `提到各项的条目占当月有正文的相关条目的比重，${monthName(first, "zh")}至 ${monthName(last, "zh")}，转载不计；各图同一刻度，右侧为最后一个月的值；色带为 95% 区间；少于 ${FEW} 条的月份与未完的月份不画`,
      en: `Share of the month's relevant items with a text that speak of each, ${monthName(first, "en")} to ${monthName(last, "en")}, reprints not counted; all on one scale, at the right the last month; band: 95% interval; months with fewer than ${FEW} items or not over are left out`,
    }[options.lang];
  },
  height: (rows, { width }) => Math.ceil(valuesOf(recent(rows)).length / columns(width)) * 116 + 8,
  plot: (rows, options, area) => [{ svg: draw(recent(rows), options, area), height: area.height }],
});

const columns = (width: number): number => (width < 560 ? 2 : 3);

function recent(rows: Row[]): Row[] {
  const own = rows.filter((row) => row.field === "market" || row.field === "delivery");
  const months = [...new Set(own.map((row) => row.month))].sort().slice(-MONTHS);
  return own.filter((row) => months.includes(row.month));
}

/** Markets first, then ways of delivery, each in the taxonomy's order. */
function valuesOf(rows: Row[]): Row[] {
  const first = new Map(rows.map((row) => [row.value, row]));
  const rank = (row: Row) => (row.field === "market" ? 0 : 1000) + row.position;
  return [...first.values()].sort((a, b) => rank(a) - rank(b));
}

const nameOf = (row: Row, lang: "zh" | "en"): string => (lang === "zh" ? row.value_zh : row.value_en);
const drawn = (row: Row, options: ChartOptions): boolean =>
  row.month_items >= FEW && !isUnfinished(row.month_end, options);

interface Pooled {
  from: string;
  to: string;
  share: number;
  low: number;
  high: number;
}

function pool(rows: Row[]): Pooled | null {
  const items = rows.reduce((sum, row) => sum + row.items, 0);
  const all = rows.reduce((sum, row) => sum + row.month_items, 0);
  if (!all) return null;
  return { from: rows[0]?.month ?? "", to: rows.at(-1)?.month ?? "", share: items / all, ...wilson(items, all) };
}

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const own = recent(rows).filter((row) => drawn(row, options));
  const changes = valuesOf(own).flatMap((value) => {
    const series = own.filter((row) => row.value === value.value);
    const now = pool(series.slice(-TOGETHER));
    const then = pool(
      series.slice(-TOGETHER - BACK, -BACK).length ? series.slice(-TOGETHER - BACK, -BACK) : series.slice(0, TOGETHER),
    );
    if (!now || !then || then.to >= now.from) return [];
    const apart = now.low > then.high || now.high < then.low;
    return apart ? [{ value, now, then, by: Math.log((now.share + 0.01) / (then.share + 0.01)) }] : [];
  });
  const most = changes.sort((a, b) => Math.abs(b.by) - Math.abs(a.by))[0];
  if (most) {
    const rose = most.by > 0;
    return {
      zh: `提到“${nameOf(most.value, "zh")}”的报道从 ${monthSpan(most.then.from, most.then.to, "zh")}的 ${percent(most.then.share)} ${rose ? "升" : "降"}到 ${monthSpan(most.now.from, most.now.to, "zh")}的 ${percent(most.now.share)}`,
      en: `Talk of "${nameOf(most.value, "en")}" ${rose ? "rose" : "fell"} from ${percent(most.then.share)} of items in ${monthSpan(most.then.from, most.then.to, "en")} to ${percent(most.now.share)} in ${monthSpan(most.now.from, most.now.to, "en")}`,
    }[lang];
  }
  const markets = own.filter((row) => row.field === "market");
  const total = (value: string) => own.filter((row) => row.value === value).reduce((sum, row) => sum + row.items, 0);
  const [first] = valuesOf(markets).sort((a, b) => total(b.value) - total(a.value));
  if (!first) return { zh: "还没有足够的月份来看变化", en: "Not enough months to see a change" }[lang];
  return {
    zh: `报道谈得最多的买方是“${nameOf(first, "zh")}”；一年来各项的变化都在误差之内`,
    en: `Most spoken of: "${nameOf(first, "en")}"; no change over a year is beyond the margin of error`,
  }[lang];
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const values = valuesOf(rows);
  const wide = columns(options.width);
  const at = (row: Row) => values.findIndex(({ value }) => value === row.value);
  const facet = { fx: (row: Row) => at(row) % wide, fy: (row: Row) => Math.floor(at(row) / wide) };
  const shown = rows.filter((row) => drawn(row, options));
  const last = values.flatMap((value) => shown.filter((row) => row.value === value.value).slice(-1));
  const top = Math.max(0.05, ...shown.map((row) => row.share));
  const x = (row: Row) => date(row.month_start);
  const months = [...new Set(shown.map((row) => row.month))].sort();
  const shade = (row: Row) => colour(row.field === "market" ? "third" : "second");
  const corner = (
    anchor: "top-left" | "bottom-left" | "bottom-right",
    text: (row: Row) => string,
    more: Plot.TextOptions,
  ) => Plot.text(values, { ...facet, frameAnchor: anchor, text, ...more });
  const small = { dy: 14, fontSize: 10, fill: colour("muted") };
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: 2,
    marginRight: 40,
    marginTop: 4,
    marginBottom: 18,
    x: { type: "utc", axis: null },
    y: { domain: [0, top * 1.35], axis: null, clamp: true },
    fx: { axis: null, padding: Math.min(0.4, VALUE / (width / wide)), domain: [...Array(wide).keys()] },
    fy: { axis: null, padding: 0.24 },
    marks: [
      Plot.areaY(shown, { ...facet, x, y1: "share_low", y2: "share_high", z: "value", fill: shade, fillOpacity: 0.18 }),
      Plot.lineY(shown, { ...facet, x, y: "share", z: "value", stroke: shade, strokeWidth: 2.2 }),
      Plot.ruleY([0], { stroke: colour("rule") }),
      Plot.dot(last, {
        ...facet,
        x,
        y: "share",
        r: 3.5,
        fill: shade,
        href: (row: Row) => `${row.field}=${row.value}`,
        title: (row: Row) =>
          `${nameOf(row, options.lang)} · ${monthName(row.month, options.lang)} ${percent(row.share)} (${percent(row.share_low)}–${percent(row.share_high)})`,
      }),
      Plot.text(last, {
        ...facet,
        x,
        y: "share",
        dx: 8,
        text: (row: Row) => percent(row.share),
        textAnchor: "start",
        fontWeight: 700,
        fill: colour("ink"),
      }),
      corner("top-left", (row) => nameOf(row, options.lang), { fontWeight: 700, fontSize: 12.5, fill: colour("ink") }),
      corner("bottom-left", () => months[0] ?? "", small),
      corner("bottom-right", () => months.at(-1) ?? "", small),
    ],
  });
}
