import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { AskError, messageOf } from "../errors.ts";
import { requirePublished, rows } from "./database.ts";
import { quoteText } from "./quote.ts";

export interface Change {
  what: "label" | "launch";
  change: "added" | "removed" | "changed";
  /** Article or launch. */
  id: string;
  /** The article's title, or the launch's vendor and model; as the later file has them. Empty where neither has one. */
  name: string;
  /** Label or column; null where a whole launch came or went. */
  field: string | null;
  before: string | null;
  after: string | null;
}

const LAUNCH_FIELDS = [
  ..."vendor_id model version tier industries status date date_precision parameters context modality".split(" "),
  ..."open_weights licence delivery price basis".split(" "),
];

/**
 * Labels and launches that differ between two database files, in the order of their ids. The values of a label with
 * several are joined by `|`.
 * @throws StopError exit 4 where one of the files is not there, AskError exit 2 where it is no such database
 */
export async function diffFiles(before: string, after: string): Promise<Change[]> {
  requirePublished(before);
  requirePublished(after);
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "1GB", threads: "2" });
  try {
    const connection = await instance.connect();
    await attach(connection, before, "a");
    await attach(connection, after, "b");
    return [...(await rows<Change>(connection, LABELS)), ...(await rows<Change>(connection, LAUNCHES))];
  } finally {
    instance.closeSync();
  }
}

async function attach(connection: DuckDBConnection, path: string, name: string): Promise<void> {
  try {
    await connection.run(`ATTACH ${quoteText(path)} AS ${name} (READ_ONLY)`);
    await connection.run(`SELECT 1 FROM ${name}.store.tags, ${name}.store.launches LIMIT 0`);
  } catch (error) {
    throw new AskError({
      en: `${path} is no database of modeltide's: ${messageOf(error)} Name a published file or one of its snapshots.`,
      zh: `${path} 不是 modeltide 的数据库:${messageOf(error)} 请给出已发布的库文件或其快照。`,
    });
  }
}

const labelsOf = (name: string): string => `
  SELECT article_id AS id, field, string_agg(value, '|' ORDER BY position) AS value
  FROM ${name}.store.tags GROUP BY ALL`;

const LABELS = `
  SELECT 'label' AS what, CASE WHEN a.id IS NULL THEN 'added' WHEN b.id IS NULL THEN 'removed' ELSE 'changed' END AS change,
         id, coalesce(nullif(y.title, ''), x.title, '') AS name, field, a.value AS before, b.value AS after
  FROM (${labelsOf("a")}) a FULL JOIN (${labelsOf("b")}) b USING (id, field)
  LEFT JOIN a.store.articles x USING (id) LEFT JOIN b.store.articles y USING (id)
  WHERE a.value IS DISTINCT FROM b.value
  ORDER BY id, field`;

/** The launch itself as a row without a field, and each of its columns. */
const launchesOf = (name: string): string =>
  [
    `SELECT id, NULL AS field, model AS value FROM ${name}.store.launches`,
    ...LAUNCH_FIELDS.map((field) => `SELECT id, '${field}', ${field}::VARCHAR FROM ${name}.store.launches`),
  ].join(" UNION ALL ");

const namesOf = (name: string): string => `
  SELECT l.id, concat_ws(' ', nullif(coalesce(nullif(v.name_zh, ''), v.name_en), ''), model, version) AS name
  FROM ${name}.store.launches l LEFT JOIN ${name}.store.vendors v ON v.id = l.vendor_id`;

const LAUNCHES = `
  WITH a AS (${launchesOf("a")}), b AS (${launchesOf("b")})
  SELECT 'launch' AS what, CASE WHEN a.id IS NULL THEN 'added' WHEN b.id IS NULL THEN 'removed' ELSE 'changed' END AS change,
         coalesce(a.id, b.id) AS id, coalesce(y.name, x.name) AS name, coalesce(a.field, b.field) AS field,
         a.value AS before, b.value AS after
  FROM a FULL JOIN b ON a.id = b.id AND a.field IS NOT DISTINCT FROM b.field
  LEFT JOIN (${namesOf("a")}) x ON x.id = a.id LEFT JOIN (${namesOf("b")}) y ON y.id = b.id
  WHERE CASE WHEN a.id IS NULL OR b.id IS NULL THEN coalesce(a.field, b.field) IS NULL
             ELSE a.field IS NOT NULL AND a.value IS DISTINCT FROM b.value END
  ORDER BY id, field`;
