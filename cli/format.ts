import { stringify } from "csv-stringify/sync";
import { printable } from "./context.ts";

type Rows = Record<string, unknown>[];
export type TableFormat = "table" | "csv" | "json" | "jsonl" | "markdown";

const WIDEST_CELL = 60;

/** Rows in the form that people or programs asked for, with a line end. */
export function formatRows(columns: string[], rows: Rows, format: TableFormat): string {
  if (format === "json") return `${JSON.stringify(rows)}\n`;
  if (format === "jsonl") return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  if (format === "csv") return csv(columns, rows);
  const cells = [columns, ...rows.map((row) => columns.map((column) => plain(row[column])))];
  return format === "markdown" ? markdown(cells) : table(cells);
}

/** A spreadsheet runs what begins with these characters as a formula: such cells get a leading apostrophe. */
export function csv(columns: string[], rows: Rows): string {
  const defused = rows.map((row) =>
    columns.map((column) => {
      const text = plain(row[column]);
      return typeof row[column] !== "number" && /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
    }),
  );
  return stringify([columns, ...defused]);
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function markdown(cells: string[][]): string {
  const lines = cells.map(
    (row) => `| ${row.map((cell) => cell.replace(/\|/g, "\\|").replace(/\s+/g, " ")).join(" | ")} |`,
  );
  const rule = `| ${(cells[0] ?? []).map(() => "---").join(" | ")} |`;
  return `${[lines[0], rule, ...lines.slice(1)].join("\n")}\n`;
}

function table(cells: string[][]): string {
  const short = cells.map((row) => row.map((cell) => cut(printable(cell).replace(/\s+/g, " "))));
  const widths = (short[0] ?? []).map((_, at) => Math.max(...short.map((row) => width(row[at] ?? ""))));
  const line = (row: string[]) =>
    row
      .map((cell, at) => cell + " ".repeat((widths[at] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd();
  const rule = widths.map((count) => "─".repeat(count)).join("  ");
  return `${[line(short[0] ?? []), rule, ...short.slice(1).map(line)].join("\n")}\n`;
}

function cut(text: string): string {
  const chars = [...text];
  return chars.length > WIDEST_CELL ? `${chars.slice(0, WIDEST_CELL - 1).join("")}…` : text;
}

/** Columns of a terminal that a text takes: two for each East Asian wide character. */
function width(text: string): number {
  let columns = 0;
  for (const char of text)
    columns +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]/u.test(
        char,
      )
        ? 2
        : 1;
  return columns;
}
