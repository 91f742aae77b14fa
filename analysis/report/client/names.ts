import { dayName, type Lang, monthName, plain } from "../../charts/text.ts";
import { h } from "./dom.ts";
import type { LaunchRow, Model } from "./model.ts";
import { isWord, word } from "./words.ts";

/** `zh` or `en` column of a row, whichever the reader reads. */
export const vendorName = (launch: LaunchRow, lang: Lang): string =>
  plain((lang === "zh" ? launch.vendor : launch.vendor_en) ?? "") || word("unknown", lang);

export function launchDate({ date, date_precision }: LaunchRow, lang: Lang): string {
  if (!date) return word("undated", lang);
  return date_precision === "month" ? monthName(date, lang) : dayName(date, lang);
}

export const statusName = (status: string, lang: Lang): string => (isWord(status) ? word(status, lang) : status);

/** A small label in the tier's colour; the tier's name is always written, colour says nothing alone. */
export const tierChip = (tier: string, name: string): HTMLElement => h("span", { class: `chip tier-${tier}` }, name);

/** Name of a facet's value (market, delivery, modality), from the view that counts them. */
export function facetName({ model, lang }: { model: Model; lang: Lang }, field: string, value: string): string {
  const row = model.rows("facets_trend").find((one) => one.field === field && one.value === value);
  return row ? String(lang === "zh" ? row.value_zh : row.value_en) : value;
}
