import * as Plot from "@observablehq/plot";
import { timeAxis } from "./axes.ts";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour, HEAT } from "./colours.ts";
import { addDays, date, isUnfinished } from "./periods.ts";
import { clipped, count, listed, plain, weekName } from "./text.ts";

interface Row {
  week: string;
  week_start: string;
  week_end: string;
  source_id: string;
  source: string;
  source_en: string;
  items: number;
  runs: number;
  runs_in_trouble: number;
  trouble: string | null;
  trouble_zh: string | null;
  trouble_en: string | null;
  message: string | null;
}

const WEEKS = 26;
const SOURCES = 20;
const STEPS = [2, 10, 50, 200];

/** What each source gave week by week, and when a crawl of it met with trouble. */
export const chart = defineChart<Row>({
  id: "coverage",
  view: "source_weeks",
  order: 15,
  name: { zh: "收录与来源状况", en: "Coverage and source health" },
  ends: (row) => row.week_end,
  noun: { zh: "次收录或采集", en: "items or crawls" },
  count: (rows) => recent(rows).reduce((sum, row) => sum + row.items + row.runs, 0),
  title: finding,
  subtitle: (rows, { lang }) => {
    const weeks = recent(rows);
    const [first = "", last = ""] = [weeks[0]?.week, weeks.at(-1)?.week];
    return {
      zh: `各来源每周收录的条目数，${weekName(first, "zh")}至 ${weekName(last, "zh")}，有故障的与收录最多的来源在前；× 为采集出过故障的周`,
      en: `Items collected from each source by week, ${weekName(first, "en")} to ${weekName(last, "en")}; sources in trouble and the largest come first; ×: a crawl of that week met with trouble`,
    }[lang];
  },
  legend: () =>
    HEAT.map((step, at) => ({
      label: at < STEPS.length ? `≤ ${STEPS[at]}` : `> ${STEPS.at(-1)}`,
      colour: step,
    })),
  height: (rows) => sourcesOf(recent(rows)).length * 22 + 30,
  plot: (rows, options, area) => [{ svg: draw(recent(rows), options, area), height: area.height }],
});

/** The half a year until now; until the last item where all that was collected is older, as in an archive. */
function recent(rows: Row[]): Row[] {
  const now = rows.at(-1)?.week_start;
  if (!now) return [];
  const collected = rows.findLast((row) => row.items > 0)?.week_start ?? now;
  const last = collected < addDays(now, -7 * (WEEKS - 1)) ? collected : now;
  const first = addDays(last, -7 * (WEEKS - 1));
  return rows.filter((row) => row.week_start >= first && row.week_start <= last);
}

interface Source {
  id: string;
  row: Row;
  items: number;
  troubles: number;
}

function sourcesOf(rows: Row[]): Source[] {
  const found = new Map<string, Source>();
  for (const row of rows) {
    const source = found.get(row.source_id) ?? { id: row.source_id, row, items: 0, troubles: 0 };
    source.items += row.items;
    source.troubles += row.runs_in_trouble > 0 ? 1 : 0;
    found.set(row.source_id, source);
  }
  return [...found.values()]
    .sort((a, b) => b.troubles - a.troubles || b.items - a.items || a.id.localeCompare(b.id))
    .slice(0, SOURCES);
}

