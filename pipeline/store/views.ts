import type { DuckDBConnection } from "@duckdb/node-api";
import { rows } from "./database.ts";

/** One view (or macro) for people: its name and the statements that make and describe it. */
export interface ViewFile {
  name: string;
  sql: string;
  /** True where a build works its rows out once and stores them, so that reading costs the same however many items there are. */
  prepared: boolean;
}

/**
 * Puts the given views and macros in place of all that the schema `main` had, in the given order.
 * With `prepare` the rows of views that are to be prepared are stored in the schema `prepared`, and the view reads them
 * there: for a file that is not written any more. Without it every view works on the tables as they are.
 */
export async function installViews(
  connection: DuckDBConnection,
  views: ViewFile[],
  options: { prepare: boolean },
): Promise<void> {
  await clear(connection);
  if (options.prepare) await connection.run("CREATE SCHEMA prepared");
  for (const { name, sql, prepared } of views) {
    await connection.run(sql);
    if (!prepared || !options.prepare) continue;
    await connection.run(`CREATE TABLE prepared."${name}" AS FROM main."${name}"`);
    await connection.run(
      `COMMENT ON TABLE prepared."${name}" IS 'Rows of the view ${name}, worked out once by the build'`,
    );
    await connection.run(`CREATE OR REPLACE VIEW main."${name}" AS FROM prepared."${name}"`);
    await connection.run(commentsOf(sql));
  }
}

async function clear(connection: DuckDBConnection): Promise<void> {
  const old = await rows<{ kind: string; name: string }>(
    connection,
    `SELECT 'VIEW' AS kind, view_name AS name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal
     UNION ALL
     SELECT 'MACRO TABLE', function_name FROM duckdb_functions()
     WHERE schema_name = 'main' AND NOT internal AND function_type = 'table_macro'`,
  );
  for (const { kind, name } of old) await connection.run(`DROP ${kind} IF EXISTS main."${name}"`);
  await connection.run("DROP SCHEMA IF EXISTS prepared CASCADE");
}

/** Replacing a view takes its comments away: a file's statements after the first one are those that describe. */
const commentsOf = (sql: string): string => sql.slice(Math.max(0, sql.indexOf("\nCOMMENT ON ")));
