import type { DuckDBConnection } from "@duckdb/node-api";
import type { SourceInfo } from "../articles.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Registry } from "../registry.ts";
import { rows } from "./database.ts";
import { appendRows, type TableName } from "./tables.ts";

/** One source's share of one crawl, as the crawl's run log tells it. */
export interface SourceRun {
  runId: string;
  sourceId: string;
  startedAt: string;
  listed: number;
  new: number;
  fetched: number;
  unchanged: number;
  dropped: number;
  blocked: number;
  failed: number;
  state: string;
  message: string | null;
}

const TABLES: TableName[] = ["vendors", "models", "labels", "claims", "filings", "sources", "source_runs"];

/** Fills the tables that are copies of files: lexicon, taxonomy, registry, sources and their health. */
export async function loadReference(
  connection: DuckDBConnection,
  input: { lexicon: Lexicon; registry: Registry; sources: SourceInfo[]; sourceRuns: SourceRun[] },
): Promise<void> {
  const { lexicon, registry } = input;
  for (const table of TABLES) await connection.run(`DELETE FROM store.${table}`);
  await appendRows(
    connection,
    "vendors",
    lexicon.vendors.map((vendor) => ({
      id: vendor.id,
      name_zh: vendor.nameZh || vendor.nameEn,
      name_en: vendor.nameEn || vendor.nameZh,
      kind: vendor.kind,
      parent: vendor.parent,
      home: vendor.home,
    })),
  );
  await appendRows(
    connection,
    "models",
    lexicon.models.map((model) => ({
      name: model.name,
      vendor_id: model.vendor,
      tier: model.tier,
      industries: model.industries,
      kind: model.kind,
    })),
  );
  await appendRows(
    connection,
    "labels",
    Object.entries(lexicon.taxonomy).flatMap(([field, labels]) =>
      labels.map(({ id, zh, en }, position) => ({ field, id, zh, en, position })),
    ),
  );
  await appendRows(
    connection,
    "claims",
    registry.claims.map((claim) => ({
      id: claim.id,
      text_zh: claim.text_zh,
      text_en: claim.text_en,
      count: claim.count,
      comparison: claim.comparison,
      tier: claim.criteria.tier,
      home: claim.criteria.home,
      min_parameters: claim.criteria.min_parameters,
      filed: claim.criteria.filed ?? false,
      window_start: claim.window_start ? dayText(claim.window_start) : null,
      window_end: dayText(claim.window_end),
      said_by: claim.said_by,
      said_on: claim.said_on ? dayText(claim.said_on) : null,
    })),
  );
  await appendRows(
    connection,
    "filings",
    registry.filings.map((filing) => ({ ...filing, vendor_id: filing.vendor })),
  );
  await loadSources(connection, input.sources, input.sourceRuns);
}

/** Sources that a definition names, and those that only imported items name. */
async function loadSources(connection: DuckDBConnection, sources: SourceInfo[], runs: SourceRun[]): Promise<void> {
  await appendRows(
    connection,
    "sources",
    sources.map((source) => ({
      id: source.id,
      name_zh: source.nameZh,
      name_en: source.nameEn,
      home: source.home,
      kind: source.kind,
    })),
  );
  const others = await rows<{ id: string; name: string }>(
    connection,
    `SELECT source_id AS id, any_value(publisher ORDER BY publisher) AS name FROM store.articles
     WHERE source_id NOT IN (SELECT id FROM store.sources) GROUP BY source_id ORDER BY source_id`,
  );
  await appendRows(
    connection,
    "sources",
    others.map(({ id, name }) => ({ id, name_zh: name, name_en: null, home: null, kind: "import" })),
  );
  await appendRows(
    connection,
    "source_runs",
    runs.map((run) => ({
      ...run,
      run_id: run.runId,
      source_id: run.sourceId,
      started_at: run.startedAt,
    })),
  );
}

const dayText = (value: string | Date): string =>
  (value instanceof Date ? value.toISOString() : value).slice(0, 10).padEnd(10, "-01");
