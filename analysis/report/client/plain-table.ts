import type { ChartRow } from "../../charts/chart.ts";
import { plain } from "../../charts/text.ts";
import { h } from "./dom.ts";

/** All columns of some rows as a small table that scrolls by itself. */
export function plainTable(rows: ChartRow[], label: string): HTMLElement {
  const columns = Object.keys(rows[0] ?? {});
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    h(
      "table",
      { class: "data" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          columns.map((column) => h("th", { scope: "col" }, column)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            columns.map((column) => h("td", {}, shown(row[column]))),
          ),
        ),
      ),
    ),
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(Math.round(value * 1e4) / 1e4);
  return plain(
    Array.isArray(value) ? value.join("、") : typeof value === "object" ? JSON.stringify(value) : String(value),
  ).slice(0, 200);
}
