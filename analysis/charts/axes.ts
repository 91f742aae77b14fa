import * as Plot from "@observablehq/plot";
import type { ChartOptions } from "./chart.ts";
import { colour } from "./colours.ts";
import { monthTick } from "./text.ts";

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
    tickFormat: (tick: Date) => monthTick(tick, lang),
    label: null,
    tickSize: 4,
    fill: colour("muted"),
    stroke: colour("muted"),
    ...options,
  });
}
