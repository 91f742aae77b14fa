import { count } from "../../charts/text.ts";
import { type DataColumn, dataTable } from "./data-table.ts";
import { h } from "./dom.ts";
import type { View } from "./view.ts";
import type { Word } from "./words.ts";

/** What is counted of each row: all launches, and those of each tier. */
export interface TierCounts {
  launches: number;
  general: number;
  industry: number;
  application: number;
}
export type Count = keyof TierCounts;

const COUNTS = ["general", "industry", "application", "launches"] as const satisfies Count[];
export const COUNT_NAMES: Record<Count, Word> = {
  launches: "total",
  general: "general",
  industry: "industryTier",
  application: "application",
};

/** The count by which the reader sorts. */
export const sortedBy = ({ state }: View): Count => COUNTS.find((key) => key === state.own.sort) ?? "launches";

/** A table of a quarter's launches by tier: each number leads to the launches behind it, heads of numbers sort. */
export function tierTable<Row extends TierCounts>(
  view: View,
  options: {
    id: string;
    caption: string;
    quarter: string;
    rows: Row[];
    before: DataColumn<Row>[];
    after?: DataColumn<Row>[];
    /** What else the launches of a row are narrowed by. */
    filter: (row: Row) => Record<string, string>;
  },
): HTMLElement {
  const { id, caption, quarter, rows, before, after = [], filter } = options;
  const number = (key: Count): DataColumn<Row> => ({
    key,
    label: view.word(COUNT_NAMES[key]),
    number: true,
    cell: (row) => {
      if (!row[key]) return h("span", { class: "zero" }, "0");
      const tier = key === "launches" ? {} : { tier: key };
      const href = view.link("launches", { ...filter(row), quarter, status: "released", ...tier });
      return h("a", { href }, count(row[key], view.lang));
    },
  });
  const columns = [...before, ...COUNTS.map(number), ...after];
  return dataTable(view, { id, caption, sort: sortedBy(view), rows, columns });
}
