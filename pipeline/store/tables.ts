import {
  BIGINT,
  BLOB,
  BOOLEAN,
  blobValue,
  DATE,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBTimestampTZValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  LIST,
  listValue,
  TIMESTAMPTZ,
  VARCHAR,
} from "@duckdb/node-api";

export type Kind = "text" | "json" | "number" | "integer" | "bigint" | "boolean" | "instant" | "day" | "texts" | "blob";
export type Cell = string | number | boolean | null | undefined | string[] | object;
export type Row = Record<string, Cell>;

const TYPES: Record<Kind, DuckDBType> = {
  text: VARCHAR,
  json: VARCHAR,
  number: DOUBLE,
  integer: INTEGER,
  bigint: BIGINT,
  boolean: BOOLEAN,
  instant: TIMESTAMPTZ,
  day: DATE,
  texts: LIST(VARCHAR),
  blob: BLOB,
};
const CHUNK = 2048;
const DAY_MS = 86_400_000;

/** Columns of the tables that the build fills in bulk, in the order of the migration that makes them. */
export const COLUMNS = {
  captures: columns(
    "id:text url:text fetched_at:instant status:integer content_type:text kind:text source_id:text digest:text warc_file:text warc_offset:bigint warc_length:bigint run_id:text outcome:text reason:text",
  ),
  articles: columns(
    "id:text capture_id:text external_id:text parent_id:text url:text source_id:text publisher:text source:text author:text title:text text:text lang:text kind:text published:instant published_day:day published_precision:text published_from:text week:text fetched_at:instant rule:text removed:json",
  ),
  stories: columns("id:text lead_id:text members:integer first_day:day"),
  story_members: columns("story_id:text article_id:text relation:text score:number"),
  sketches: columns("article_id:text digest:text day:day bands:blob anchors:blob"),
  story_edges: columns("a:text b:text kind:text score:number overlap:integer"),
  story_links: columns("a:text b:text relation:text score:number"),
  tags: columns(
    "article_id:text field:text position:integer value:text name:text vendor_id:text confidence:number abstained:boolean origin:text evidence:json",
  ),
  mentions: columns(
    "article_id:text kind:text ref_id:text name:text vendor_id:text tier:text role:text field:text start_at:integer end_at:integer",
  ),
  numbers: columns(
    "article_id:text what:text value:number day:day unit:text written:text of_what:text comparison:text field:text start_at:integer end_at:integer",
  ),
  keywords: columns("article_id:text word:text weight:number"),
  launches: columns(
    "id:text vendor_id:text model:text version:text tier:text industries:texts status:text date:day date_precision:text parameters:number context:number modality:texts open_weights:boolean licence:text delivery:texts price:number basis:text confidence:number",
  ),
  launch_values: columns(
    "launch_id:text field:text value:text basis:text article_id:text evidence:json attribution:text shown:boolean",
  ),
  launch_articles: columns("launch_id:text article_id:text event:text"),
  vendors: columns("id:text name_zh:text name_en:text kind:text parent:text home:text"),
  models: columns("name:text vendor_id:text tier:text industries:texts kind:text"),
  labels: columns("field:text id:text zh:text en:text position:integer"),
  claims: columns(
    "id:text text_zh:text text_en:text count:integer comparison:text tier:text home:text min_parameters:number filed:boolean window_start:day window_end:day said_by:text said_on:day",
  ),
  filings: columns("vendor_id:text model:text entity:text jurisdiction:text date:day attribution:text"),
  sources: columns("id:text name_zh:text name_en:text home:text kind:text"),
  source_runs: columns(
    "run_id:text source_id:text started_at:instant listed:integer new:integer fetched:integer unchanged:integer dropped:integer blocked:integer failed:integer state:text message:text",
  ),
  pages: columns(
    "capture_id:text article_id:text series:text number:integer url:text article_url:text next:text named:boolean shown:boolean fetched_at:instant content:json",
  ),
  documents: columns("doc:integer article_id:text length:integer terms:integer"),
  terms: columns("id:integer term:text"),
  checks: columns("run_id:text name:text severity:text offending:integer"),
  drops: columns("run_id:text stage:text item:text reason:text detail:text"),
} as const;
export type TableName = keyof typeof COLUMNS;

export interface Column {
  name: string;
  kind: Kind;
}

function columns(line: string): Column[] {
  return line.split(" ").map((part) => {
    const [name = "", kind = "text"] = part.split(":");
    return { name, kind: kind as Kind };
  });
}

/** Appends rows to `store.<table>` in data chunks; strings are made well-formed, absent cells are NULL. */
export async function appendRows(connection: DuckDBConnection, table: TableName, rows: Row[]): Promise<void> {
  await appendTo(connection, { schema: "store", table, columns: COLUMNS[table] }, rows);
}

export interface TableAt {
  /** `temp` for a temporary table. */
  catalog?: string;
  schema: string;
  table: string;
  columns: readonly Column[];
}

/** The same for any table, whose columns are named in its own order. */
export async function appendTo(
  connection: DuckDBConnection,
  { catalog, schema, table, columns: wanted }: TableAt,
  rows: Row[],
): Promise<void> {
  if (!rows.length) return;
  const appender = await connection.createAppender(table, schema, catalog);
  const types = wanted.map((column) => storedType(column.kind, appender.columnType(wanted.indexOf(column))));
  try {
    for (let at = 0; at < rows.length; at += CHUNK) {
      const part = rows.slice(at, at + CHUNK);
      const chunk = DuckDBDataChunk.create(types, part.length);
      chunk.setColumns(wanted.map((column) => part.map((row) => stored(column.kind, row[column.name]))));
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

/** Appends columns of whole numbers to a temporary table: millions of rows, so no object is made for each. */
export async function appendNumbers(connection: DuckDBConnection, table: string, columns: number[][]): Promise<void> {
  const appender = await connection.createAppender(table, "main", "temp");
  const types = columns.map((_, at) => appender.columnType(at));
  const length = columns[0]?.length ?? 0;
  try {
    for (let at = 0; at < length; at += CHUNK) {
      const chunk = DuckDBDataChunk.create(types, Math.min(CHUNK, length - at));
      chunk.setColumns(columns.map((column) => column.slice(at, at + CHUNK)));
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

/** Small whole numbers go in as whatever width the table has. */
function storedType(kind: Kind, columnType: DuckDBType): DuckDBType {
  return kind === "integer" ? columnType : TYPES[kind];
}

const LONE_SURROGATE = /\\ud[89a-f]/;

/** JSON that every reader takes: half a character, which JSON.stringify writes as an escape, becomes U+FFFD. */
export function jsonText(cell: Cell): string {
  const text = JSON.stringify(cell);
  if (!LONE_SURROGATE.test(text)) return text;
  return JSON.stringify(cell, (_, value) => (typeof value === "string" ? value.toWellFormed() : value));
}

function stored(kind: Kind, cell: Cell): DuckDBValue {
  if (cell === null || cell === undefined) return null;
  switch (kind) {
    case "text":
      return String(cell).toWellFormed();
    case "json":
      return jsonText(cell);
    case "instant":
      return new DuckDBTimestampTZValue(BigInt(Date.parse(String(cell))) * 1000n);
    case "day":
      return new DuckDBDateValue(Math.floor(Date.parse(`${String(cell)}T00:00:00Z`) / DAY_MS));
    case "bigint":
      return BigInt(cell as number);
    case "blob":
      return blobValue(cell as Uint8Array);
    case "texts":
      return listValue(cell as string[]);
    default:
      return cell as number | boolean;
  }
}
