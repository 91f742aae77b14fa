import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { quoteText } from "../store/quote.ts";
import { appendTo, type Row } from "../store/tables.ts";
import type { Tally } from "../tally.ts";
import { NESTED, nestedForm, SHARD_COLUMNS, sqlType } from "./layout.ts";

/** What a shard says of itself beside its rows. */
export interface ShardAbout {
  /** Id of the input that it was made of. */
  input: string;
  taggerVersion: string;
  /** What the input held and the shard leaves out, by reason. */
  passedOver: Tally;
}

export interface OpenShard {
  connection: DuckDBConnection;
  append: (rows: Row[]) => Promise<void>;
  /** Writes what was appended to a Parquet file: the same rows give the same bytes. */
  write: (path: string, about: ShardAbout) => Promise<void>;
  close: () => void;
}

/** Rows are sorted and written in groups of so many, so that memory does not grow with the shard. */
const ROW_GROUP = 10_000;

/**
 * A shard that is being made. What does not fit into memory waits in the scratch folder, which is emptied on closing.
 * @param scratchDir folder on this machine, made where it is missing
 */
export async function openShard(scratchDir: string): Promise<OpenShard> {
  const own = join(scratchDir, `shard-${randomUUID()}`);
  mkdirSync(own, { recursive: true });
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: "600MB",
    threads: "1",
    temp_directory: own,
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'Asia/Shanghai'");
  await connection.run(
    `CREATE TABLE shard (${SHARD_COLUMNS.map(({ name, kind }) => `"${name}" ${sqlType(kind)}`).join(", ")})`,
  );
  return {
    connection,
    append: (rows) => appendTo(connection, { schema: "main", table: "shard", columns: SHARD_COLUMNS }, rows),
    write: async (path, about) => {
      const lists = NESTED.map((name) => `from_json("${name}", '${nestedForm(name)}') AS "${name}"`);
      await connection.run(
        `COPY (SELECT * REPLACE (${lists.join(", ")}) FROM shard ORDER BY row) TO ${quoteText(path)}
         (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP}, KV_METADATA {modeltide: ${quoteText(JSON.stringify(about))}})`,
      );
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(own, { recursive: true, force: true });
    },
  };
}
