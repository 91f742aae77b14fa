import { type Looking, weekEnd } from "../../charts/periods.ts";
import { weekName } from "../../charts/text.ts";
import { h } from "./dom.ts";
import type { View } from "./view.ts";

/** For what chooses a period of its own: from when the reader looks. */
export function looking({ model }: View, period?: string): Looking {
  const { today, snapshot } = model.data;
  return { today, snapshot, ...(period ? { period } : {}) };
}

/** Rows of what was over, by their last day, at the end of the week from which the reader looks back. */
export function seen<Row>({ back }: View, rows: Row[], ends: (row: Row) => string): Row[] {
  if (!back) return rows;
  const last = weekEnd(back);
  return rows.filter((row) => ends(row) <= last);
}

/** Which period a table shows, and why. */
export function periodNote({ back, lang }: View, shown: string): HTMLElement {
  const why = back
    ? { zh: `按所选的 ${weekName(back, "zh")}回看`, en: `as of ${weekName(back, "en")}, as chosen` }[lang]
    : { zh: "有数据的最近完整时段", en: "the newest complete period with data" }[lang];
  return h("p", { class: "finding-more" }, `${shown} · ${why}`);
}
