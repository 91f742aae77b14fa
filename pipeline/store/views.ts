import type { DuckDBConnection } from "@duckdb/node-api";
import { rows } from "./database.ts";

/** One view for people: its name and the query or statements that make it. */
export interface ViewFile {
  name: string;
  sql: string;
}

/** Puts the given views in place of all that the schema `main` had, in the given order. */
export async function installViews(connection: DuckDBConnection, views: ViewFile[]): Promise<void> {
  const old = await rows<{ view_name: string }>(
    connection,
    "SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal",
  );
  for (const { view_name } of old) await connection.run(`DROP VIEW IF EXISTS main."${view_name}"`);
  for (const { sql } of views) await connection.run(sql);
}
