import { type Child, h } from "./dom.ts";
import { save, toCsv } from "./downloads.ts";
import type { View } from "./view.ts";
import { moreOf } from "./words.ts";

export interface DataColumn<Row> {
  key: string;
  label: string;
  number?: boolean;
  /** Running text that may break over lines. */
  long?: boolean;
  /** Left out on a phone. */
  minor?: boolean;
  cell: (row: Row) => Child;
}

/** Rows of a table in the PDF of all pages. */
const PRINTED = 20;

/**
 * A table of a few hundred rows at most, all of them shown. Where `sort` is given, numeric heads sort it through the
 * address (`own.sort`).
 */
export function dataTable<Row extends object>(
  view: View,
  options: { id: string; caption: string; columns: DataColumn<Row>[]; rows: Row[]; sort?: string },
): HTMLElement {
  const { id, caption, columns, rows, sort } = options;
  const shown = view.state.page === "print" ? rows.slice(0, PRINTED) : rows;
  const kind = ({ number, long, minor }: DataColumn<Row>) =>
    [number && "number", long && "long", minor && "minor"].filter(Boolean).join(" ") || null;
  const head = (column: DataColumn<Row>) => {
    const { key, label, number } = column;
    const sortable = sort !== undefined && number;
    const content = sortable
      ? h(
          "button",
          {
            type: "button",
            id: `sort-${key}`,
            onclick: () => view.choose({ ...view.state.own, sort: key }, { replace: true }),
          },
          label,
        )
      : label;
    return h("th", { scope: "col", class: kind(column), "aria-sort": sort === key ? "descending" : null }, content);
  };
  const csv = h(
    "button",
    {
      type: "button",
      class: "quiet",
      "aria-label": `${view.word("download")} ${caption} CSV`,
      onclick: () => save(`${id}.csv`, toCsv(rows as Record<string, unknown>[]), "text/csv"),
    },
    "CSV",
  );
  return h(
    "div",
    { class: "table-area" },
    h(
      "div",
      { class: "scroll wide", tabindex: "0", role: "region", "aria-label": caption },
      h(
        "table",
        { class: "ledger", id },
        h("caption", {}, caption),
        h("thead", {}, h("tr", {}, columns.map(head))),
        h(
          "tbody",
          {},
          shown.map((row) =>
            h(
              "tr",
              {},
              columns.map((column) => h("td", { class: kind(column) }, column.cell(row))),
            ),
          ),
        ),
      ),
    ),
    shown.length < rows.length ? h("p", { class: "hint" }, moreOf(rows.length - shown.length, view.lang)) : null,
    h("p", { class: "chart-tools" }, csv),
  );
}
