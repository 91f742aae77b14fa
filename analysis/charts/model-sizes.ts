import * as Plot from "@observablehq/plot";
import { amount, type Measure } from "./amounts.ts";
import { type TimeSpan, timeSpan } from "./axes.ts";
import { type ChartOptions, defineChart } from "./chart.ts";
import { colour } from "./colours.ts";
import type { LegendEntry, Panel } from "./frame.ts";
import { addDays, date } from "./periods.ts";
import { clipped, dayName, monthName, plain, textWidth } from "./text.ts";

interface Row {
  id: string;
  date: string;
  vendor: string;
  vendor_en: string;
  model: string;
  parameters: number | null;
  context: number | null;
  open_weights: boolean | null;
}

/** A median that moved by less than this factor has hardly moved: sizes spread over four orders of magnitude. */
const NOTABLE = 1.5;
/** Share of the oldest models that the drawing leaves out: a few early ones would take half of its width. */
const OLDEST = 0.01;
/** Fewer models have no median worth telling. */
const FEW = 5;
/** No model reads fewer tokens at once: smaller numbers were misread. */
const LEAST_CONTEXT = 256;
/** Pixels left and right of the drawing area. */
const LEFT = 58;
const RIGHT = 14;
const NAMES = 6;
const NAME_WIDTH = 110;
const WEIGHTS = {
  open: { zh: "开放权重", en: "open weights" },
  closed: { zh: "不开放权重", en: "closed weights" },
  unknown: { zh: "是否开放不详", en: "weights unknown" },
};
type Weights = keyof typeof WEIGHTS;

/** How large released models are and how much they read at once, by time and by whether their weights are open. */
export const chart = defineChart<Row>({
  id: "model-sizes",
  view: "model_sizes",
  order: 10,
  name: { zh: "参数量与上下文", en: "Parameters and context" },
  ends: (row) => row.date,
  noun: { zh: "个模型", en: "models" },
  count: (rows) => rows.length,
  title: finding,
  subtitle: (rows, { lang }) => {
    const own = recent(rows);
    const [first, last] = [own[0]?.date ?? "", own.at(-1)?.date ?? ""];
    return {
      zh: `已发布模型的参数量与上下文长度，对数刻度，${monthName(first, "zh")}至 ${monthName(last, "zh")}；只画说明了的，注名的是最大的；横线为一年里的中位数`,
      en: `Parameters and context window of released models, log scale, ${monthName(first, "en")} to ${monthName(last, "en")}; only where told; the largest are named; lines: median of a year`,
    }[lang];
  },
  legend: (rows, { lang }): LegendEntry[] =>
    (Object.keys(WEIGHTS) as Weights[])
      .filter((weights) => rows.some((row) => weightsOf(row) === weights))
      .map((weights) => ({
        label: WEIGHTS[weights][lang],
        colour: shade(weights),
        shape: weights === "open" ? "dot" : "ring",
      })),
  height: () => 470,
  plot: (all, options, area) => {
    const rows = recent(all);
    const measures = (["parameters", "context"] as const).filter((measure) => rows.some((row) => row[measure]));
    const heading = {
      parameters: { zh: "参数量", en: "Parameters" },
      context: { zh: "上下文长度（token）", en: "Context window (tokens)" },
    };
    const share = measures.length === 1 ? [1] : [0.58, 0.42];
    return measures.map((measure, at): Panel => {
      const height = Math.round(area.height * (share[at] ?? 1));
      const svg = draw(rows, measure, options, area.width, height);
      return { svg, height, heading: heading[measure][options.lang] };
    });
  },
});

function recent(rows: Row[]): Row[] {
  return rows.slice(Math.floor(rows.length * OLDEST)).map((row) => ({ ...row, context: contextOf(row) }));
}

const contextOf = ({ context }: Row): number | null => (context && context >= LEAST_CONTEXT ? context : null);

interface Median {
  from: string;
  to: string;
  size: number;
}

/** The median size in each of the years that end with the newest model, where enough models tell theirs; newest first. */
function medians(rows: Row[]): Median[] {
  const sized = rows.filter((row) => row.parameters);
  const [first = "", end = ""] = [sized[0]?.date, sized.at(-1)?.date];
  const found: Median[] = [];
  for (let to = end; to > first; to = addDays(to, -365)) {
    const from = addDays(to, -365);
    const sizes = sized.filter(({ date }) => date > from && date <= to).map(({ parameters }) => parameters ?? 0);
    if (sizes.length >= FEW) found.push({ from: from < first ? first : from, to, size: median(sizes) });
  }
  return found;
}

function weightsOf({ open_weights }: Row): Weights {
  return open_weights === null ? "unknown" : open_weights ? "open" : "closed";
}