const nameOf = (row: Row, lang: "zh" | "en"): string => plain(lang === "zh" ? row.source : row.source_en);

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const own = recent(rows);
  const crawled = rows.filter((row) => row.runs > 0);
  const week = crawled.findLast((row) => !isRunning(row, options))?.week ?? crawled.at(-1)?.week;
  if (!week) {
    const sources = new Set(own.filter((row) => row.items > 0).map((row) => row.source_id)).size;
    return {
      zh: `${sources} 个来源，半年收录 ${count(sum(own), "zh")} 条`,
      en: `${count(sum(own), "en")} items from ${sources} sources in half a year`,
    }[lang];
  }
  const inWeek = crawled.filter((row) => row.week === week);
  const failed = inWeek.filter((row) => row.runs_in_trouble > 0);
  if (!failed.length) {
    return {
      zh: `${weekName(week, "zh")} ${inWeek.length} 个来源全部正常`,
      en: `All ${inWeek.length} sources were fine in ${weekName(week, "en")}`,
    }[lang];
  }
  const told = failed
    .slice(0, 3)
    .map(
      (row) =>
        ({ zh: `${nameOf(row, "zh")}（${row.trouble_zh}）`, en: `${nameOf(row, "en")} (${row.trouble_en})` })[lang],
    );
  const more = failed.length > told.length ? { zh: "等", en: " and others" }[lang] : "";
  return {
    zh: `${weekName(week, "zh")} ${inWeek.length} 个来源中有 ${failed.length} 个故障：${listed(told, "zh")}${more}`,
    en: `Trouble with ${failed.length} of ${inWeek.length} sources in ${weekName(week, "en")}: ${listed(told, "en")}${more}`,
  }[lang];
}

/** Crawls of a week that still runs say nothing final of it. */
const isRunning = (row: Row, { today }: ChartOptions): boolean => row.week_end >= today;
const sum = (rows: Row[]): number => rows.reduce((total, row) => total + row.items, 0);

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const left = Math.min(170, width * 0.34);
  const sources = sourcesOf(rows);
  const shown = rows.filter((row) => sources.some(({ id }) => id === row.source_id));
  const [first, last] = [rows[0]?.week_start ?? options.today, rows.at(-1)?.week_start ?? options.today];
  const weeks = (date(last).getTime() - date(first).getTime()) / (7 * 86_400_000) + 1;
  const step = (items: number) => HEAT[STEPS.findIndex((upper) => items <= upper)] ?? HEAT.at(-1) ?? "";
  const cell = {
    y: "source_id",
    x1: (row: Row) => date(row.week_start),
    x2: (row: Row) => date(addDays(row.week_start, 7)),
    inset: 1,
  };
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: 46,
    marginTop: 4,
    marginBottom: 26,
    x: { type: "utc", domain: [date(first), date(addDays(last, 7))] },
    y: { domain: sources.map(({ id }) => id), type: "band", axis: null, padding: 0.06 },
    marks: [
      Plot.barX(sources, {
        y: "id",
        x1: () => date(first),
        x2: () => date(addDays(last, 7)),
        fill: colour("ground"),
        insetTop: 1,
        insetBottom: 1,
      }),
      Plot.barX(
        shown.filter((row) => row.items > 0),
        {
          ...cell,
          fill: (row: Row) => step(row.items),
          fillOpacity: (row: Row) => (isUnfinished(row.week_end, options) ? 0.55 : 1),
          href: (row: Row) => `source=${row.source_id}&week=${row.week}`,
          title: (row: Row) => `${nameOf(row, lang)} · ${weekName(row.week, lang)} · ${count(row.items, lang)}`,
        },
      ),
      timeAxis(options, weeks / 4.3, width - left),
      Plot.text(
        shown.filter((row) => row.runs_in_trouble > 0),
        {
          y: "source_id",
          x: (row: Row) => date(addDays(row.week_start, 3)),
          text: () => "×",
          fontSize: 17,
          fontWeight: 700,
          fill: colour("alert"),
          title: (row: Row) =>
            `${nameOf(row, lang)} · ${weekName(row.week, lang)} · ${lang === "zh" ? row.trouble_zh : row.trouble_en}${row.message ? ` · ${plain(row.message)}` : ""}`,
        },
      ),
      Plot.text(sources, {
        y: "id",
        frameAnchor: "left",
        dx: -8,
        text: (source: Source) => clipped(nameOf(source.row, lang), left - 12, 12.5),
        textAnchor: "end",
        fontSize: 12.5,
        fill: colour("ink"),
      }),
      Plot.text(sources, {
        y: "id",
        frameAnchor: "right",
        dx: 40,
        text: (source: Source) => count(source.items, lang),
        textAnchor: "end",
        fill: colour("muted"),
      }),
    ],
  });
}
