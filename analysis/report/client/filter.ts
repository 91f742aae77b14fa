import type { LaunchRow, Model } from "./model.ts";

/** What the table of launches can be narrowed by, as it stands in the address; `during` is an ISO week, `week` the reader's own. */
export const FILTERS = [
  "q",
  "tier",
  "vendor",
  "kind",
  "industry",
  "status",
  "basis",
  "during",
  "month",
  "quarter",
  "from",
  "to",
  "claim",
  "home",
  "market",
  "delivery",
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Partial<Record<FilterName, string>>;
export type SortKey = "date" | "model" | "vendor" | "tier" | "status" | "articles";
export interface Sort {
  key: SortKey;
  down: boolean;
}

/** The launches that pass all filters, in the order asked for. Values of one filter may be several, joined by commas. */
export function select(model: Model, filters: Filters, sort: Sort): LaunchRow[] {
  const tests = Object.entries(filters).flatMap(([name, value]) =>
    value ? [test(name as FilterName, value, model)] : [],
  );
  const found = model.launches.filter((launch) => tests.every((passes) => passes(launch)));
  return found.sort(comparator(sort));
}

function test(name: FilterName, value: string, model: Model): (launch: LaunchRow) => boolean {
  const wanted = new Set(value.split(","));
  switch (name) {
    case "q": {
      const words = value.toLowerCase().split(/\s+/).filter(Boolean);
      return ({ sought }) => words.every((word) => sought.includes(word));
    }
    case "tier":
      return ({ tier }) => wanted.has(tier);
    case "vendor":
      return ({ vendor_id }) => wanted.has(vendor_id ?? "");
    case "kind":
      return ({ vendor_kind }) => wanted.has(vendor_kind ?? "");
    case "industry":
      return ({ industries }) => industries.some((industry) => wanted.has(industry));
    case "status":
      return ({ status, released }) => wanted.has(status) || (released && wanted.has("released"));
    case "basis":
      return (launch) => (wanted.has("news") && launch.in_news) || (wanted.has("registry") && launch.in_registry);
    case "during":
      return ({ week }) => wanted.has(week ?? "");
    case "month":
      return ({ month }) => wanted.has(month ?? "");
    case "quarter":
      return ({ quarter }) => wanted.has(quarter ?? "");
    case "from":
      return ({ date }) => date !== null && date >= value;
    case "to":
      return ({ date }) => date !== null && date <= value;
    case "claim": {
      const ids = model.claimLaunches.get(value) ?? new Set<string>();
      return ({ id }) => ids.has(id);
    }
    case "market":
      return ({ id }) => (model.reports.get(id) ?? []).some(({ markets }) => markets.some((one) => wanted.has(one)));
    case "delivery":
      return ({ id, delivery }) =>
        delivery.some((one) => wanted.has(one)) ||
        (model.reports.get(id) ?? []).some(({ deliveries }) => deliveries.some((one) => wanted.has(one)));
    case "home":
      return ({ in_china }) => (wanted.has("CN") && in_china === true) || (wanted.has("foreign") && in_china === false);
  }
}

const COLLATOR = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true, sensitivity: "base" });
const TIER_ORDER = ["general", "industry", "application", "none"];

function comparator({ key, down }: Sort): (a: LaunchRow, b: LaunchRow) => number {
  const sign = down ? -1 : 1;
  const byDate = (a: LaunchRow, b: LaunchRow) => order(a.date ?? "", b.date ?? "");
  switch (key) {
    case "date":
      return (a, b) => sign * byDate(a, b) || order(a.id, b.id);
    case "articles":
      return (a, b) => sign * (a.articles - b.articles) || -byDate(a, b);
    case "tier":
      return (a, b) => sign * (TIER_ORDER.indexOf(a.tier) - TIER_ORDER.indexOf(b.tier)) || -byDate(a, b);
    case "status":
      return (a, b) => sign * order(a.status, b.status) || -byDate(a, b);
    case "model":
      return (a, b) => sign * COLLATOR.compare(a.model, b.model) || -byDate(a, b);
    case "vendor":
      return (a, b) => sign * COLLATOR.compare(a.vendor ?? "", b.vendor ?? "") || -byDate(a, b);
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
