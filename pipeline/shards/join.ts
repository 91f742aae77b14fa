import type { DuckDBConnection } from "@duckdb/node-api";
import type { Labeller } from "../build.ts";
import { rows } from "../store/database.ts";
import { writeArticles } from "../store/ingest.ts";
import { type Entry, withPages } from "../store/pages.ts";
import { quoteText } from "../store/quote.ts";
import { settle } from "../store/settle.ts";
import { ARTICLE, articleOf, type StoredArticle } from "../store/stored-articles.ts";
import { appendRows, appendTo, type Column, type Row } from "../store/tables.ts";
import { count, countAll, type Tally } from "../tally.ts";
import type { Article, Capture, SeriesPage } from "../types.ts";
import { aboutOf } from "./about.ts";
import { ARTICLE_COLUMNS, CAPTURE_COLUMNS, NESTED, nestedColumns } from "./layout.ts";

/** One shard on this machine. */
export interface ShardFile {
  path: string;
  /** True where its records come from outside: one whose address and content are known is left out, as by an import. */
  imported: boolean;
}

export interface JoinCounts {
  records: number;
  extracted: number;
  joined: number;
  dropped: Tally;
  /** Articles that took another id than they had in their shard. */
  renamed: string[];
}

interface LightRow {
  file: string;
  row: number;
  part: number;
  capture: string;
  kind: Capture["kind"];
  known: boolean;
  outcome: string;
  reason: string | null;
  detail: string | null;
  id: string;
  url: string | null;
  title: string;
  text: string;
  publishedDay: string | null;
  captureUrl: string;
  fetchedAt: string;
  page: SeriesPage | null;
}

const KEPT: Column[] = [
  { name: "place", kind: "bigint" },
  { name: "file", kind: "text" },
  { name: "row", kind: "bigint" },
  { name: "id", kind: "text" },
];

/**
 * Brings shards into the tables of captures, articles and labels, in the order given. What becomes of articles whose id
 * is taken is decided as in a build from the archive; texts and labels go from file to table without passing through
 * this program.
 */
export async function joinShards(
  connection: DuckDBConnection,
  runId: string,
  files: ShardFile[],
  labeller: Labeller,
): Promise<JoinCounts> {
  const counts: JoinCounts = { records: 0, extracted: 0, joined: 0, dropped: {}, renamed: [] };
  for (const { path } of files) {
    countAll(counts.dropped, (await aboutOf(connection, path)).passedOver);
  }
  const light = await lightRows(connection, files);
  const drops: Row[] = [];
  const articles: Entry<LightRow>[] = [];
  const captures: Row[] = [];
  for (const [place, row] of light.entries()) {
    if (row.known) continue;
    if (row.part === 0) captures.push({ place, file: row.file, row: row.row, id: row.capture });
    if (row.outcome === "article") articles.push(entryOf(row));
    else {
      count(counts.dropped, row.reason ?? "");
      drops.push({ run_id: runId, stage: "extract", item: row.capture, reason: row.reason, detail: row.detail });
    }
  }
  const before = new Map(articles.map(({ article }) => [`${article.file}\n${article.row}`, article.id]));
  const from = fromFiles(files);
  const { entries, joined } = await withPages(connection, articles, (ids) =>
    wholeArticles(connection, from, articles, ids),
  );
  const settled = await settle(connection, entries, (article, reason) => {
    count(counts.dropped, reason);
    const item = "file" in article ? article.capture : article.captureId;
    drops.push({ run_id: runId, stage: "dedupe", item, reason, detail: article.title });
  });
  const articlesKept: (LightRow | Article)[] = settled.map(({ article }) => article);
  const kept = articlesKept.flatMap((one) => ("file" in one ? [one] : []));
  counts.records = captures.length;
  counts.extracted = settled.length;
  counts.joined = joined;
  counts.renamed = kept.filter((one) => before.get(`${one.file}\n${one.row}`) !== one.id).map(({ id }) => id);
  await withKept(connection, captures, () => insertCaptures(connection, from, runId));
  const keptRows = kept.map(({ file, row, id }, place) => ({ place, file, row, id }));
  await withKept(connection, keptRows, () => insertArticles(connection, from));
  // What is joined of pages is labelled here: the labels of single pages are none of a whole article.
  await writeArticles(
    connection,
    articlesKept.flatMap((one) => ("file" in one ? [] : [one])),
    labeller,
  );
  await appendRows(connection, "drops", drops);
  return counts;
}

const entryOf = (row: LightRow): Entry<LightRow> => ({
  article: row,
  capture: { id: row.capture, url: row.captureUrl, kind: row.kind, fetchedAt: row.fetchedAt },
});

