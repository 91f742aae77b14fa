import type { NumberFact } from "../../../types.ts";
import { comparisonOf } from "./comparison.ts";
import type { Quantity } from "./quantities.ts";

const COUNTED =
  /^\s?(?:余|多)?\s?([个款家])\s?([^，。；、！？\n]{0,18}?(?:大模型|模型|智能体|生成式人工智能服务|AI\s?应用)(?:产品|服务)?)/;

/** A count of models or services that somebody states: `超过 70 个通用大模型产品`. */
export function findClaim(
  quantity: Quantity,
  context: { before: string; after: string },
): { fact: Pick<NumberFact, "what" | "unit" | "of" | "comparison">; length: number } | null {
  if (quantity.value < 10 || !Number.isInteger(quantity.value) || /[A-Za-z0-9.-]$/.test(context.before)) return null;
  const match = COUNTED.exec(context.after);
  if (!match) return null;
  const unit = match[1] ?? "个";
  return {
    fact: { what: "claim", unit, of: match[2]?.trim() ?? null, comparison: comparisonOf(context) },
    length: match[0].length,
  };
}
