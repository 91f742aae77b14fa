import { realpathSync } from "node:fs";
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBType,
  DuckDBTypeId,
  StatementType,
} from "@duckdb/node-api";
import { AskError, ModeltideError, messageOf } from "../errors.ts";
import { requirePublished } from "./database.ts";

export interface QueryLimits {
  rows: number;
  seconds: number;
  /** DuckDB's notation, e.g. `1GB`. */
  memory: string;
}

export interface QueryResult {
  columns: string[];
  /** DuckDB's type of each column, e.g. `DATE`. */
  types: string[];
  rows: Record<string, unknown>[];
  /** True where the row limit cut the result. */
  cut: boolean;
}

const WIDE = new Set<DuckDBTypeId>([
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.DECIMAL,
]);
const READING = new Set<StatementType>([StatementType.SELECT, StatementType.EXPLAIN]);

/** A published file held open: every answer is of the same snapshot, whatever is published meanwhile. */
export interface Reader {
  /** @throws AskError exit 2 where the SQL is malformed, writes, reaches outside, or runs into a limit. */
  query: (sql: string) => Promise<QueryResult>;
  /**
   * Hands the answer on as DuckDB holds it, piece by piece; true where the row limit cut it.
   * @throws AskError as `query` does
   */
  chunks: (
    sql: string,
    take: (columns: QueryColumn[], chunk: DuckDBDataChunk | null) => Promise<void>,
  ) => Promise<boolean>;
  close: () => void;
}

export interface QueryColumn {
  name: string;
  type: DuckDBType;
}

/**
 * Answers one reading statement on a published file.
 * @throws AskError exit 2 where the SQL is malformed, writes, reaches outside, or runs into a limit.
 * @throws StopError exit 4 where there is no database yet.
 */
export async function queryFile(path: string, sql: string, limits: QueryLimits): Promise<QueryResult> {
  const reader = await openReader(path, limits);
  try {
    return await reader.query(sql);
  } finally {
    reader.close();
  }
}

/**
 * Opens a published file for statements of people: read-only, no access to other files or the network, nothing spilled
 * to disk, the configuration locked, time, memory and rows bounded.
 * @throws StopError exit 4 where there is no database yet.
 */
export async function openReader(path: string, limits: QueryLimits): Promise<Reader> {
  requirePublished(path);
  // Of a file behind a link, DuckDB allows the link and then refuses the file.
  const instance = await DuckDBInstance.create(realpathSync(path), {
    access_mode: "READ_ONLY",
    enable_external_access: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: limits.memory,
    threads: "2",
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'Asia/Shanghai'");
  await connection.run("SET max_temp_directory_size = '0MB'");
  await connection.run("SET lock_configuration = true");
  return {
    query: (sql) => bounded(connection, limits, () => answer(connection, sql, limits)),
    chunks: (sql, take) => bounded(connection, limits, () => handOn(connection, sql, limits, take)),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Stops what runs too long, and says why what fails was refused. */
async function bounded<T>(connection: DuckDBConnection, { seconds }: QueryLimits, work: () => Promise<T>): Promise<T> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
  }, seconds * 1000);
  try {
    return await work();
  } catch (error) {
    if (error instanceof ModeltideError) throw error;
    throw refused(late ? `it ran longer than ${seconds} s and was stopped` : messageOf(error));
  } finally {
    clearTimeout(timer);
  }
}

async function prepare(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  if (!sql.trim()) throw refused("there is no statement");
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) {
    // DuckDB makes two of one where it has to look up the values first, the first of which writes.
    const pivot = /\bPIVOT\b/i.test(sql) ? ", and name the values of a PIVOT: ON tier IN ('general', 'industry')" : "";
    throw refused(`${statements.count} statements: send one at a time${pivot}`);
  }
  const prepared = await statements.prepare(0);
  if (!READING.has(prepared.statementType))
    throw refused("only SELECT, FROM, WITH, DESCRIBE, SHOW and EXPLAIN may run");
  return prepared;
}

async function answer(connection: DuckDBConnection, sql: string, limits: QueryLimits): Promise<QueryResult> {
  const result = await (await prepare(connection, sql)).stream();
  const columns = result.deduplicatedColumnNames();
  const types = columns.map((_, at) => String(result.columnType(at)));
  const wide = columns.filter((_, at) => WIDE.has(result.columnTypeId(at)));
  const rows: Record<string, unknown>[] = [];
  for await (const chunk of result.yieldRowObjectJson()) {
    for (const row of chunk as Record<string, unknown>[]) rows.push(narrowed(row, wide));
    if (rows.length > limits.rows) return { columns, types, rows: rows.slice(0, limits.rows), cut: true };
  }
  return { columns, types, rows, cut: false };
}

async function handOn(
  connection: DuckDBConnection,
  sql: string,
  limits: QueryLimits,
  take: Parameters<Reader["chunks"]>[1],
): Promise<boolean> {
  const result = await (await prepare(connection, sql)).stream();
  const columns = result.deduplicatedColumnNames().map((name, at) => ({ name, type: result.columnType(at) }));
  await take(columns, null);
  for (let left = limits.rows; ; ) {
    const chunk = await result.fetchChunk();
    if (!chunk?.rowCount) return false;
    const cut = chunk.rowCount > left;
    if (cut) chunk.rowCount = left;
    left -= chunk.rowCount;
    await take(columns, chunk);
    if (cut) return true;
  }
}

/** Counts come as strings, since 64 bits may pass what a number holds; where they do not, a number is what people expect. */
function narrowed(row: Record<string, unknown>, wide: string[]): Record<string, unknown> {
  for (const column of wide) {
    const value = row[column];
    if (typeof value === "string" && Math.abs(Number(value)) <= Number.MAX_SAFE_INTEGER) row[column] = Number(value);
  }
  return row;
}

const refused = (why: string): AskError =>
  new AskError({
    en: `the query was refused: ${why}. "modeltide sql 'SHOW ALL TABLES'" lists what there is.`,
    zh: `查询被拒绝:${why}。可用 modeltide sql 'SHOW ALL TABLES' 查看有哪些表和视图。`,
  });
