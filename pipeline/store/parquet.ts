import { type DuckDBAppender, DuckDBInstance } from "@duckdb/node-api";
import type { Reader } from "./query.ts";
import { quoteName, quoteText } from "./quote.ts";

/**
 * Writes the answer to one reading statement to a Parquet file; true where the row limit cut it. The statement runs
 * where nothing can be written or reached: its rows are handed to a database in memory, which writes the file and never
 * sees the statement.
 * @throws AskError as `Reader.query` does; an Error where the file cannot be written
 */
export async function writeParquet(reader: Reader, sql: string, path: string): Promise<boolean> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "1GB", threads: "2" });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'Asia/Shanghai'");
    let appender: DuckDBAppender | null = null;
    const cut = await reader.chunks(sql, async (columns, chunk) => {
      if (!appender) {
        const list = columns.map(({ name, type }) => `${quoteName(name)} ${type}`);
        await connection.run(`CREATE TABLE answer (${list.join(", ")})`);
        appender = await connection.createAppender("answer");
      }
      if (chunk) appender.appendDataChunk(chunk);
    });
    (appender as DuckDBAppender | null)?.closeSync();
    await connection.run(`COPY answer TO ${quoteText(path)} (FORMAT parquet)`);
    return cut;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
