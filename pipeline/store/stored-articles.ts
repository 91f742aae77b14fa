import type { DuckDBConnection } from "@duckdb/node-api";
import type { Article } from "../types.ts";
import { AMONG, rows } from "./database.ts";

/** A column's instant as ISO 8601 in UTC. */
export const instant = (column: string): string => `strftime(${column} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ')`;

/** Columns of an article as `articleOf` takes them, of a table or a shard `a`. */
export const ARTICLE = `a.id, a.external_id AS "externalId", a.capture_id AS "captureId", a.parent_id AS "parentId", a.url,
  a.source_id AS "sourceId", a.publisher, a.source, a.author, a.title, a.text, a.lang, a.kind,
  strftime(a.published, '%Y-%m-%dT%H:%M:%S+08:00') AS published, a.published_day::VARCHAR AS "publishedDay",
  a.published_precision AS "publishedPrecision", a.published_from AS "publishedFrom",
  ${instant("a.fetched_at")} AS "fetchedAt", a.rule, a.removed::VARCHAR AS removed`;
export type StoredArticle = Omit<Article, "removed"> & { removed: string };

/** An article read back from a table or a shard. */
export const articleOf = (stored: StoredArticle): Article => ({
  ...stored,
  removed: JSON.parse(stored.removed) as Article["removed"],
});

/** Stored articles, each followed by the items of its digest. */
export async function storedArticles(connection: DuckDBConnection, ids: string[]): Promise<Map<string, Article[]>> {
  const found = await rows<StoredArticle>(
    connection,
    `SELECT ${ARTICLE} FROM store.articles a
     WHERE a.id ${AMONG} OR a.parent_id ${AMONG}
     ORDER BY a.parent_id IS NOT NULL, a.rowid`,
    [JSON.stringify(ids)],
  );
  const byId = new Map<string, Article[]>();
  for (const stored of found) {
    const article = articleOf(stored);
    const own = byId.get(article.parentId ?? article.id);
    if (own) own.push(article);
    else byId.set(article.id, [article]);
  }
  return byId;
}
