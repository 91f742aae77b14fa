import { address } from "./state.ts";
import type { View } from "./view.ts";

/**
 * Where a mark of a chart leads, from its `data-filter`: the launches behind it, or the launch, item, worry or source
 * that it stands for.
 */
export function markLink(view: View, filter: string): string {
  const { launch, article, source, text, week: during, ...asked } = Object.fromEntries(new URLSearchParams(filter));
  if (launch) return view.link("launches", { id: launch });
  if (article) return view.link(view.state.page, { ...view.state.own, article });
  if (source) {
    const week = during ?? view.state.week;
    return address({ ...view.state, page: "sources", week, own: {} }, view.model.data);
  }
  if (asked.concern) return view.link("themes", asked);
  if (asked.claim) return view.link(view.state.page === "claims" ? "launches" : "claims", asked);
  // Charts count what became available.
  const status = asked.status ?? "released";
  return view.link("launches", { ...asked, ...(text ? { q: text } : {}), ...(during ? { during } : {}), status });
}
