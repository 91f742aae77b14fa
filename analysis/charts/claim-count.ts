import * as Plot from "@observablehq/plot";
import { timeAxis } from "./axes.ts";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour } from "./colours.ts";
import { addDays, date } from "./periods.ts";
import { dayName, percent, sentence, speaker } from "./text.ts";

interface Row {
  id: string;
  text_zh: string;
  text_en: string;
  said_by: string;
  claimed: number;
  comparison: string;
  verdict: "supported" | "contradicted" | "cannot_be_decided";
  verdict_zh: string;
  verdict_en: string;
  criteria_zh: string;
  criteria_en: string;
  tier: string | null;
  window_start: string | null;
  window_end: string;
  registry_completeness: number | null;
  day: string;
  cumulative_from_news: number;
  cumulative: number;
  cumulative_with_possible: number;
}

/** One claim about a number of launches in a window of time, against the count found day by day. */
export const chart = defineChart<Row>({
  id: "claim-count",
  view: "claim_progress",
  order: 5,
  name: { zh: "一个说法的核对", en: "A claim, counted" },
  ends: {
    zh: "不随所选的周变化，只看该说法自己的时段",
    en: "the same for every week: a claim has a window of its own",
  },
  noun: { zh: "个发布", en: "launches" },
  count: (rows, options) => shown(rows, options).at(-1)?.cumulative_with_possible ?? 0,
  title: finding,
  subtitle: (rows, options) => {
    const { lang } = options;
    const claim = shown(rows, options)[0] as Row;
    const complete = claim.registry_completeness;
    const registry = {
      zh: complete === null ? "名录完整度未知" : `新闻所见的发布中 ${percent(complete)} 也在名录里`,
      en:
        complete === null
          ? "completeness of the registry unknown"
          : `the registry holds ${percent(complete)} of what the news reports`,
    }[lang];
    return {
      zh: `${speaker(claim.said_by, "zh")}说：${sentence(claim.text_zh)}。计数口径：${claim.criteria_zh}；${registry}`,
      en: `${speaker(claim.said_by, "en")} said: ${sentence(claim.text_en)}. Counted: ${claim.criteria_en}; ${registry}`,
    }[lang];
  },
  legend: (rows, options) => {
    const { lang } = options;
    const anyPossible = shown(rows, options).some((row) => row.cumulative_with_possible > row.cumulative);
    return [
      { label: { zh: "新闻与名录合计", en: "news and registry" }[lang], colour: colour("general"), shape: "line" },
      { label: { zh: "其中见诸报道", en: "of these, in the news" }[lang], colour: colour("general"), shape: "dashed" },
      ...(anyPossible
        ? [
            {
              label: { zh: "再加可能在内的", en: "with those that may count" }[lang],
              colour: colour("general"),
              opacity: 0.18,
            },
          ]
        : []),
    ];
  },
  height: () => 320,
  plot: (rows, options, area) => [{ svg: draw(shown(rows, options), options, area), height: area.height }],
});

/** The claim asked for, otherwise the first that names both ends of its window and one tier. */
function shown(rows: Row[], { period }: Pick<ChartOptions, "period">): Row[] {
  const asked = rows.some((row) => row.id === period) ? period : undefined;
  const id = asked ?? rows.find((row) => row.window_start && row.tier)?.id ?? rows[0]?.id;
  return rows.filter((row) => row.id === id);
}

const claimText = (row: Row): string => (row.comparison === "more_than" ? `> ${row.claimed}` : String(row.claimed));

function finding(rows: Row[], options: ChartOptions): string {
  const own = shown(rows, options);
  const last = own.at(-1) as Row;
  const more = last.comparison === "more_than";
  const claim = {
    zh: `“${more ? "超过 " : ""}${last.claimed} 个”`,
    en: `"${more ? "More than " : ""}${last.claimed}"`,
  }[options.lang];
  const range =
    last.cumulative_with_possible > last.cumulative
      ? `${last.cumulative}–${last.cumulative_with_possible}`
      : String(last.cumulative);
  return {
    supported: { zh: `${claim}成立：数到 ${range} 个`, en: `${claim} is supported: ${range} found` },
    contradicted: {
      zh: `${claim}不成立：只数到 ${range} 个，名录已近完整`,
      en: `${claim} is contradicted: ${range} found, and the registry is near complete`,
    },
    cannot_be_decided: {
      zh: `${claim}无法判定：数到 ${range} 个，但名录并不完整`,
      en: `${claim} cannot be decided: ${range} found, but the registry is not complete`,
    },
  }[last.verdict][options.lang];
}

