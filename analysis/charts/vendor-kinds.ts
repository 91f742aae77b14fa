import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour, tierColour } from "./colours.ts";
import { wilson } from "./interval.ts";
import { lastQuarters } from "./periods.ts";
import { capital, clipped, percent, quarterSpan, textWidth } from "./text.ts";
import { TIERS, tierLegend, tierName } from "./tiers.ts";

interface Row {
  quarter: string;
  quarter_end: string;
  vendor_kind: string;
  vendor_kind_zh: string;
  vendor_kind_en: string;
  launches: number;
  vendors: number;
  general: number;
  industry: number;
  application: number;
}

interface Kind {
  id: string;
  name: string;
  launches: number;
  share: number;
  /** 95 % interval of the share. */
  low: number;
  high: number;
  before: number;
  beforeShare: number | null;
  general: number;
  industry: number;
  application: number;
}

const QUARTERS = 4;
/** English sentences speak of kinds in the plural; the taxonomy names one of a kind. */
const PLURAL: Record<string, string> = {
  large_group: "large groups",
  startup: "start-ups",
  operator: "operators",
  state_enterprise: "state enterprises",
  university_lab: "universities and labs",
  industry_company: "industry companies",
  device_maker: "device makers",
  integrator: "integrators",
  foreign: "foreign vendors",
};

/** Who sells what: launches of a year by kind of vendor and tier, beside the year before. */
export const chart = defineChart<Row>({
  id: "vendor-kinds",
  view: "vendor_kinds",
  order: 7,
  name: { zh: "谁在卖", en: "Who sells" },
  ends: (row) => row.quarter_end,
  noun: { zh: "个发布", en: "launches" },
  count: (rows, options) => kinds(rows, options).reduce((sum, kind) => sum + kind.launches, 0),
  title: finding,
  subtitle: (rows, options) => {
    const { lang } = options;
    const { now, before } = periods(rows, options);
    const name = (list: string[]) => quarterSpan(list[0] ?? "", list.at(-1) ?? "", lang);
    const than = before.length
      ? {
          zh: `；箭头为比 ${name(before)}升降的百分点（超出误差的才标）`,
          en: `; arrows: percentage points against ${name(before)} where beyond the margin of error`,
        }[lang]
      : "";
    return {
      zh: `各类厂商的发布数，${name(now)}，境外机构也计入；括号内为占比，细线为它的 95% 区间${than}`,
      en: `Launches by kind of vendor, ${name(now)}, vendors from abroad included; share in brackets, thin line: its 95% interval${than}`,
    }[lang];
  },
  legend: (_, options) => tierLegend(options),
  height: (rows, options) => kinds(rows, options).length * 36 + 10,
  plot: (rows, options, area) => [{ svg: draw(kinds(rows, options), options, area), height: area.height }],
});

/** A year of complete quarters, and the year before where all of it is known. */
function periods(rows: Row[], options: ChartOptions): { now: string[]; before: string[] } {
  const known = new Set(rows.map(({ quarter }) => quarter));
  const both = lastQuarters(rows, options, 2 * QUARTERS);
  const before = both.slice(0, QUARTERS);
  return {
    now: both.slice(QUARTERS).filter((quarter) => known.has(quarter)),
    before: before.every((quarter) => known.has(quarter)) ? before : [],
  };
}

function kinds(rows: Row[], options: ChartOptions): Kind[] {
  const { now, before } = periods(rows, options);
  const found = new Map<string, Kind>();
  let total = 0;
  let totalBefore = 0;
  for (const row of rows) {
    const isNow = now.includes(row.quarter);
    if (!isNow && !before.includes(row.quarter)) continue;
    const kind = found.get(row.vendor_kind) ?? {
      id: row.vendor_kind,
      name: options.lang === "zh" ? row.vendor_kind_zh : (PLURAL[row.vendor_kind] ?? row.vendor_kind_en),
      launches: 0,
      share: 0,
      low: 0,
      high: 0,
      before: 0,
      beforeShare: null,
      general: 0,
      industry: 0,
      application: 0,
    };
    if (isNow) {
      total += row.launches;
      kind.launches += row.launches;
      for (const tier of TIERS) kind[tier] += row[tier];
    } else {
      totalBefore += row.launches;
      kind.before += row.launches;
    }
    found.set(row.vendor_kind, kind);
  }
  return [...found.values()]
    .map((kind) => ({
      ...kind,
      share: total ? kind.launches / total : 0,
      ...wilson(kind.launches, total),
      beforeShare: totalBefore ? kind.before / totalBefore : null,
    }))
    .filter((kind) => kind.launches > 0)
    .sort((a, b) => b.launches - a.launches || a.id.localeCompare(b.id));
}

