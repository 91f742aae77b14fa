import type { DuckDBConnection } from "@duckdb/node-api";
import { sharedAddressId } from "../articles.ts";
import type { Article, Capture } from "../types.ts";
import { AMONG, rows } from "./database.ts";
import { removeArticles } from "./remove.ts";

/** What tells articles apart. `text` counts only where there is no title. */
export type Identified = Pick<Article, "id" | "url" | "title" | "text" | "publishedDay">;

/**
 * Decides what becomes of articles whose id is taken: a page fetched again replaces its older form; an item with the
 * same address but another title gets an id of its own; the same item once more is a duplicate.
 */
export async function settle<T extends Identified>(
  connection: DuckDBConnection,
  articles: { article: T; capture: Pick<Capture, "kind"> }[],
  drop: (article: T, reason: string) => void,
): Promise<T[]> {
  const ids = articles.map(({ article }) => article.id);
  const stored = await titlesOf(connection, ids);
  const kept = new Map<string, T>();
  const replaced: string[] = [];
  const later: T[] = [];
  for (const { article, capture } of articles) {
    const before = kept.get(article.id)?.title ?? stored.get(article.id);
    if (before === undefined) kept.set(article.id, article);
    else if (capture.kind === "page" || capture.kind === "rendered") {
      if (stored.has(article.id)) replaced.push(article.id);
      kept.set(article.id, article);
    } else if (before === article.title) drop(article, "duplicate");
    else {
      later.push({ ...article, id: sharedAddressId(article.url, article.title, article.publishedDay, article.text) });
    }
  }
  const storedLater = await titlesOf(
    connection,
    later.map(({ id }) => id),
  );
  for (const article of later) {
    if (kept.has(article.id) || storedLater.has(article.id)) drop(article, "duplicate");
    else kept.set(article.id, article);
  }
  await removeArticles(connection, replaced);
  return [...kept.values()];
}

async function titlesOf(connection: DuckDBConnection, ids: string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const found = await rows<{ id: string; title: string }>(
    connection,
    // The titles are read of those alone that are there: mostly none.
    `SELECT id, title FROM store.articles WHERE rowid IN (
       SELECT rowid FROM store.articles WHERE id ${AMONG})`,
    [JSON.stringify(ids)],
  );
  return new Map(found.map(({ id, title }) => [id, title]));
}
