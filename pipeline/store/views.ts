import type { DuckDBConnection } from "@duckdb/node-api";
import { rows } from "./database.ts";

/** One view (or macro) for people: its name and the statements that make and describe it. */
export interface ViewFile {
  name: string;
  sql: string;
  /** True where a build works its rows out once and stores them, so that reading costs the same however many items there are. */
  prepared: boolean;
}

export interface InstallOptions {
  /** Store the rows of views that are to be prepared. */
  prepare: boolean;
  /** Further connections to the same file, on which views that do not read each other are worked out side by side. */
  beside?: DuckDBConnection[];
}

/**
 * Puts the given views and macros in place of all that the schema `main` had, a view after those it reads.
 * With `prepare` the rows of views that are to be prepared are stored in the schema `prepared`, and the view reads them
 * there: for a file that is not written any more. Without it every view works on the tables as they are.
 * @param views in such an order that a view comes after those it reads
 */
export async function installViews(
  connection: DuckDBConnection,
  views: ViewFile[],
  { prepare, beside = [] }: InstallOptions,
): Promise<void> {
  await asOne(connection, async () => {
    await clear(connection);
    if (prepare) await connection.run("CREATE SCHEMA prepared");
  });
  const waiting = views.map((view, at) => ({ view, reads: readsAmong(views.slice(0, at), view) }));
  const underWay = new Map<string, Promise<void>>();
  const installed = new Set<string>();
  const work = async (own: DuckDBConnection) => {
    while (waiting.length) {
      const ready = waiting.findIndex(({ reads }) => reads.every((name) => installed.has(name)));
      if (ready < 0) {
        await Promise.race(underWay.values());
        continue;
      }
      const [{ view }] = waiting.splice(ready, 1) as [(typeof waiting)[number]];
      const installing = asOne(own, () => install(own, view, prepare));
      underWay.set(view.name, installing);
      await installing;
      underWay.delete(view.name);
      installed.add(view.name);
    }
  };
  const workers = [connection, ...beside].map(work);
  await Promise.allSettled(workers);
  await Promise.all(workers);
}

async function install(connection: DuckDBConnection, view: ViewFile, prepare: boolean): Promise<void> {
  const { name, sql } = view;
  await connection.run(sql);
  if (!prepare || !view.prepared) return;
  await connection.run(`CREATE TABLE prepared."${name}" AS FROM main."${name}"`);
  await connection.run(
    `COMMENT ON TABLE prepared."${name}" IS 'Rows of the view ${name}, worked out once by the build'`,
  );
  await connection.run(`CREATE OR REPLACE VIEW main."${name}" AS FROM prepared."${name}"`);
  await connection.run(commentsOf(sql));
}

/** Names of the views before it that a view reads. They are always written with their schema. */
function readsAmong(before: ViewFile[], { sql }: ViewFile): string[] {
  const named = new Set([...sql.matchAll(/\bmain\.(\w+)/g)].map((match) => match[1]));
  return before.map(({ name }) => name).filter((name) => named.has(name));
}

async function asOne(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await connection.run("BEGIN");
  try {
    await work();
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK");
    throw error;
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
