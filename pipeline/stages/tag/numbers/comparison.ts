import type { NumberFact } from "../../../types.ts";

/** Whether a figure is a bound or about right, by the words around it. */
export function comparisonOf({
  before,
  after,
}: {
  before: string;
  after: string;
}): NonNullable<NumberFact["comparison"]> | null {
  if (/(?:超过?|逾|突破|多于|高于|不止|至少)\s?$/.test(before) || /^\s?(?:余|多)/.test(after)) return "more_than";
  if (/(?:近|约|大约|接近|左右)\s?$/.test(before) || /^[^，。]{0,3}左右/.test(after)) return "about";
  return /(?:不到|不足|低于|少于|不超过)\s?$/.test(before) ? "less_than" : null;
}
