import { COLUMNS, type Column, type Kind } from "../store/tables.ts";

/** Tables of labels that a shard holds as lists, one in each article's row. */
export const NESTED = ["tags", "mentions", "numbers", "keywords"] as const;
export type Nested = (typeof NESTED)[number];

const capture = COLUMNS.captures.filter(({ name }) => !["run_id", "outcome", "reason"].includes(name));

/** Columns of `store.captures` that a shard has, each with its name in the shard. */
export const CAPTURE_COLUMNS = capture.map(({ name, kind }) => ({
  name,
  kind,
  inShard: name === "id" ? "capture_id" : `capture_${name}`,
}));

/** Columns of `store.articles`; `capture_id` is the capture's. */
export const ARTICLE_COLUMNS: Column[] = COLUMNS.articles.filter(({ name }) => name !== "capture_id");

/** A page's place in an article of several; empty for other articles. */
export const PAGE_COLUMNS: Column[] = [
  { name: "page_series", kind: "text" },
  { name: "page_number", kind: "integer" },
  { name: "page_article_url", kind: "text" },
  { name: "page_next", kind: "text" },
];

/**
 * Columns of a shard: one row an article, or a record that gave none. `row` counts from 0 in the order of the input;
 * `part` is 0 for a record's first row. `published_written` is the time as extraction read it, which the tagger takes.
 */
export const SHARD_COLUMNS: Column[] = [
  { name: "row", kind: "bigint" },
  { name: "part", kind: "integer" },
  ...CAPTURE_COLUMNS.map(({ inShard, kind }) => ({ name: inShard, kind })),
  { name: "outcome", kind: "text" },
  { name: "reason", kind: "text" },
  { name: "detail", kind: "text" },
  ...ARTICLE_COLUMNS,
  ...PAGE_COLUMNS,
  { name: "published_written", kind: "text" },
  ...NESTED.map((name) => ({ name, kind: "text" as const })),
];

const SQL_TYPES: Record<Kind, string> = {
  text: "VARCHAR",
  json: "VARCHAR",
  number: "DOUBLE",
  integer: "INTEGER",
  bigint: "BIGINT",
  boolean: "BOOLEAN",
  instant: "TIMESTAMPTZ",
  day: "DATE",
  texts: "VARCHAR[]",
  blob: "BLOB",
};

export const sqlType = (kind: Kind): string => SQL_TYPES[kind];

/** What the label rows of one article carry besides its id. */
export const nestedColumns = (table: Nested): Column[] => COLUMNS[table].filter(({ name }) => name !== "article_id");

/** The form of one table's list in a shard, as `from_json` takes it. */
export function nestedForm(table: Nested): string {
  const fields = nestedColumns(table).map(({ name, kind }) => `"${name}":"${sqlType(kind)}"`);
  return `[{${fields.join(",")}}]`;
}
