import type { Theme } from "./colours.ts";
import { drawFrame, type LegendEntry, type Panel } from "./frame.ts";
import { weekEnd } from "./periods.ts";
import { count, type Lang, type Measure, percent, spaced, type Text, weekName } from "./text.ts";

/** The one row of view `snapshot`, as far as charts need it. */
export interface Snapshot {
  id: string | null;
  items: number;
  sources: number;
  /** Share of items, 0–1, whose labels the tagger was not sure of; null without items. */
  unlabelled_share: number | null;
  first_day: string | null;
  last_day: string | null;
}

export interface ChartOptions {
  lang: Lang;
  /** Width of the whole picture in pixels. */
  width: number;
  /** Height of the drawing area in pixels, without title, legend and note; the chart's own choice where absent. */
  height?: number;
  /** Today in Asia/Shanghai, `YYYY-MM-DD`: what is not over is drawn as unfinished. */
  today: string;
  /** Where SVG elements are made; see `analysis/render.ts`. */
  document: Document;
  /** `page` leaves colours as custom properties (see `colourProperties`) so that a page can switch them. */
  theme?: Theme;
  snapshot: Snapshot;
  /** ISO week (`2026-W21`) from which the reader looks back: what ended later is left out. Absent: all there is. */
  week?: string;
  /** How wide text is where it is shown; by the metrics of the font of pictures where absent. */
  measure?: Measure;
  /** Quarter (`2026-Q2`) or claim id that the chart shows instead of its own choice, where it has one. */
  period?: string;
}

export interface Area {
  width: number;
  height: number;
}

/** What a chart file says of itself; `Row` is a row of its view. */
export interface ChartParts<Row> {
  id: string;
  /** The view it draws; the rows come in the view's order. */
  view: string;
  /** Place in the report, ascending. */
  order: number;
  /** Its subject in a few words, for menus. */
  name: Text;
  /** Last day of a row's period, by which the chart follows the reader's week; or why it shows the same for every week. */
  ends: ((row: Row) => string) | Text;
  /** What is counted: `个发布`, `launches`. */
  noun: Text;
  /** How many of them the drawing rests on; none gives the empty state, fewer than five no finding. */
  count: (rows: Row[], options: ChartOptions) => number;
  /** The finding, computed from the rows. */
  title: (rows: Row[], options: ChartOptions) => string;
  /** Unit, period and reading help; source count and share unlabelled are added. */
  subtitle: (rows: Row[], options: ChartOptions) => string;
  legend?: (rows: Row[], options: ChartOptions) => LegendEntry[];
  height?: (rows: Row[], options: ChartOptions) => number;
  plot: (rows: Row[], options: ChartOptions, area: Area) => Panel[];
}

export type ChartRow = Record<string, unknown>;

/** A chart as reports use it: rows of `SELECT * FROM <view>` in, finding and SVG out; pure. */
export interface ChartDefinition {
  id: string;
  view: string;
  order: number;
  name: Text;
  /** The rows that it looks at, those of the newest period first. */
  rows: (rows: ChartRow[], options: ChartOptions) => ChartRow[];
  title: (rows: ChartRow[], options: ChartOptions) => string;
  subtitle: (rows: ChartRow[], options: ChartOptions) => string;
  /** The whole picture as SVG text. Marks with launches behind them carry `data-filter`, a query string. */
  render: (rows: ChartRow[], options: ChartOptions) => string;
}

/** Fewer of anything show no trend. */
const FEW = 5;

/** Makes a chart of its parts: frame, empty state and the refusal to find a trend in almost nothing. */
export function defineChart<Row>(parts: ChartParts<Row>): ChartDefinition {
  const { ends } = parts;
  const seen = (rows: ChartRow[], { week }: ChartOptions): Row[] => {
    const all = rows as unknown as Row[];
    if (!week || typeof ends !== "function") return all;
    const last = weekEnd(week);
    return all.filter((row) => ends(row) <= last);
  };
  const title = (rows: Row[], options: ChartOptions): string => {
    const found = parts.count(rows, options);
    if (found === 0) return nothing(parts.name, options);
    if (found < FEW) return thin(parts, found, options.lang);
    return spaced(parts.title(rows, options));
  };
  const subtitle = (rows: Row[], options: ChartOptions): string => {
    const own = parts.count(rows, options) === 0 ? [] : [parts.subtitle(rows, options)];
    return spaced([...own, ...lookingBack(ends, options), sourcing(options)].join(" · "));
  };
  return {
    id: parts.id,
    view: parts.view,
    order: parts.order,
    name: parts.name,
    rows: (rows, options) => {
      const own = seen(rows, options);
      return (typeof ends === "function" ? newestFirst(own, ends) : own) as unknown as ChartRow[];
    },
    title: (rows, options) => title(seen(rows, options), options),
    subtitle: (rows, options) => subtitle(seen(rows, options), options),
    render: (rows, options) => {
      const own = seen(rows, options);
      const empty = parts.count(own, options) === 0;
      return drawFrame({
        id: parts.id,
        title: title(own, options),
        subtitle: subtitle(own, options),
        legend: empty ? [] : (parts.legend?.(own, options) ?? []),
        options,
        panels: (width) => {
          const height = options.height ?? parts.height?.(own, options) ?? 340;
          return empty ? [] : parts.plot(own, options, { width, height });
        },
      });
    },
  };
}

function newestFirst<Row>(rows: Row[], ends: (row: Row) => string): Row[] {
  return [...rows].sort((a, b) => (ends(a) < ends(b) ? 1 : ends(a) > ends(b) ? -1 : 0));
}

function nothing(name: Text, { lang, week }: ChartOptions): string {
  if (!week) return { zh: `${name.zh}：还没有数据`, en: `${name.en}: no data yet` }[lang];
  return {
    zh: `${name.zh}：到 ${weekName(week, "zh")}为止没有数据`,
    en: `${name.en}: no data until ${weekName(week, "en")}`,
  }[lang];
}

/** That the chart ends with the week chosen, or why it does not. */
function lookingBack<Row>(ends: ((row: Row) => string) | Text, { week, lang }: ChartOptions): string[] {
  if (!week) return [];
  if (typeof ends !== "function") return [ends[lang]];
  return [{ zh: `截至所选的 ${weekName(week, "zh")}`, en: `as of ${weekName(week, "en")}, as chosen` }[lang]];
}

function thin({ name, noun }: { name: Text; noun: Text }, found: number, lang: Lang): string {
  return {
    zh: `${name.zh}：只有 ${found} ${noun.zh}，看不出趋势`,
    en: `${name.en}: only ${found === 1 ? "one" : `${found} ${noun.en}`}, too few to show a trend`,
  }[lang];
}

/** How many sources stand behind the picture and how much of what they gave is not surely labelled. */
function sourcing({ snapshot, lang }: ChartOptions): string {
  const { sources, unlabelled_share: share } = snapshot;
  if (share === null) return { zh: "尚未收录任何条目", en: "no items collected yet" }[lang];
  const part = percent(share);
  return {
    zh: `${count(sources, lang)} 个来源，${part} 的条目标签待核`,
    en: `${count(sources, lang)} sources, labels of ${part} of items unsure`,
  }[lang];
}
