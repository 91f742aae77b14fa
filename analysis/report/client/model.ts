import type { ChartRow } from "../../charts/chart.ts";
import { type Lang, plain } from "../../charts/text.ts";
import type { ReportData, ReportRow } from "../report-data.ts";
import { decodeTable } from "../table-code.ts";
import type { FilterName } from "./filter.ts";
import type { Choice } from "./filter-choices.ts";

/** A row of view `launches`, as far as pages read it. */
export interface LaunchRow {
  id: string;
  date: string | null;
  date_precision: "day" | "month" | null;
  week: string | null;
  month: string | null;
  quarter: string | null;
  vendor_id: string | null;
  vendor: string | null;
  vendor_en: string | null;
  vendor_kind: string | null;
  vendor_kind_zh: string | null;
  vendor_kind_en: string | null;
  in_china: boolean | null;
  model: string;
  version: string | null;
  tier: string;
  tier_zh: string;
  tier_en: string;
  industries: string[];
  industries_zh: string[];
  industries_en: string[];
  status: string;
  released: boolean;
  basis: "news" | "registry";
  in_news: boolean;
  in_registry: boolean;
  attribution: string | null;
  parameters: number | null;
  context: number | null;
  modality: string[];
  open_weights: boolean | null;
  licence: string | null;
  delivery: string[];
  price: number | null;
  confidence: number;
  articles: number;
  publishers: number;
  lead_title: string | null;
  /** Lower-case text that the search looks into; made here. */
  sought: string;
}

/** The data of the page, decoded once. */
export interface Model {
  data: ReportData;
  launches: LaunchRow[];
  launchById: Map<string, LaunchRow>;
  /** Items behind a launch, leads first. */
  reports: Map<string, ReportRow[]>;
  /** The same by item: an item may report several launches. */
  reportsOfArticle: Map<string, ReportRow[]>;
  /** Ids of the launches that count for a claim. */
  claimLaunches: Map<string, Set<string>>;
  rows: (view: string) => ChartRow[];
  /** Choices of the filters by language, kept by `filterChoices`. */
  choices: Map<Lang, [FilterName, Choice[]][]>;
}

export function decode(data: ReportData): Model {
  const decoded = new Map<string, ChartRow[]>();
  const rows = (view: string): ChartRow[] => {
    const known = decoded.get(view);
    if (known) return known;
    const table = data.tables[view];
    const fresh = table ? decodeTable(table) : [];
    decoded.set(view, fresh);
    return fresh;
  };
  const reports = new Map<string, ReportRow[]>();
  const reportsOfArticle = new Map<string, ReportRow[]>();
  for (const row of rows("reports") as unknown as ReportRow[]) {
    push(reports, row.launch_id, row);
    push(reportsOfArticle, row.article_id, row);
  }
  const launches = rows("launches") as unknown as LaunchRow[];
  for (const launch of launches) {
    launch.model = plain(launch.model);
    launch.sought = soughtText(launch, reports.get(launch.id) ?? []);
  }
  const claimLaunches = new Map<string, Set<string>>();
  for (const row of rows("claim_candidates")) {
    if (row.kind !== "launch" || !row.counted) continue;
    const claim = String(row.claim_id);
    claimLaunches.set(claim, (claimLaunches.get(claim) ?? new Set<string>()).add(String(row.id)));
  }
  return {
    data,
    launches,
    launchById: new Map(launches.map((launch) => [launch.id, launch])),
    reports,
    reportsOfArticle,
    claimLaunches,
    rows,
    choices: new Map(),
  };
}

function soughtText(launch: LaunchRow, reports: ReportRow[]): string {
  const titles = reports.map(({ title }) => title.map(({ text }) => text).join(""));
  return [launch.model, launch.version, launch.vendor, launch.vendor_en, ...titles]
    .filter(Boolean)
    .join(" ")
    .toLowerCase();
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