/** Change of a kind's share in percentage points; null where the intervals of the two shares overlap. */
function change(kind: Kind, all: Kind[]): number | null {
  if (kind.beforeShare === null) return null;
  const total = all.reduce((sum, one) => sum + one.launches, 0);
  const before = wilson(kind.before, Math.round(kind.before / (kind.beforeShare || 1)) || total);
  const apart = kind.low > before.high || kind.high < before.low;
  return apart ? Math.round((kind.share - kind.beforeShare) * 100) : null;
}

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const all = kinds(rows, options);
  const best = all[0] as Kind;
  const main = TIERS.reduce((a, b) => (best[b] > best[a] ? b : a));
  const moved = all
    .map((kind) => ({ kind, by: change(kind, all) }))
    .filter(({ by }) => by !== null && by !== 0)
    .sort((a, b) => Math.abs(b.by ?? 0) - Math.abs(a.by ?? 0))[0];
  const head = {
    zh: `${best.name}发布最多，占 ${percent(best.share)}，以${tierName(main, options)}为主`,
    en: `${capital(best.name)} launch most, ${percent(best.share)} of all, mainly ${tierName(main, options)}`,
  }[lang];
  if (!moved) return head;
  const by = moved.by ?? 0;
  return (
    head +
    {
      zh: `；${moved.kind.name}的占比一年${by > 0 ? "升" : "降"}了 ${Math.abs(by)} 个百分点`,
      en: `; the share of ${moved.kind.name} ${by > 0 ? "rose" : "fell"} by ${Math.abs(by)} points in a year`,
    }[lang]
  );
}

function draw(all: Kind[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const left = Math.min(lang === "zh" ? 130 : 170, width * 0.36);
  const parts = all.flatMap((kind) =>
    TIERS.filter((tier) => kind[tier] > 0).map((tier) => ({ kind, tier, launches: kind[tier] })),
  );
  const total = all.reduce((sum, kind) => sum + kind.launches, 0);
  const most = Math.max(1, ...all.map((kind) => kind.high * total));
  const moved = (kind: Kind) => change(kind, all) ?? 0;
  const label = (kind: Kind) => `${kind.launches} (${percent(kind.share)})`;
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: 130,
    marginTop: 2,
    marginBottom: 4,
    x: { domain: [0, most], axis: null },
    y: { domain: all.map(({ id }) => id), axis: null, padding: 0.3 },
    marks: [
      Plot.barX(parts, {
        y: (part: (typeof parts)[number]) => part.kind.id,
        x: "launches",
        fill: (part: (typeof parts)[number]) => tierColour(part.tier),
        insetRight: 1,
        href: (part: (typeof parts)[number]) => `kind=${part.kind.id}&tier=${part.tier}`,
        title: (part: (typeof parts)[number]) => `${part.kind.name} · ${tierName(part.tier, options)} ${part.launches}`,
      }),
      Plot.ruleY(all, {
        y: "id",
        x1: (kind: Kind) => kind.low * total,
        x2: (kind: Kind) => kind.high * total,
        stroke: colour("ink"),
        strokeWidth: 1.2,
      }),
      Plot.text(all, {
        y: "id",
        x: 0,
        dx: -10,
        text: (kind: Kind) => clipped(kind.name, left - 8, 13),
        textAnchor: "end",
        fontSize: 13,
        fill: colour("ink"),
      }),
      Plot.text(all, {
        y: "id",
        x: (kind: Kind) => kind.high * total,
        dx: 6,
        text: label,
        textAnchor: "start",
        fontSize: 13,
        fontWeight: 700,
        fill: colour("ink"),
      }),
      ...all
        .filter((kind) => moved(kind) !== 0)
        .map((kind) =>
          Plot.text([kind], {
            y: "id",
            x: (one: Kind) => one.high * total,
            dx: 18 + textWidth(label(kind), 13, true),
            text: () => `${moved(kind) > 0 ? "▲" : "▼"} ${Math.abs(moved(kind))}`,
            textAnchor: "start",
            fontSize: 12,
            fill: colour(moved(kind) > 0 ? "application" : "alert"),
          }),
        ),
    ],
  });
}
