import * as Plot from "@observablehq/plot";
import { timeAxis } from "./axes.ts";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour } from "./colours.ts";
import { date } from "./periods.ts";
import { clipped, dayName, plain } from "./text.ts";

interface Row {
  id: string;
  vendor: string;
  vendor_en: string;
  model: string;
  announced: string | null;
  available: string;
  filed: string | null;
  days_announced_to_available: number | null;
  days_available_to_filed: number | null;
}

const SHOWN = 20;
const DAY_MS = 86_400_000;
const STEPS = ["announced", "available", "filed"] as const;
type Step = (typeof STEPS)[number];
const NAMES: Record<Step, { zh: string; en: string }> = {
  announced: { zh: "预告", en: "announced" },
  available: { zh: "可用", en: "available" },
  filed: { zh: "备案", en: "filed" },
};
const shade = (step: Step): string =>
  colour(({ announced: "none", available: "third", filed: "alert" } as const)[step]);

/** How long it takes from the announcement to availability and to the filing, launch by launch. */
export const chart = defineChart<Row>({
  id: "launch-lags",
  view: "launch_lags",
  order: 12,
  name: { zh: "预告、可用与备案", en: "Announced, available, filed" },
  ends: (row) => row.available,
  noun: { zh: "个发布", en: "launches" },
  count: (rows) => rows.length,
  title: finding,
  subtitle: (rows, { lang }) =>
    ({
      zh: `至少知道两个日期的发布，最近 ${shown(rows).length} 个；横轴是日期，右侧是相隔天数`,
      en: `Launches of which at least two dates are known, the latest ${shown(rows).length}; across: dates, at the right: days between`,
    })[lang],
  legend: (_, { lang }) =>
    STEPS.map((step) => ({ label: NAMES[step][lang], colour: shade(step), shape: "dot" as const })),
  height: (rows) => shown(rows).length * 22 + 36,
  plot: (rows, options, area) => [{ svg: draw(shown(rows), options, area), height: area.height }],
});

const shown = (rows: Row[]): Row[] => rows.slice(-SHOWN).reverse();

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

const day = (days: number): string => (days === 1 ? "1 day" : `${days} days`);

function finding(rows: Row[], { lang }: ChartOptions): string {
  const kept = rows.flatMap((row) => row.days_announced_to_available ?? []);
  const filed = rows.flatMap((row) => row.days_available_to_filed ?? []);
  const parts: string[] = [];
  if (kept.length) {
    const days = median(kept);
    parts.push(
      {
        zh: `从预告到可用，中位数 ${days} 天（${kept.length} 个发布）`,
        en: `Median ${day(days)} from announcement to availability (${kept.length} launches)`,
      }[lang],
    );
  }
  if (filed.length) {
    const days = median(filed);
    const late = {
      zh: `从可用到备案 ${days} 天（${filed.length} 个发布）`,
      en: `${day(days)} from availability to filing (${filed.length} launches)`,
    };
    const early = {
      zh: `备案先于可用 ${-days} 天（${filed.length} 个发布）`,
      en: `filed ${day(-days)} before availability (${filed.length} launches)`,
    };
    parts.push((days >= 0 ? late : early)[lang]);
  }
  return parts.join({ zh: "；", en: "; " }[lang]);
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const left = Math.min(210, width * 0.36);
  const points = rows.flatMap((row) =>
    STEPS.flatMap((step) => (row[step] ? [{ row, step, day: row[step] as string }] : [])),
  );
  const days = points.map(({ day }) => day).sort();
  const [first, last] = [days[0] ?? options.today, days.at(-1) ?? options.today];
  const months = (date(last).getTime() - date(first).getTime()) / (30.4 * DAY_MS) + 1;
  const links = rows.flatMap((row) => [
    ...(row.announced ? [{ row, from: row.announced, to: row.available }] : []),
    ...(row.filed ? [{ row, from: row.available, to: row.filed }] : []),
  ]);
  const lags = (row: Row) =>
    [row.days_announced_to_available, row.days_available_to_filed]
      .flatMap((days) => (days === null ? [] : { zh: `${days} 天`, en: `${days} d` }[lang]))
      .join(" / ");
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: 92,
    marginTop: 6,
    marginBottom: 26,
    x: {
      type: "utc",
      domain: [new Date(date(first).getTime() - 12 * DAY_MS), new Date(date(last).getTime() + 12 * DAY_MS)],
    },
    y: { domain: rows.map(({ id }) => id), type: "point", axis: null },
    marks: [
      Plot.ruleY(rows, { y: "id", stroke: colour("rule") }),
      timeAxis(options, months, width - left),
      Plot.ruleY(links, {
        y: (link: (typeof links)[number]) => link.row.id,
        x1: (link: (typeof links)[number]) => date(link.from),
        x2: (link: (typeof links)[number]) => date(link.to),
        stroke: colour("muted"),
        strokeWidth: 2,
      }),
      Plot.dot(points, {
        y: (point: (typeof points)[number]) => point.row.id,
        x: (point: (typeof points)[number]) => date(point.day),
        r: 5,
        fill: (point: (typeof points)[number]) => shade(point.step),
        stroke: colour("paper"),
        href: (point: (typeof points)[number]) => `launch=${encodeURIComponent(point.row.id)}`,
        title: (point: (typeof points)[number]) =>
          `${plain(point.row.model)} · ${NAMES[point.step][lang]} ${dayName(point.day, lang)}`,
      }),
      Plot.text(rows, {
        y: "id",
        frameAnchor: "left",
        dx: -left + 4,
        text: (row: Row) =>
          clipped(`${plain(row.model)} · ${plain(lang === "zh" ? row.vendor : row.vendor_en)}`, left - 12, 12.5),
        textAnchor: "start",
        fontSize: 12.5,
        fill: colour("ink"),
      }),
      Plot.text(rows, {
        y: "id",
        frameAnchor: "right",
        dx: 88,
        text: lags,
        textAnchor: "end",
        fill: colour("muted"),
      }),
    ],
  });
}
