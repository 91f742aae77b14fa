import * as Plot from "@observablehq/plot";
import { timeAxis } from "./axes.ts";
import { type ChartOptions, defineChart } from "./chart.ts";
import { colour, tierColour } from "./colours.ts";
import { addDays, date, isUnfinished } from "./periods.ts";
import { capital, monthName, percent } from "./text.ts";
import { tierLegend, tierName } from "./tiers.ts";

interface Row {
  month: string;
  month_start: string;
  month_end: string;
  tier: string;
  launches: number;
  month_launches: number;
  basis: "news" | "registry";
  share: number;
  share_low: number;
  share_high: number;
}

const MONTHS = 36;
/** Months with fewer launches show no mix: one launch more or less would turn it over. */
const FEW = 5;
/** Pixels that a digit of a month's count takes, and the room between two counts. */
const DIGIT = 5.5;
const CLEAR = 4;

/** Each tier's share of the launches of a month, with the interval of the general models' share. */
export const chart = defineChart<Row>({
  id: "tier-mix",
  view: "tier_mix",
  order: 2,
  name: { zh: "三层结构", en: "Mix of tiers" },
  ends: (row) => row.month_end,
  noun: { zh: "个发布", en: "launches" },
  count: (rows, options) => recent(rows, options).reduce((sum, row) => sum + row.launches, 0),
  title: finding,
  subtitle: (rows, options) => {
    const months = recent(rows, options);
    const [first, last] = [months[0]?.month ?? "", months.at(-1)?.month ?? ""];
    return {
      zh: `各层占当月发布数的比重，${monthName(first, "zh")}至 ${monthName(last, "zh")}，柱下为发布数；竖线为通用大模型比重的 95% 区间；浅色为未完的月份，或新闻不足、只能据名录的月份；不足 ${FEW} 个的月份不画`,
      en: `Share of each month's launches, ${monthName(first, "en")} to ${monthName(last, "en")}, their number below; line: 95% interval of the general models' share; pale: month not over, or counted by the registry for want of news; months with fewer than ${FEW} are left out`,
    }[options.lang];
  },
  legend: (_, options) => tierLegend(options),
  height: () => 330,
  plot: (rows, options, area) => [{ svg: draw(recent(rows, options), options, area), height: area.height }],
});

/** Until the last month of which news was collected, since registries know too little of later ones; from one that shows. */
function recent(all: Row[], { snapshot }: ChartOptions): Row[] {
  const rows = snapshot.last_day ? all.filter((row) => row.month_start <= (snapshot.last_day ?? "")) : all;
  const last = rows.at(-1)?.month;
  if (!last) return [];
  const since = monthsBefore(last, MONTHS - 1);
  const first = rows.find((row) => row.month >= since && row.month_launches >= FEW)?.month ?? since;
  return rows.filter((row) => row.month >= first);
}

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const solid = recent(rows, options).filter((row) => row.basis === "news" && !isUnfinished(row.month_end, options));
  const months = [...new Set(solid.map((row) => row.month))];
  const last = months.at(-1);
  if (!last)
    return {
      zh: "还没有一个完整的月份有足够的发布来看结构",
      en: "No complete month has launches enough to show a mix",
    }[lang];
  const leader = (month: string) =>
    solid.filter((row) => row.month === month).reduce((a, b) => (b.share > a.share ? b : a));
  const now = leader(last);
  const name = (tier: string) => tierName(tier, options);
  const since = months.slice(months.findLastIndex((month) => leader(month).tier !== now.tier) + 1)[0] ?? last;
  const before = months[months.indexOf(since) - 1];
  if (before && since > monthsBefore(last, 12)) {
    const old = solid.find((row) => row.month === last && row.tier === leader(before).tier);
    if (old && old.share_high >= now.share_low) {
      return {
        zh: `${monthName(last, "zh")}的 ${now.month_launches} 个发布里${name(now.tier)}占 ${percent(now.share)}、${name(old.tier)}占 ${percent(old.share)}，差距在误差之内`,
        en: `${capital(name(now.tier))} made ${percent(now.share)} and ${name(old.tier)} ${percent(old.share)} of ${now.month_launches} launches in ${monthName(last, "en")}: too close to tell which leads`,
      }[lang];
    }
    return {
      zh: `${name(now.tier)}在 ${monthName(since, "zh")}超过${name(old?.tier ?? "")}，${since === last ? "" : `${monthName(last, "zh")}`}占发布的 ${percent(now.share)}`,
      en: `${capital(name(now.tier))} overtook ${name(old?.tier ?? "")} in ${monthName(since, "en")}${since === last ? " with" : ` and made`} ${percent(now.share)} of launches${since === last ? "" : ` in ${monthName(last, "en")}`}`,
    }[lang];
  }
  const then = solid.find((row) => row.tier === now.tier && row.month >= monthsBefore(last, 12));
  const apart = then && then.month !== last && (then.share_low > now.share_high || then.share_high < now.share_low);
  if (!apart) {
    return {
      zh: `${name(now.tier)}占 ${monthName(last, "zh")}发布的 ${percent(now.share)}，一年来的变化没有超出误差`,
      en: `${capital(name(now.tier))} made ${percent(now.share)} of launches in ${monthName(last, "en")}; the change over a year is within the margin of error`,
    }[lang];
  }
  const rose = now.share > then.share;
  return {
    zh: `${name(now.tier)}的比重从 ${monthName(then.month, "zh")}的 ${percent(then.share)} ${rose ? "升" : "降"}到 ${monthName(last, "zh")}的 ${percent(now.share)}`,
    en: `The share of ${name(now.tier)} ${rose ? "rose" : "fell"} from ${percent(then.share)} in ${monthName(then.month, "en")} to ${percent(now.share)} in ${monthName(last, "en")}`,
  }[lang];
}

