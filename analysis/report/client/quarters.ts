import { latestQuarter } from "../../charts/periods.ts";
import { quarterName } from "../../charts/text.ts";
import { choiceBox } from "./choice.ts";
import type { View } from "./view.ts";

/** The quarter that a page shows: the one asked for, otherwise the newest complete one with data. */
export function shownQuarter(view: View, rows: { quarter: string; quarter_end: string }[]): string | null {
  const { own } = view.state;
  return latestQuarter(rows, {
    today: view.model.data.today,
    snapshot: view.model.data.snapshot,
    ...(own.quarter ? { period: own.quarter } : {}),
  });
}

export function quarterBox(view: View, rows: { quarter: string }[], quarter: string): HTMLElement {
  const all = [...new Set(rows.map((row) => row.quarter))].sort().reverse();
  const options = all.map((value) => ({ value, name: quarterName(value, view.lang) }));
  return choiceBox("quarter", view.word("quarter"), options, quarter, (value) =>
    view.choose({ ...view.state.own, quarter: value }),
  );
}
