import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour, tierColour } from "./colours.ts";
import { latestQuarter } from "./periods.ts";
import { clipped, plain, quarterName } from "./text.ts";
import { TIERS, tierLegend, tierName } from "./tiers.ts";

interface Row {
  quarter: string;
  quarter_end: string;
  rank: number;
  previous_rank: number | null;
  rank_change: number | null;
  vendor_id: string;
  vendor: string;
  vendor_en: string;
  launches: number;
  general: number;
  industry: number;
  application: number;
}

const PLACES = 15;

/** Vendors of a quarter by what they launched, with places won and lost since the quarter before. */
export const chart = defineChart<Row>({
  id: "vendor-league",
  view: "vendor_league",
  order: 3,
  name: { zh: "厂商榜", en: "Vendor league" },
  ends: (row) => row.quarter_end,
  noun: { zh: "个发布", en: "launches" },
  count: (rows, options) => shown(rows, options).reduce((sum, row) => sum + row.launches, 0),
  title: finding,
  subtitle: (rows, options) => {
    const own = shown(rows, options);
    const quarter = quarterName(own[0]?.quarter ?? "", options.lang);
    return {
      zh: `${quarter}各厂商发布的模型与产品数，前 ${top(own).length} 名；箭头为比上季度升降的名次`,
      en: `Models and products launched in ${quarter}, first ${top(own).length} vendors; arrows: places won or lost since the quarter before`,
    }[options.lang];
  },
  legend: (_, options) => tierLegend(options),
  height: (rows, options) => top(shown(rows, options)).length * 27 + 12,
  plot: (rows, options, area) => [{ svg: draw(top(shown(rows, options)), options, area), height: area.height }],
});

function shown(rows: Row[], options: ChartOptions): Row[] {
  const quarter = latestQuarter(rows, options);
  return rows.filter((row) => row.quarter === quarter);
}

const top = (rows: Row[]): Row[] => rows.slice(0, PLACES);
const nameOf = (row: Row, lang: "zh" | "en"): string => plain(lang === "zh" ? row.vendor : row.vendor_en);

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const own = shown(rows, options);
  const first = own.filter((row) => row.rank === 1);
  const best = first[0] as Row;
  const quarter = quarterName(best.quarter, lang);
  if (first.length > 2) {
    return {
      zh: `${quarter}没有明显的领先者：${first.length} 家各发布 ${best.launches} 个`,
      en: `No clear leader in ${quarter}: ${first.length} vendors launched ${best.launches} each`,
    }[lang];
  }
  const names = first.map((row) => nameOf(row, lang)).join({ zh: "与", en: " and " }[lang]);
  const riser = top(own)
    .filter((row) => row.rank > 1 && row.launches >= 3 && (row.rank_change ?? 0) >= 3)
    .sort((a, b) => (b.rank_change ?? 0) - (a.rank_change ?? 0))[0];
  const climbed = riser
    ? {
        zh: `，${nameOf(riser, lang)}从第 ${riser.previous_rank} 升到第 ${riser.rank}`,
        en: `; ${nameOf(riser, lang)} climbed from ${riser.previous_rank} to ${riser.rank}`,
      }[lang]
    : "";
  const each = first.length > 1;
  return {
    zh: `${names}以${each ? "各" : ""} ${best.launches} 个发布${each ? "并列" : "居"} ${quarter}之首${climbed}`,
    en: `${names} led ${quarter} with ${best.launches} launches${each ? " each" : ""}${climbed}`,
  }[lang];
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const left = Math.min(230, width * 0.47);
  const parts = rows.flatMap((row) =>
    TIERS.filter((tier) => row[tier] > 0).map((tier) => ({ row, tier, launches: row[tier] })),
  );
  const most = Math.max(1, ...rows.map((row) => row.launches));
  const column = (text: (row: Row) => string, dx: number, more: Plot.TextOptions = {}) =>
    Plot.text(rows, {
      y: "vendor_id",
      x: 0,
      dx,
      text,
      textAnchor: "start",
      fill: colour("ink"),
      fontSize: 13,
      ...more,
    });
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: 40,
    marginTop: 4,
    marginBottom: 4,
    x: { domain: [0, most], axis: null },
    y: { domain: rows.map((row) => row.vendor_id), axis: null, padding: 0.28 },
    marks: [
      Plot.barX(parts, {
        y: (part: (typeof parts)[number]) => part.row.vendor_id,
        x: "launches",
        fill: (part: (typeof parts)[number]) => tierColour(part.tier),
        insetRight: 1,
        href: (part: (typeof parts)[number]) =>
          `vendor=${part.row.vendor_id}&tier=${part.tier}&quarter=${part.row.quarter}`,
        title: (part: (typeof parts)[number]) =>
          `${nameOf(part.row, lang)} · ${tierName(part.tier, options)} ${part.launches}`,
      }),
      Plot.text(rows, {
        y: "vendor_id",
        x: "launches",
        text: (row: Row) => String(row.launches),
        dx: 6,
        textAnchor: "start",
        fontWeight: 700,
        fontSize: 13,
        fill: colour("ink"),
      }),
      column((row) => String(row.rank), -left + 22, { textAnchor: "end", fill: colour("muted") }),
      column((row) => clipped(nameOf(row, lang), left - 92, 13), -left + 34),
      column((row) => moved(row, lang), -12, {
        textAnchor: "end",
        fontSize: 12,
        fill: (row: Row) =>
          colour((row.rank_change ?? 0) > 0 ? "application" : (row.rank_change ?? 0) < 0 ? "alert" : "muted"),
      }),
    ],
  });
}

function moved(row: Row, lang: "zh" | "en"): string {
  if (row.rank_change === null) return { zh: "新上榜", en: "new" }[lang];
  if (row.rank_change === 0) return "–";
  return row.rank_change > 0 ? `▲ ${row.rank_change}` : `▼ ${-row.rank_change}`;
}
