import { existsSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Labeller } from "../build.ts";
import { openDatabase, rows } from "../store/database.ts";
import type { IngestCounts } from "../store/ingest.ts";
import { countAll } from "../tally.ts";
import { type JoinCounts, joinShards, type ShardFile } from "./join.ts";
import { parseShardName } from "./names.ts";

/** The shards that a build joins. */
export interface ShardSource {
  /** Names in the order in which they are joined. */
  names: string[];
  /** Brings some of them to this machine. */
  fetch: (names: string[]) => Promise<ShardFile[]>;
}

export interface ShardIngestOptions {
  shards: ShardSource;
  labeller: Labeller;
  signal: AbortSignal;
  onProgress: (stage: string, done: number) => void;
}

/** Shards whose articles are settled together: one look through the stored ids for all of them. */
const TOGETHER = 32;
const META = "shards";

/** True where the published file holds what the shards no longer say: it is built anew, which reads no page again. */
export async function needsFresh(published: string, { names }: ShardSource): Promise<boolean> {
  if (!existsSync(published)) return true;
  const database = await openDatabase(published, "read");
  try {
    const joined = await joinedShards(database.connection);
    const now = new Set(names.map(withoutCorrections));
    return joined === null || joined.some((name) => !now.has(name));
  } finally {
    database.close();
  }
}

/** Brings the shards that are new into the tables of captures, articles and labels, in one transaction. */
export async function ingestShards(
  connection: DuckDBConnection,
  runId: string,
  { shards, labeller, signal, onProgress }: ShardIngestOptions,
): Promise<{ counts: IngestCounts; renamed: string[] }> {
  await connection.run("BEGIN");
  const joined = new Set((await joinedShards(connection)) ?? []);
  const fresh = shards.names.filter((name) => !joined.has(withoutCorrections(name)));
  const counts: IngestCounts = { records: 0, extracted: 0, joined: 0, dropped: {}, removed: 0 };
  const renamed: string[] = [];
  for (let at = 0; at < fresh.length; at += TOGETHER) {
    signal.throwIfAborted();
    const names = fresh.slice(at, at + TOGETHER);
    const own = await joinShards(connection, runId, await shards.fetch(names), labeller);
    add(counts, own);
    renamed.push(...own.renamed);
    onProgress("articles", counts.records);
  }
  await connection.run("INSERT OR REPLACE INTO store.meta VALUES ('tagger_version', $1), ('shards', $2)", [
    labeller.version,
    JSON.stringify(shards.names.map(withoutCorrections)),
  ]);
  await connection.run("COMMIT");
  return { counts, renamed };
}

function add(counts: IngestCounts, more: JoinCounts): void {
  counts.records += more.records;
  counts.extracted += more.extracted;
  counts.joined += more.joined;
  countAll(counts.dropped, more.dropped);
}

async function joinedShards(connection: DuckDBConnection): Promise<string[] | null> {
  const [found] = await rows<{ value: string }>(connection, "SELECT value FROM store.meta WHERE key = $1", [META]);
  return found ? (JSON.parse(found.value) as string[]) : null;
}

/** Corrections are laid over the labels again in every build, so that a corrected shard brings nothing new. */
function withoutCorrections(name: string): string {
  const key = parseShardName(name);
  return key ? `${key.input}.${key.extract}.${key.tagger}` : name;
}
