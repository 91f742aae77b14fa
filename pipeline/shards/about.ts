import type { DuckDBConnection } from "@duckdb/node-api";
import { rows } from "../store/database.ts";
import { quoteText } from "../store/quote.ts";
import type { ShardAbout } from "./write.ts";

/** What the shard in a file says of itself. */
export async function aboutOf(connection: DuckDBConnection, path: string): Promise<ShardAbout> {
  const [found] = await rows<{ about: string }>(
    connection,
    `SELECT decode(value) AS about FROM parquet_kv_metadata(${quoteText(path)}) WHERE decode(key) = 'modeltide'`,
  );
  return JSON.parse(found?.about ?? "{}") as ShardAbout;
}
