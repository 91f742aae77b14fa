import { type DuckDBConnection, DuckDBInstance, DuckDBTypeId, StatementType } from "@duckdb/node-api";
import { AskError, messageOf } from "../errors.ts";
import { requirePublished } from "./database.ts";

export interface QueryLimits {
  rows: number;
  seconds: number;
  /** DuckDB's notation, e.g. `1GB`. */
  memory: string;
}

export interface QueryResult {
  columns: string[];
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

/**
 * Answers one reading statement on a published file: opened read-only, no access to other files or the network, the
 * configuration locked, time, memory and rows bounded.
 * @throws AskError exit 2 where the SQL is malformed, writes, reaches outside, or runs into a limit.
 * @throws StopError exit 4 where there is no database yet.
 */
export async function queryFile(path: string, sql: string, limits: QueryLimits): Promise<QueryResult> {
  requirePublished(path);
  const instance = await DuckDBInstance.create(path, {
    access_mode: "READ_ONLY",
    enable_external_access: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: limits.memory,
    threads: "2",
  });
  try {
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'Asia/Shanghai'");
    await connection.run("SET lock_configuration = true");
    return await answer(connection, sql, limits);
  } finally {
    instance.closeSync();
  }
}

async function answer(connection: DuckDBConnection, sql: string, limits: QueryLimits): Promise<QueryResult> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
  }, limits.seconds * 1000);
  try {
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) throw refused(`${statements.count} statements: send one at a time`);
    const prepared = await statements.prepare(0);
    if (!READING.has(prepared.statementType))
      throw refused("only SELECT, FROM, WITH, DESCRIBE, SHOW and EXPLAIN may run");
    const result = await prepared.stream();
    const columns = result.deduplicatedColumnNames();
    const wide = columns.filter((_, at) => WIDE.has(result.columnTypeId(at)));
    const rows: Record<string, unknown>[] = [];
    for await (const chunk of result.yieldRowObjectJson()) {
      for (const row of chunk as Record<string, unknown>[]) rows.push(narrowed(row, wide));
      if (rows.length > limits.rows) return { columns, rows: rows.slice(0, limits.rows), cut: true };
    }
    return { columns, rows, cut: false };
  } catch (error) {
    if (error instanceof AskError) throw error;
    if (late) throw refused(`it ran longer than ${limits.seconds} s and was stopped`);
    throw refused(messageOf(error));
  } finally {
    clearTimeout(timer);
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
