import { append, type Child, h } from "./dom.ts";

export interface Column<Row> {
  key: string;
  label: string;
  /** Class of its cells; style.css gives widths and hides lesser columns on narrow screens. */
  class: string;
  sortable: boolean;
  cell: (row: Row) => Child;
}

export interface VirtualTable<Row> {
  element: HTMLElement;
  show: (rows: Row[], sort: { key: string; down: boolean }) => void;
}

/** Height of a row in pixels, as style.css sets it. */
const ROW = 56;
const SPARE = 12;
/** Rows that a print holds. */
const PRINTED = 400;

/**
 * A table that holds only the rows in sight: 20,000 scroll and filter as easily as 20. A row opens by click, by its
 * link, or with the keyboard through that link.
 */
export function virtualTable<Row>(options: {
  label: string;
  columns: Column<Row>[];
  onSort: (key: string) => void;
  onOpen: (row: Row) => void;
}): VirtualTable<Row> {
  const heads = new Map(
    options.columns.map((column) => {
      const content = column.sortable
        ? h("button", { type: "button", onclick: () => options.onSort(column.key) }, column.label)
        : column.label;
      return [column.key, h("th", { scope: "col", class: column.class }, content)] as const;
    }),
  );
  const body = h("tbody");
  const table = h("table", { class: "launches" }, h("thead", {}, h("tr", {}, [...heads.values()])), body);
  const element = h("div", { class: "rows", tabindex: "0", role: "region", "aria-label": options.label }, table);
  let rows: Row[] = [];
  let first = -1;
  let last = -1;

  const paint = (from: number, to: number) => {
    first = from;
    last = to;
    const shown = rows.slice(from, to).map((row, at) => {
      const line = h("tr", { "aria-rowindex": from + at + 2 });
      append(
        line,
        options.columns.map((column) => h("td", { class: column.class }, column.cell(row))),
      );
      line.addEventListener("click", (event) => {
        if (!(event.target instanceof Element && event.target.closest("a,button"))) options.onOpen(row);
      });
      return line;
    });
    body.replaceChildren(spacer(from), ...shown, spacer(rows.length - to));
  };
  const update = () => {
    const from = Math.max(0, Math.floor(element.scrollTop / ROW) - SPARE);
    const to = Math.min(rows.length, Math.ceil((element.scrollTop + element.clientHeight) / ROW) + SPARE);
    if (from !== first || to !== last) paint(from, to);
  };
  element.addEventListener("scroll", update, { passive: true });
  new ResizeObserver(update).observe(element);
  window.addEventListener("beforeprint", () => element.isConnected && paint(0, Math.min(rows.length, PRINTED)));
  window.addEventListener("afterprint", () => element.isConnected && update());

  return {
    element,
    show(next, sort) {
      rows = next;
      first = -1;
      table.setAttribute("aria-rowcount", String(rows.length + 1));
      for (const [key, head] of heads) {
        if (key === sort.key) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      element.scrollTop = 0;
      update();
    },
  };
}

function spacer(count: number): HTMLElement {
  const line = h("tr", { class: "spacer", "aria-hidden": "true" }, h("td"));
  line.style.height = `${Math.max(0, count) * ROW}px`;
  return line;
}
