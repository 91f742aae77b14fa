import { latestQuarter, quarterDays } from "../../charts/periods.ts";
import { quarterName } from "../../charts/text.ts";
import { choiceBox } from "./choice.ts";
import { looking, seen } from "./looking.ts";
import type { View } from "./view.ts";

/** The quarter that a page shows: the one asked for, otherwise the newest complete one with data by the reader's week. */
export function shownQuarter(view: View, rows: { quarter: string }[]): string | null {
  const { quarter } = view.state.own;
  if (quarter) return latestQuarter(rows, looking(view, quarter));
  const known = seen(view, rows, (row) => quarterDays(row.quarter).last);
  return latestQuarter(known, looking(view));
}

export function quarterBox(view: View, rows: { quarter: string }[], quarter: string): HTMLElement {
  const all = [...new Set(rows.map((row) => row.quarter))].sort().reverse();
  const options = all.map((value) => ({ value, name: quarterName(value, view.lang) }));
  return choiceBox("quarter", view.word("quarter"), options, quarter, (value) =>
    view.choose({ ...view.state.own, quarter: value }),
  );
}
