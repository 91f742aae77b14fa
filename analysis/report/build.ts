import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChartDefinition, ChartRow } from "../charts/index.ts";
import { loadCharts } from "../charts/index.ts";
import type { Lang } from "../charts/text.ts";
import { toPng } from "../png.ts";
import type { Query } from "../query.ts";
import { createDocument } from "../render.ts";
import { bundleClient } from "./bundle.ts";
import { collect } from "./collect.ts";
import { renderPage } from "./page.ts";
import { printPdf } from "./pdf.ts";
import { lookingBack, type ReportData } from "./report-data.ts";

export interface ReportOptions {
  query: Query;
  /** Folder that the report is written to; made where missing, files of an older report are replaced. */
  outDir: string;
  /** Folder `analysis` of the package: sources of the page's script and its style sheet. */
  sourceDir: string;
  lang: Lang;
  /** ISO week shown first; the newest complete one with data where absent. */
  week?: string;
  /** Today in Asia/Shanghai, `YYYY-MM-DD`. */
  today: string;
  /** Charts as pictures beside the SVG files. */
  png?: boolean;
  /** Path of the Chromium that prints the report as `report.pdf`; none is made where absent. */
  chromium?: string;
}

export interface ReportResult {
  index: string;
  /** All files written. */
  files: string[];
  bytes: number;
  week: string | null;
}

const CHART_WIDTH = 960;

/** Makes the report site: `index.html`, which needs nothing else, and each chart as a file of its own in `charts/`. */
export async function buildReport(options: ReportOptions): Promise<ReportResult> {
  const charts = await loadCharts();
  const [{ data, chartRows }, script] = await Promise.all([
    collect(options.query, charts, options),
    bundleClient(options.sourceDir),
  ]);
  const css = readFileSync(join(options.sourceDir, "report", "client", "style.css"), "utf8");
  mkdirSync(join(options.outDir, "charts"), { recursive: true });
  const files = writeCharts(charts, chartRows, data, options);
  const index = join(options.outDir, "index.html");
  // Whoever has the old page open or reloads it meanwhile never sees half a file.
  writeFileSync(`${index}.new`, renderPage(data, script, css));
  renameSync(`${index}.new`, index);
  files.unshift(index);
  if (options.chromium) files.push(await printPdf(index, join(options.outDir, "report.pdf"), options.chromium));
  return { index, files, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0), week: data.week };
}

function writeCharts(
  charts: ChartDefinition[],
  rows: Map<string, ChartRow[]>,
  data: ReportData,
  { outDir, png }: ReportOptions,
): string[] {
  const folder = join(outDir, "charts");
  for (const old of readdirSync(folder)) if (/\.(svg|png)$/.test(old)) rmSync(join(folder, old));
  const document = createDocument();
  const { lang, today, snapshot } = data;
  const week = lookingBack(data.week, data);
  return charts.flatMap((chart) => {
    const svg = chart.render(rows.get(chart.view) ?? [], {
      lang,
      today,
      snapshot,
      document,
      width: CHART_WIDTH,
      ...(week ? { week } : {}),
    });
    const path = join(folder, `${chart.id}.svg`);
    writeFileSync(path, svg);
    if (!png) return [path];
    const picture = join(folder, `${chart.id}.png`);
    writeFileSync(picture, toPng(svg));
    return [path, picture];
  });
}