/** Articles as they stand in shards, by capture: the pages of articles of several, which are few. */
async function wholeArticles(
  connection: DuckDBConnection,
  from: string,
  entries: Entry<LightRow>[],
  captureIds: string[],
): Promise<Map<string, Article[]>> {
  const wanted = new Set(captureIds);
  const places = entries.filter(({ capture }) => wanted.has(capture.id)).map(({ article }) => article);
  const found = await rows<StoredArticle>(
    connection,
    `SELECT ${ARTICLE} FROM ${from} a
     JOIN (SELECT unnest(from_json($1, '[{"file":"VARCHAR","row":"BIGINT"}]'), recursive := true)) k
       ON k.file = a.filename AND k."row" = a."row" ORDER BY k.file, k."row"`,
    [JSON.stringify(places.map(({ file, row }) => ({ file, row })))],
  );
  const contents = new Map(captureIds.map((id): [string, Article[]] => [id, []]));
  for (const stored of found) contents.get(stored.captureId)?.push(articleOf(stored));
  return contents;
}

const fromFiles = (files: ShardFile[]): string =>
  `read_parquet([${files.map(({ path }) => quoteText(path)).join(", ")}], filename = true)`;

/** What settling needs of every row, in the order of files and rows. */
function lightRows(connection: DuckDBConnection, files: ShardFile[]): Promise<LightRow[]> {
  const order = files.map(({ path, imported }, at) => `(${quoteText(path)}, ${at}, ${imported})`);
  return rows<LightRow>(
    connection,
    `WITH files (filename, file_at, imported) AS (VALUES ${order.join(", ")}),
     light AS (SELECT s.*, f.file_at, f.imported FROM ${fromFiles(files)} s JOIN files f USING (filename)),
     firsts AS (SELECT file_at, "row", row_number() OVER (PARTITION BY capture_id ORDER BY file_at, "row") > 1
         OR capture_id IN (SELECT id FROM store.captures)
         OR imported AND (row_number() OVER (PARTITION BY capture_url, capture_digest ORDER BY file_at, "row") > 1
           OR (capture_url, capture_digest) IN (SELECT (url, digest) FROM store.captures)) AS known
       FROM light WHERE part = 0)
     SELECT filename AS file, light."row"::INTEGER AS "row", part, capture_id AS capture, capture_kind AS kind,
            last_value(known IGNORE NULLS) OVER (ORDER BY light.file_at, light."row") AS known,
            outcome, reason, detail, id, url, title, CASE WHEN title = '' THEN text ELSE '' END AS text,
            published_day::VARCHAR AS "publishedDay", capture_url AS "captureUrl", capture_fetched_at::VARCHAR AS "fetchedAt",
            CASE WHEN page_series IS NOT NULL THEN {series: page_series, number: page_number, "articleUrl": page_article_url, next: page_next} END AS page
     FROM light LEFT JOIN firsts ON firsts.file_at = light.file_at AND firsts."row" = light."row"
     ORDER BY light.file_at, light."row"`,
  );
}

async function withKept(connection: DuckDBConnection, kept: Row[], insert: () => Promise<void>): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE kept (place BIGINT, file VARCHAR, "row" BIGINT, id VARCHAR)');
  await appendTo(connection, { catalog: "temp", schema: "main", table: "kept", columns: KEPT }, kept);
  await insert();
  await connection.run("DROP TABLE kept");
}

const KEPT_ROWS = `JOIN kept k ON k.file = s.filename AND k."row" = s."row"`;

async function insertCaptures(connection: DuckDBConnection, from: string, runId: string): Promise<void> {
  const names = CAPTURE_COLUMNS.map(({ name }) => name);
  const cells = CAPTURE_COLUMNS.map(({ inShard }) => `s.${inShard}`);
  await connection.run(
    `INSERT INTO store.captures (${names.join(", ")}, outcome, reason, run_id)
     SELECT ${cells.join(", ")}, s.outcome, s.reason, $1 FROM ${from} s ${KEPT_ROWS} ORDER BY k.place`,
    [runId],
  );
}

async function insertArticles(connection: DuckDBConnection, from: string): Promise<void> {
  const names = ARTICLE_COLUMNS.map(({ name }) => name).filter((name) => name !== "id");
  await connection.run(
    `INSERT INTO store.articles (id, capture_id, ${names.join(", ")})
     SELECT k.id, s.capture_id, ${names.map((name) => `s.${name}`).join(", ")} FROM ${from} s ${KEPT_ROWS} ORDER BY k.place`,
  );
  for (const table of NESTED) {
    const columns = nestedColumns(table).map(({ name }) => name);
    await connection.run(
      `INSERT INTO store.${table} (article_id, ${columns.join(", ")})
       SELECT l.id, ${columns.map((name) => `l.label.${name}`).join(", ")}
       FROM (SELECT k.id, k.place, unnest(s.${table}) AS label, generate_subscripts(s.${table}, 1) AS number
             FROM ${from} s ${KEPT_ROWS}) l ORDER BY l.place, l.number`,
    );
  }
}