/** Months from the one that holds a day to the one that holds another. */
function monthsApart(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from);
}

function monthsBefore(month: string, back: number): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7);
}

function draw(rows: Row[], options: ChartOptions, { width, height }: { width: number; height: number }): Element {
  const solid = rows.filter((row) => row.month_launches >= FEW);
  const general = solid.filter((row) => row.tier === "general");
  const each = rows.filter((row) => row.tier === "general");
  const [first, last] = [rows[0]?.month_start ?? options.today, rows.at(-1)?.month_end ?? options.today];
  const perMonth = (width - 50) / Math.max(1, monthsApart(first, last) + 1);
  const digits = String(Math.max(...each.map((row) => row.month_launches), 1)).length;
  const every = Math.ceil((digits * DIGIT + CLEAR) / perMonth);
  const middle = (row: Row) => date(addDays(row.month_start, 15));
  const pale = (row: Row) => (row.basis === "registry" || isUnfinished(row.month_end, options) ? 0.45 : 1);
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: 42,
    marginRight: 8,
    marginTop: 10,
    marginBottom: 44,
    x: { type: "utc", domain: [date(first), date(addDays(last, 1))] },
    y: { domain: [0, 1] },
    marks: [
      Plot.axisY({ ticks: [0, 0.25, 0.5, 0.75, 1], tickFormat: (d: number) => percent(d), label: null, tickSize: 0 }),
      Plot.rectY(solid, {
        x1: (row: Row) => date(row.month_start),
        x2: (row: Row) => date(addDays(row.month_end, 1)),
        y: "share",
        fill: (row: Row) => tierColour(row.tier),
        fillOpacity: pale,
        insetLeft: 1,
        insetRight: 1,
        href: (row: Row) => `tier=${row.tier}&month=${row.month}${row.basis === "news" ? "&basis=news" : ""}`,
        title: (row: Row) =>
          `${monthName(row.month, options.lang)} · ${tierName(row.tier, options)} ${row.launches} (${percent(row.share)}, ${percent(row.share_low)}–${percent(row.share_high)})`,
      }),
      Plot.ruleY([0.25, 0.5, 0.75], { stroke: colour("paper"), strokeOpacity: 0.35 }),
      Plot.ruleX(general, { x: middle, y1: "share_low", y2: "share_high", stroke: colour("ink"), strokeOpacity: 0.75 }),
      Plot.text(
        each.filter((row) => monthsApart(row.month_start, last) % every === 0),
        {
          x: middle,
          y: 0,
          dy: 10,
          text: (row: Row) => String(row.month_launches),
          fontSize: each.length > 24 ? 9.5 : 11,
          fill: colour("muted"),
        },
      ),
      timeAxis(options, each.length, width, { dy: 14, tickSize: 0 }),
    ],
  });
}
