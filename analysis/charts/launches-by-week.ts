import * as Plot from "@observablehq/plot";
import { timeAxis } from "./axes.ts";
import { type ChartOptions, defineChart } from "./chart.ts";
import { colour, tierColour } from "./colours.ts";
import { addDays, date, isUnfinished } from "./periods.ts";
import { clipped, count, plain, weekName } from "./text.ts";
import { tierLegend, tierName } from "./tiers.ts";
import { type Week, weekFinding, weeksOf } from "./weeks.ts";

interface Row {
  week: string;
  week_start: string;
  week_end: string;
  tier: string;
  launches: number;
  items: number;
  largest_id: string | null;
  largest_model: string | null;
  largest_vendor: string | null;
  largest_vendor_en: string | null;
  largest_articles: number | null;
}

const WEEKS = 52;
/** Pixels: margins of the drawing, and the room of a name over a week. */
const LEFT = 34;
const RIGHT = 8;
const NAME = 112;

/** Launches of the last year by week and tier, the largest of the busiest weeks named, with what was collected below. */
export const chart = defineChart<Row>({
  id: "launches-by-week",
  view: "launches_by_week",
  order: 1,
  name: { zh: "每周发布", en: "Launches by week" },
  ends: (row) => row.week_end,
  noun: { zh: "个发布", en: "launches" },
  count: (rows) => recent(rows).reduce((sum, row) => sum + row.launches, 0),
  title: (rows, options) => weekFinding(recent(rows), options),
  subtitle: (rows, { lang }) => {
    const weeks = recent(rows);
    const [first, last] = [weeks[0]?.week ?? "", weeks.at(-1)?.week ?? ""];
    return {
      zh: `每周见诸报道的新模型与新产品数（只计知道日期的），${weekName(first, "zh")}至 ${weekName(last, "zh")}；浅色为未完的周`,
      en: `New models and products reported each week (those with a known day), ${weekName(first, "en")} to ${weekName(last, "en")}; pale: week not over`,
    }[lang];
  },
  legend: (_, options) => tierLegend(options),
  height: () => 400,
  plot: (rows, options, { width, height }) => {
    const shown = recent(rows);
    const low = 64;
    return [
      { svg: bars(shown, options, width, height - low), height: height - low },
      {
        svg: collected(shown, options, width, low),
        height: low,
        heading: { zh: "同期收录的条目数", en: "Items collected in the same weeks" }[options.lang],
      },
    ];
  },
});

/** Weeks until the last one in which anything was collected. */
function recent(rows: Row[]): Row[] {
  const last = rows.findLast((row) => row.items > 0)?.week_start ?? "";
  const first = last ? addDays(last, -7 * (WEEKS - 1)) : "";
  return rows.filter((row) => row.week_start >= first && row.week_start <= last);
}

function bars(rows: Row[], options: ChartOptions, width: number, height: number): Element {
  const weeks = weeksOf(rows);
  const top = Math.max(1, ...weeks.map((week) => week.launches));
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 34,
    marginBottom: 24,
    x: { type: "utc", domain: domain(weeks) },
    y: { domain: [0, top * 1.08] },
    marks: [
      Plot.gridY({ stroke: colour("rule"), strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({
        ticks: Math.min(5, top),
        tickFormat: (d: number) => (Number.isInteger(d) ? String(d) : ""),
        label: null,
        tickSize: 0,
      }),
      timeAxis(options, weeks.length / 4.3, width),
      Plot.rectY(
        rows.filter((row) => row.launches > 0),
        {
          x1: (row: Row) => date(row.week_start),
          x2: (row: Row) => date(addDays(row.week_start, 7)),
          y: "launches",
          fill: (row: Row) => tierColour(row.tier),
          fillOpacity: (row: Row) => (isUnfinished(row.week_end, options) ? 0.4 : 1),
          insetLeft: 1,
          insetRight: 1,
          href: (row: Row) => `tier=${row.tier}&week=${row.week}`,
          title: (row: Row) => `${weekName(row.week, options.lang)} · ${tierName(row.tier, options)} ${row.launches}`,
        },
      ),
      Plot.ruleY([0], { stroke: colour("muted") }),
      ...names(weeks, options, width),
    ],
  });
}