const shade = (weights: Weights): string =>
  colour(({ open: "second", closed: "third", unknown: "none" } as const)[weights]);

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function finding(all: Row[], { lang }: ChartOptions): string {
  const rows = recent(all);
  const sized = rows.filter((row) => row.parameters);
  const [now, then] = medians(rows);
  const longest = [...rows].filter((row) => row.context).sort((a, b) => (b.context ?? 0) - (a.context ?? 0))[0];
  const context = longest
    ? {
        zh: `；上下文最长 ${amount(longest.context ?? 0, "context", "zh")} token`,
        en: `; the longest context is ${amount(longest.context ?? 0, "context", "en")} tokens`,
      }[lang]
    : "";
  if (!now || !then || then.to !== addDays(now.to, -365)) {
    const largest = [...sized].sort((a, b) => (b.parameters ?? 0) - (a.parameters ?? 0))[0];
    if (!largest) return { zh: `模型的上下文长度${context}`, en: `Context windows of models${context}` }[lang];
    return {
      zh: `最大的是${plain(largest.model)}：${amount(largest.parameters ?? 0, "parameters", "zh")}参数${context}`,
      en: `The largest is ${plain(largest.model)} with ${amount(largest.parameters ?? 0, "parameters", "en")} parameters${context}`,
    }[lang];
  }
  const [a, b] = [then, now].map(({ size }) => amount(size, "parameters", lang));
  const turn = now.size > then.size * NOTABLE ? "up" : now.size < then.size / NOTABLE ? "down" : "same";
  return {
    up: {
      zh: `模型在变大：参数量的中位数一年间从 ${a}升到 ${b}${context}`,
      en: `Models grow: median size rose from ${a} to ${b} parameters in a year${context}`,
    },
    down: {
      zh: `模型在变小：参数量的中位数一年间从 ${a}降到 ${b}${context}`,
      en: `Models shrink: median size fell from ${a} to ${b} parameters in a year${context}`,
    },
    same: {
      zh: `参数量的中位数一年间没有大变：${b}${context}`,
      en: `Median size has hardly changed in a year: ${b} parameters${context}`,
    },
  }[turn][lang];
}

function draw(all: Row[], measure: Measure, options: ChartOptions, width: number, height: number): Element {
  const { lang } = options;
  const rows = all.filter((row) => row[measure]);
  const values = rows.map((row) => row[measure] ?? 1);
  const domain = [Math.min(...values) / 1.5, Math.max(...values) * 2.2];
  const [first, last] = [all[0]?.date ?? options.today, all.at(-1)?.date ?? options.today];
  const time = timeSpan(first, last, options, width);
  const named = largest(rows, measure, width - LEFT - RIGHT, time);
  const years = measure === "parameters" ? medians(rows) : [];
  const ticks = Array.from({ length: 16 }, (_, power) => 10 ** power).filter(
    (tick) => tick >= (domain[0] ?? 0) && tick <= (domain[1] ?? 0),
  );
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 8,
    marginBottom: 26,
    x: time.scale,
    y: { type: "log", domain },
    marks: [
      Plot.ruleY(ticks, { stroke: colour("rule") }),
      Plot.axisY(ticks, { tickFormat: (d: number) => amount(d, measure, lang), label: null, tickSize: 0 }),
      time.axis,
      Plot.dot(rows, {
        x: (row: Row) => date(row.date),
        y: measure,
        r: 4,
        fill: (row: Row) => (weightsOf(row) === "open" ? shade("open") : "none"),
        fillOpacity: 0.6,
        stroke: (row: Row) => shade(weightsOf(row)),
        strokeWidth: 1.4,
        href: (row: Row) => `launch=${encodeURIComponent(row.id)}`,
        title: (row: Row) =>
          `${plain(row.model)} · ${plain(lang === "zh" ? row.vendor : row.vendor_en)} · ${amount(row[measure] ?? 0, measure, lang)} · ${dayName(row.date, lang)}`,
      }),
      Plot.ruleY(years, {
        y: "size",
        x1: (year: Median) => date(year.from),
        x2: (year: Median) => date(year.to),
        stroke: colour("ink"),
        strokeWidth: 2.5,
      }),
      Plot.text(years, {
        y: "size",
        x: (year: Median) => date(year.to),
        dx: -4,
        dy: -9,
        text: (year: Median) => amount(year.size, measure, lang),
        textAnchor: "end",
        fontWeight: 700,
        fill: colour("ink"),
        stroke: colour("paper"),
        strokeWidth: 3,
      }),
      ...named.map(({ row, anchor }) =>
        Plot.text([row], {
          x: date(row.date),
          y: measure,
          text: () => clipped(plain(row.model), NAME_WIDTH, 11),
          dy: -10,
          textAnchor: anchor,
          fontSize: 11,
          fill: colour("ink"),
        }),
      ),
    ],
  });
}

/** The largest models whose names stand clear of each other; near an edge a name turns away from it. */
function largest(
  rows: Row[],
  measure: Measure,
  room: number,
  time: TimeSpan,
): { row: Row; anchor: "start" | "middle" | "end" }[] {
  const at = (row: Row) => time.place(row.date, room);
  const named: { row: Row; from: number; anchor: "start" | "middle" | "end" }[] = [];
  for (const row of [...rows].sort((a, b) => (b[measure] ?? 0) - (a[measure] ?? 0) || a.id.localeCompare(b.id))) {
    const wide = Math.min(NAME_WIDTH, textWidth(plain(row.model), 11)) + 12;
    const anchor = at(row) < wide / 2 ? "start" : at(row) > room - wide / 2 ? "end" : "middle";
    const from = at(row) - { start: 0, middle: wide / 2, end: wide }[anchor];
    const clear = named.every((other) => Math.abs(other.from - from) > NAME_WIDTH + 12);
    if (named.length < NAMES && clear) named.push({ row, from, anchor });
  }
  return named;
}
