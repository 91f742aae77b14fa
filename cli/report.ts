import { buildReport, type ReportResult } from "../analysis/report/build.ts";
import { openPublished, rows } from "../pipeline/store/database.ts";
import { beijingDay } from "../pipeline/time.ts";
import type { CliContext } from "./context.ts";
import { type DataPaths, shipped } from "./paths.ts";

export interface ReportChoices {
  outDir?: string;
  week?: string;
  /** Charts as pictures beside the SVG files; yes where absent. */
  png?: boolean;
  /** Path of the Chromium that prints the PDF; no PDF where absent. */
  chromium?: string;
}

/**
 * Makes the report of one data folder from its published database.
 * @throws StopError exit 4 where there is no database yet
 */
export async function makeReport(
  paths: DataPaths,
  context: CliContext,
  choices: ReportChoices = {},
): Promise<ReportResult> {
  const { connection, close } = await openPublished(paths.database);
  try {
    return await buildReport({
      query: (sql) => rows(connection, sql),
      outDir: choices.outDir ?? paths.report,
      sourceDir: shipped.analysis,
      lang: context.lang,
      today: beijingDay(context.now()),
      png: choices.png ?? true,
      ...(choices.week ? { week: choices.week } : {}),
      ...(choices.chromium ? { chromium: choices.chromium } : {}),
    });
  } finally {
    close();
  }
}