function draw(own: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const first = own[0] as Row;
  const last = own.at(-1) as Row;
  const start = first.window_start ?? addDays(first.day, -1);
  const end = first.window_end;
  const months = Math.max(1, (date(end).getTime() - date(start).getTime()) / (30.4 * 86_400_000));
  const zero = { day: start, cumulative: 0, cumulative_from_news: 0, cumulative_with_possible: 0 };
  const line = [zero, ...own, { ...last, day: end }];
  const top = Math.max(first.claimed, last.cumulative_with_possible) * 1.12;
  const x = (row: { day: string }) => date(row.day);
  const mark = (value: number, text: string, more: Plot.TextOptions = {}) =>
    Plot.text([value], {
      x: date(end),
      y: (d: number) => d,
      text: () => text,
      dx: 8,
      textAnchor: "start",
      fontSize: 13,
      ...more,
    });
  const apart = last.cumulative - last.cumulative_from_news > top * 0.06;
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: 38,
    marginRight: 66,
    marginTop: 16,
    marginBottom: 28,
    x: { type: "utc", domain: [date(start), date(end)] },
    y: { domain: [0, top] },
    marks: [
      Plot.gridY({ stroke: colour("rule"), strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ ticks: 5, label: null, tickSize: 0 }),
      timeAxis(options, months, width),
      Plot.areaY(line, {
        x,
        y1: "cumulative",
        y2: "cumulative_with_possible",
        curve: "step-after",
        fill: colour("general"),
        fillOpacity: 0.18,
      }),
      Plot.lineY(line, {
        x,
        y: "cumulative_from_news",
        curve: "step-after",
        stroke: colour("general"),
        strokeWidth: 1.6,
        strokeDasharray: "4 3",
      }),
      Plot.lineY(line, { x, y: "cumulative", curve: "step-after", stroke: colour("general"), strokeWidth: 2.6 }),
      Plot.ruleY([0], { stroke: colour("muted") }),
      Plot.ruleY([first.claimed], { stroke: colour("alert"), strokeWidth: 2 }),
      Plot.text([first.claimed], {
        x: date(start),
        y: (d: number) => d,
        dx: 4,
        dy: -10,
        text: () =>
          ({
            zh: `说法：${first.comparison === "more_than" ? "超过 " : ""}${first.claimed} 个`,
            en: `claimed: ${claimText(first)}`,
          })[lang],
        textAnchor: "start",
        fontWeight: 700,
        fontSize: 13,
        fill: colour("alert"),
      }),
      mark(last.cumulative, { zh: `${last.cumulative} 个`, en: String(last.cumulative) }[lang], {
        fontWeight: 700,
        fill: colour("general"),
      }),
      ...(last.cumulative_with_possible > last.cumulative
        ? [
            Plot.ruleX([last], {
              x: date(end),
              y1: "cumulative",
              y2: "cumulative_with_possible",
              stroke: colour("general"),
              strokeOpacity: 0.35,
              strokeWidth: 7,
            }),
            mark(
              last.cumulative_with_possible,
              { zh: `至多 ${last.cumulative_with_possible}`, en: `≤ ${last.cumulative_with_possible}` }[lang],
              { fill: colour("muted") },
            ),
          ]
        : []),
      ...(apart
        ? [mark(last.cumulative_from_news, String(last.cumulative_from_news), { fill: colour("general") })]
        : []),
      Plot.dot([{ ...last, day: end }], {
        x,
        y: "cumulative",
        r: 4,
        fill: colour("general"),
        href: () => `claim=${first.id}`,
        title: () => `${dayName(end, lang)} · ${last.cumulative}`,
      }),
    ],
  });
}
