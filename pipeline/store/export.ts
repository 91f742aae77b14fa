import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openDatabase, rows } from "./database.ts";
import { quoteName, quoteText } from "./quote.ts";
import { withoutFeatures } from "./words.ts";

export type ExportFormat = "parquet" | "csv" | "jsonl";

export interface ExportOptions {
  /** The published file. */
  database: string;
  outDir: string;
  format: ExportFormat;
  /** Leave the publishers' words out: titles, texts, what extraction removed, quoted evidence. */
  withoutText: boolean;
  version: string;
}

interface Column {
  view: string;
  name: string;
  type: string;
}
export interface ExportedView {
  name: string;
  /** Its file within the export, or the folder that has one a month. */
  path: string;
  rows: number;
}

/** Columns that hold publishers' words, wherever they stand. */
const WORDS = new Set([
  "title",
  "text",
  "removed",
  "lead_title",
  "titles",
  "sentence",
  "example",
  "examples",
  "snippet",
]);
const DATES = ["date", "published_day", "first_day"];

/**
 * Writes every view for people to files, with a `datapackage.json` (Frictionless) that describes them. Parquet is
 * partitioned by month where a view has a day; CSV cells that a spreadsheet would run as formulas get an apostrophe.
 */
export async function exportViews(options: ExportOptions): Promise<ExportedView[]> {
  const database = await openDatabase(options.database, "read");
  try {
    const { connection } = database;
    const columns = await rows<Column>(
      connection,
      `SELECT table_name AS view, column_name AS name, data_type AS type FROM information_schema.columns
       WHERE table_schema = 'main' AND table_name IN (SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal)
       ORDER BY table_name, ordinal_position`,
    );
    mkdirSync(options.outDir, { recursive: true });
    const exported: ExportedView[] = [];
    for (const view of new Set(columns.map((column) => column.view))) {
      const own = columns.filter((column) => column.view === view && !(options.withoutText && WORDS.has(column.name)));
      exported.push(await exportView(connection, view, own, options));
    }
    writeFileSync(
      join(options.outDir, "datapackage.json"),
      `${JSON.stringify(describe(exported, columns, options), null, 2)}\n`,
    );
    return exported;
  } finally {
    database.close();
  }
}

async function exportView(
  connection: DuckDBConnection,
  view: string,
  columns: Column[],
  { outDir, format, withoutText }: ExportOptions,
): Promise<ExportedView> {
  const cells = columns.map(({ name, type }) => {
    if (withoutText && type === "JSON") return `${withoutFeatures(name)} AS ${quoteName(name)}`;
    return written(name, type, format);
  });
  const dated = DATES.find((name) => columns.some((column) => column.name === name));
  const [count] = await rows<{ n: number }>(connection, `SELECT count(*)::INTEGER AS n FROM main.${quoteName(view)}`);
  // A view without rows has no month: one file tells its columns all the same.
  const partitioned = format === "parquet" && dated && count?.n;
  const path = partitioned ? view : `${view}.${format}`;
  const target = join(outDir, path);
  rmSync(target, { recursive: true, force: true });
  const month = partitioned ? `, coalesce(strftime(${quoteName(dated)}, '%Y-%m'), 'undated') AS month` : "";
  const form = {
    parquet: partitioned ? "FORMAT parquet, PARTITION_BY (month)" : "FORMAT parquet",
    csv: "FORMAT csv, HEADER",
    jsonl: "FORMAT json",
  }[format];
  await connection.run(
    `COPY (SELECT ${cells.join(", ")}${month} FROM main.${quoteName(view)}) TO ${quoteText(target)} (${form})`,
  );
  return { name: view, path, rows: count?.n ?? 0 };
}

/**
 * A column as text files hold it, which the data package's types are read from: instants as ISO 8601 in Beijing time,
 * and in CSV lists as JSON. Text that begins like a formula, full-width signs too, gets a leading apostrophe there, so
 * that a spreadsheet shows it instead of running it.
 */
function written(name: string, type: string, format: ExportFormat): string {
  const column = quoteName(name);
  if (format === "parquet") return column;
  if (type === "TIMESTAMP WITH TIME ZONE") return `strftime(${column}, '%Y-%m-%dT%H:%M:%S+08:00') AS ${column}`;
  if (format !== "csv") return column;
  if (type.endsWith("[]")) return `to_json(${column})::VARCHAR AS ${column}`;
  if (type !== "VARCHAR") return column;
  return `CASE WHEN regexp_matches(${column}, '^[=+\\-@\\t\\r\\n＝＋－＠]') THEN '''' || ${column} ELSE ${column} END AS ${column}`;
}

/** Files of a view that lies in a folder a month, as paths within the export. */
const filesUnder = (outDir: string, folder: string): string[] =>
  readdirSync(join(outDir, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".parquet"))
    .map((file) => `${folder}/${file.replaceAll(sep, "/")}`)
    .sort();

function describe(
  views: ExportedView[],
  columns: Column[],
  { outDir, format, withoutText, version }: ExportOptions,
): object {
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "modeltide",
    title: "Launches of large AI models in China: labels, stories, sources",
    version,
    description: withoutText
      ? "Without the publishers' titles and texts."
      : "Titles and texts belong to their publishers.",
    resources: views.map((view) => ({
      name: view.name.replaceAll("_", "-"),
      path: view.path.endsWith(`.${format}`) ? view.path : filesUnder(outDir, view.path),
      format,
      encoding: "utf-8",
      schema: {
        fields: columns
          .filter((column) => column.view === view.name && !(withoutText && WORDS.has(column.name)))
          .map(({ name, type }) => ({ name, type: frictionless(type) })),
      },
    })),
  };
}

function frictionless(type: string): string {
  if (/^(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return "integer";
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) return "number";
  if (type === "BOOLEAN") return "boolean";
  if (type === "DATE") return "date";
  if (type.startsWith("TIMESTAMP")) return "datetime";
  if (type === "JSON") return "any";
  return type.endsWith("[]") ? "array" : "string";
}
