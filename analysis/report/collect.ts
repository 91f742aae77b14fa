import type { ChartDefinition, ChartRow, Snapshot } from "../charts/index.ts";
import type { Lang } from "../charts/text.ts";
import { newestWeek } from "../newest-week.ts";
import type { Query } from "../query.ts";
import { excerptOf, markTitle, type SeenLabel } from "./excerpt.ts";
import type { ReportData } from "./report-data.ts";
import { encodeTable, type TableRow } from "./table-code.ts";

/** Views that pages show beside those that charts draw. */
const PAGE_VIEWS = [
  "launches",
  "vendor_league",
  "industry_by_tier",
  "claims_check",
  "claim_candidates",
  "coverage",
  "buyer_concerns",
  "concerns_by_industry",
  "keywords_trend",
  "facets_trend",
  "source_health",
  "source_weeks",
];
/** Items shown for one launch; the rest are counted. */
const REPORTS_OF_ONE = 20;

export interface Collected {
  data: ReportData;
  /** Rows of each chart's view. */
  chartRows: Map<string, ChartRow[]>;
}

/** Reads everything that the site shows. Texts are cut to the sentences that hold evidence. */
export async function collect(
  query: Query,
  charts: ChartDefinition[],
  options: { lang: Lang; today: string; week?: string },
): Promise<Collected> {
  const [snapshot] = await query<Snapshot & Record<string, unknown>>("SELECT * FROM snapshot");
  if (!snapshot) throw new Error("the view snapshot is empty: the database was not made by a build");
  const views = [...new Set([...PAGE_VIEWS, ...charts.map(({ view }) => view)])];
  const tables: ReportData["tables"] = {};
  const chartRows = new Map<string, ChartRow[]>();
  for (const view of views) {
    const rows = view === "snapshot" ? [snapshot] : await query(`SELECT * FROM ${view}`);
    chartRows.set(view, rows);
    tables[view] = encodeTable(rows);
  }
  tables.reports = encodeTable(await reports(query));
  const newest = await newestWeek(query, options.today);
  const { lang, today, week = newest } = options;
  return { data: { lang, today, week, newestWeek: newest, snapshot, tables }, chartRows };
}

async function reports(query: Query): Promise<TableRow[]> {
  const rows = await query<{
    launch_id: string;
    relation: string;
    title: string;
    text: string;
    labels: string | null;
    [column: string]: unknown;
  }>(
    `SELECT launch_id, article_id, event_zh, event_en, relation, publisher, original_source, published_day, url, title, markets, deliveries,
       CASE WHEN relation = 'lead' THEN text ELSE '' END AS text, labels
     FROM launch_reports
     QUALIFY row_number() OVER (PARTITION BY launch_id ORDER BY relation, published_day NULLS LAST, article_id) <= ${REPORTS_OF_ONE}`,
  );
  return rows.map(({ text, labels, title, ...row }) => {
    const seen = labels ? (JSON.parse(labels) as SeenLabel[]) : [];
    return { ...row, title: markTitle(title, seen), excerpt: row.relation === "lead" ? excerptOf(text, seen) : [] };
  });
}
