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
 * @param mayBeStored false for ids that are surely not in the tables, which need not be searched for them
 * @returns the entries that are kept, in order of their ids' first appearance
 */
export async function settle<E extends { article: Identified; capture: Pick<Capture, "kind"> }>(
  connection: DuckDBConnection,
  entries: E[],
  drop: (article: E["article"], reason: string) => void,
  mayBeStored: (id: string) => boolean = () => true,
): Promise<E[]> {
  const titles = (ids: string[]) => titlesOf(connection, ids.filter(mayBeStored));
  const stored = await titles(entries.map(({ article }) => article.id));
  const kept = new Map<string, E>();
  const replaced: string[] = [];
  const later: E[] = [];
  for (const entry of entries) {
    const { article, capture } = entry;
    const before = kept.get(article.id)?.article.title ?? stored.get(article.id);
    if (before === undefined) kept.set(article.id, entry);
    else if (capture.kind === "page" || capture.kind === "rendered") {
      if (stored.has(article.id)) replaced.push(article.id);
      kept.set(article.id, entry);
    } else if (before === article.title) drop(article, "duplicate");
    else {
      const id = sharedAddressId(article.url, article.title, article.publishedDay, article.text);
      later.push({ ...entry, article: { ...article, id } });
    }
  }
  const storedLater = await titles(later.map(({ article }) => article.id));
  for (const entry of later) {
    const { article } = entry;
    if (kept.has(article.id) || storedLater.has(article.id)) drop(article, "duplicate");
    else kept.set(article.id, entry);
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
