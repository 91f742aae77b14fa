import type { Theme } from "./colours.ts";
import { drawFrame, type LegendEntry, type Panel } from "./frame.ts";
import { count, type Lang, spaced, type Text } from "./text.ts";

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
  title: (rows: ChartRow[], options: ChartOptions) => string;
  subtitle: (rows: ChartRow[], options: ChartOptions) => string;
  /** The whole picture as SVG text. Marks with launches behind them carry `data-filter`, a query string. */
  render: (rows: ChartRow[], options: ChartOptions) => string;
}

/** Fewer of anything show no trend. */
const FEW = 5;

/** Makes a chart of its parts: frame, empty state and the refusal to find a trend in almost nothing. */
export function defineChart<Row>(parts: ChartParts<Row>): ChartDefinition {
  const typed = (rows: ChartRow[]) => rows as unknown as Row[];
  const title = (rows: Row[], options: ChartOptions): string => {
    const found = parts.count(rows, options);
    if (found === 0) return { zh: `${parts.name.zh}：还没有数据`, en: `${parts.name.en}: no data yet` }[options.lang];
    if (found < FEW) return thin(parts, found, options.lang);
    return spaced(parts.title(rows, options));
  };
  const subtitle = (rows: Row[], options: ChartOptions): string => {
    const own = parts.count(rows, options) === 0 ? [] : [parts.subtitle(rows, options)];
    return [...own, sourcing(options)].join(" · ");
  };
  return {
    id: parts.id,
    view: parts.view,
    order: parts.order,
    name: parts.name,
    title: (rows, options) => title(typed(rows), options),
    subtitle: (rows, options) => subtitle(typed(rows), options),
    render: (rows, options) => {
      const own = typed(rows);
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
  const part = share > 0 && share < 0.01 ? "<1%" : `${Math.round(share * 100)}%`;
  return {
    zh: `${count(sources, lang)} 个来源，${part} 的条目标签待核`,
    en: `${count(sources, lang)} sources, labels of ${part} of items unsure`,
  }[lang];
}