/** Names over the busiest weeks, as many as stand clear of each other. */
function names(weeks: Week<Row>[], { lang }: ChartOptions, width: number): Plot.Markish[] {
  const room = Math.max(6, Math.ceil(weeks.length / (width / 118)));
  const named: Week<Row>[] = [];
  const candidates = weeks.filter((week) => week.launches >= 3 && (week.row.largest_articles ?? 0) > 0);
  for (const week of candidates.sort((a, b) => b.launches - a.launches)) {
    const clear = named.every(
      (other) => Math.abs(date(other.start).getTime() - date(week.start).getTime()) >= room * 7 * 86_400_000,
    );
    if (clear && named.length < 7) named.push(week);
  }
  const middle = (week: Week<Row>) => date(addDays(week.start, 3));
  const top = (week: Week<Row>) => {
    const at = weeks.indexOf(week);
    const under = weeks.slice(Math.max(0, at - Math.floor(room / 2)), at + Math.floor(room / 2) + 1);
    return Math.max(...under.map(({ launches }) => launches));
  };
  // A name over the first or last weeks would leave the picture if it stood centred.
  const side = (week: Week<Row>) => {
    const at = ((weeks.indexOf(week) + 0.5) / weeks.length) * (width - LEFT - RIGHT);
    return at + LEFT < NAME / 2 ? "start" : at > width - LEFT - NAME / 2 ? "end" : "middle";
  };
  return (["start", "middle", "end"] as const).flatMap((textAnchor) => {
    const own = named.filter((week) => side(week) === textAnchor);
    const place = { x: middle, y: top, textAnchor, dx: { start: -8, middle: 0, end: 8 }[textAnchor] };
    if (!own.length) return [];
    return [
      Plot.text(own, {
        ...place,
        text: (week: Week<Row>) => clipped(plain(week.row.largest_model ?? ""), NAME, 12),
        dy: -8,
        fill: colour("ink"),
        fontWeight: 700,
      }),
      Plot.text(own, {
        ...place,
        text: (week: Week<Row>) =>
          clipped(plain((lang === "zh" ? week.row.largest_vendor : week.row.largest_vendor_en) ?? ""), NAME, 11),
        dy: -22,
        fontSize: 11,
        fill: colour("muted"),
      }),
    ];
  });
}

function collected(rows: Row[], options: ChartOptions, width: number, height: number): Element {
  const weeks = weeksOf(rows);
  const top = Math.max(1, ...weeks.map((week) => week.items));
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 6,
    marginBottom: 6,
    x: { type: "utc", domain: domain(weeks), axis: null },
    y: { domain: [0, top] },
    marks: [
      Plot.axisY([0, top], {
        tickFormat: (d: number) => count(d, options.lang),
        label: null,
        tickSize: 0,
        fill: colour("muted"),
      }),
      Plot.rectY(weeks, {
        x1: (week: Week<Row>) => date(week.start),
        x2: (week: Week<Row>) => date(addDays(week.start, 7)),
        y: "items",
        fill: colour("none"),
        fillOpacity: (week: Week<Row>) => (isUnfinished(week.end, options) ? 0.4 : 1),
        insetLeft: 1,
        insetRight: 1,
        title: (week: Week<Row>) => `${weekName(week.week, options.lang)} · ${count(week.items, options.lang)}`,
      }),
    ],
  });
}

const domain = (weeks: Week<Row>[]): [Date, Date] => [
  date(weeks[0]?.start ?? "2023-01-02"),
  date(addDays(weeks.at(-1)?.start ?? "2023-01-02", 7)),
];
