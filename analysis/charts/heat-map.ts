import * as Plot from "@observablehq/plot";
import type { Area, ChartOptions } from "./chart.ts";
import { colour, HEAT } from "./colours.ts";
import type { LegendEntry } from "./frame.ts";
import { clipped, plain, textWidth } from "./text.ts";

/** A row or column of a heat map. */
export interface Side {
  id: string;
  name: string;
}

export interface HeatCell {
  row: string;
  column: string;
  /** What the colour shows. */
  value: number;
  /** What is written into the cell. */
  label: string;
  /** Address of what stands behind it, for `data-filter`. */
  filter: string;
  /** Said of it beside the names of its row and column. */
  told: string;
}

export interface HeatMap {
  rows: Side[];
  columns: Side[];
  cells: HeatCell[];
  /** Upper ends of the colour steps; more than the last gets the darkest. */
  steps: readonly number[];
}

/** Pixels: a row; above the cells, for the names of columns; one line of these; beside the cells, where names lie over. */
const ROW = 28;
const TOP = 92;
const FLAT_TOP = 30;
const LINE = 14;
const RIGHT = 44;
const NAME = 122;
/** A column at least this wide has its name level. */
const LEVEL = 76;
const PICTURE_MARGINS = 48;

/** Height that a heat map needs in a picture of a given width. */
export const heatMapHeight = (map: HeatMap, width: number): number =>
  map.rows.length * ROW + (isLevel(map, width - PICTURE_MARGINS) ? FLAT_TOP : TOP) + 4;

/** One entry a colour step. */
export function heatLegend(steps: readonly number[], label: (at: number) => string): LegendEntry[] {
  return HEAT.slice(0, steps.length + 1).map((step, at) => ({ label: label(at), colour: step }));
}

/** Rows by columns as coloured cells with their numbers; columns that find no room are left out. */
export function drawHeatMap(map: HeatMap, options: ChartOptions, { width, height }: Area): Element {
  const { rows, steps } = map;
  const left = leftOf(map, width);
  const level = isLevel(map, width);
  const right = level ? 8 : RIGHT;
  const room = width - left - right;
  const columns = map.columns.slice(0, Math.floor(room / LINE));
  const band = room / Math.max(1, columns.length);
  const { angle, nameRoom } = slant(columns, { band, left, width, level });
  const inside = map.cells.filter(
    (cell) => rows.some(({ id }) => id === cell.row) && columns.some(({ id }) => id === cell.column),
  );
  const at = (value: number) => {
    const found = steps.findIndex((upper) => value <= upper);
    return found < 0 ? steps.length : found;
  };
  const nameOf = (sides: Side[], id: string) => plain(sides.find((one) => one.id === id)?.name ?? id);
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: level ? FLAT_TOP : TOP,
    marginBottom: 4,
    x: { domain: columns.map(({ id }) => id), type: "band", padding: 0.06 },
    y: { domain: rows.map(({ id }) => id), type: "band", padding: 0.08 },
    marks: [
      Plot.cell(
        rows.flatMap(({ id }) => columns.map((column) => ({ row: id, column: column.id }))),
        { x: "column", y: "row", fill: colour("ground") },
      ),
      Plot.cell(inside, {
        x: "column",
        y: "row",
        fill: (cell: HeatCell) => HEAT[at(cell.value)] ?? "",
        href: "filter",
        title: (cell: HeatCell) => `${nameOf(rows, cell.row)} · ${nameOf(columns, cell.column)} ${cell.told}`,
      }),
      Plot.text(inside, {
        x: "column",
        y: "row",
        text: "label",
        fill: (cell: HeatCell) => colour(at(cell.value) > 2 ? "paper" : "ink"),
      }),
      Plot.axisX({
        anchor: "top",
        tickFormat: (id: string) => clipped(nameOf(columns, id), nameRoom(id), 12),
        tickRotate: -angle,
        tickSize: 0,
        label: null,
        fontSize: 12,
      }),
      Plot.axisY({
        tickFormat: (id: string) => clipped(nameOf(rows, id), left - 14, 13),
        tickSize: 0,
        label: null,
        fontSize: 13,
      }),
    ],
  });
}

/** Room for the names of rows. */
const leftOf = ({ rows }: HeatMap, width: number): number =>
  Math.min(150, width * 0.32, Math.max(...rows.map(({ name }) => textWidth(plain(name), 13)), 0) + 16);

const isLevel = (map: HeatMap, width: number): boolean =>
  (width - leftOf(map, width) - 8) / Math.max(1, map.columns.length) >= LEVEL;

/** Names of columns lie as flat as they can without touching the next; how far each may reach before it leaves the picture. */
function slant(
  columns: Side[],
  { band, left, width, level }: { band: number; left: number; width: number; level: boolean },
): { angle: number; nameRoom: (id: string) => number } {
  if (level) return { angle: 0, nameRoom: () => band - 4 };
  const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
  const angle = [38, 60].find((degrees) => band * sine(degrees) >= LINE) ?? 90;
  const upward = (TOP - 10) / sine(angle);
  const nameRoom = (id: string): number => {
    if (angle === 90) return Math.min(NAME, upward);
    const place = columns.findIndex((one) => one.id === id) + 0.5;
    return Math.min(NAME, upward, (width + 10 - left - band * place) / sine(90 - angle));
  };
  return { angle, nameRoom };
}
