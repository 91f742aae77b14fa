import * as Plot from "@observablehq/plot";
import type { ChartOptions } from "./chart.ts";
import { colour } from "./colours.ts";
import { addDays, date } from "./periods.ts";
import { monthTick } from "./text.ts";

const MONTH_MS = 30.4 * 86_400_000;
/** Days left free at both ends of a scale of points, so that none is cut. */
const EDGE = 10;

export interface TimeSpan {
  /** For `x` of a plot. */
  scale: { type: "utc"; domain: [Date, Date] };
  axis: Plot.Markish;
  /** Pixels of a day from the left edge of a drawing area that is so many wide. */
  place: (day: string, room: number) => number;
}

/** Scale and axis for points between two days; `width` is of the whole drawing. */
export function timeSpan(first: string, last: string, options: ChartOptions, width: number): TimeSpan {
  const domain: [Date, Date] = [date(addDays(first, -EDGE)), date(addDays(last, EDGE))];
  const [from, to] = domain.map((day) => day.getTime()) as [number, number];
  return {
    scale: { type: "utc", domain },
    axis: timeAxis(options, (to - from) / MONTH_MS, width),
    place: (day, room) => ((date(day).getTime() - from) / (to - from)) * room,
  };
}

/** Month ticks in the reader's language, as many as have room; years stand where they begin. */
export function timeAxis(
  { lang }: ChartOptions,
  months: number,
  width: number,
  options: Plot.AxisXOptions = {},
): Plot.Markish {
  const fits = Math.max(2, Math.floor(width / 62));
  const step = [1, 2, 3, 4, 6, 12, 24].find((every) => months / every <= fits) ?? 24;
  const interval = step % 12 === 0 ? `${step / 12} years` : `${step} months`;
  return Plot.axisX({
    ticks: interval,
    tickFormat: (tick: Date, at: number) => monthTick(tick, lang, at === 0),
    label: null,
    tickSize: 4,
    fill: colour("muted"),
    stroke: colour("muted"),
    ...options,
  });
}
