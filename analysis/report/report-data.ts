import type { Snapshot } from "../charts/chart.ts";
import type { Lang } from "../charts/text.ts";
import type { Piece } from "./excerpt.ts";
import type { CodedTable } from "./table-code.ts";

/** What the page is given, as JSON: views by name, and the items behind the launches. */
export interface ReportData {
  lang: Lang;
  /** Today in Asia/Shanghai when the report was made, `YYYY-MM-DD`. */
  today: string;
  /** The ISO week shown first, or null where there is no data. */
  week: string | null;
  /** The newest complete ISO week with data: a reader who chooses an earlier one looks back. */
  newestWeek: string | null;
  snapshot: Snapshot & Record<string, unknown>;
  tables: Record<string, CodedTable>;
}

/** A row of the table `reports`: one item that reports a launch. */
export interface ReportRow {
  launch_id: string;
  article_id: string;
  event_zh: string;
  event_en: string;
  relation: "lead" | "reprint";
  publisher: string;
  original_source: string | null;
  published_day: string | null;
  url: string | null;
  markets: string[];
  deliveries: string[];
  title: Piece[];
  /** Empty for reprints: their text is the lead's. */
  excerpt: Piece[];
}

/** The week from which the reader looks back: the one chosen, where a newer complete one is known; null otherwise. */
export const lookingBack = (week: string | null, { newestWeek }: ReportData): string | null =>
  week && newestWeek && week < newestWeek ? week : null;
