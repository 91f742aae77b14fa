import type { DuckDBConnection } from "@duckdb/node-api";
import type { Article } from "../types.ts";
import { AMONG, rows } from "./database.ts";
import type { Entry } from "./pages.ts";
import { removeArticles } from "./remove.ts";
import { joinSeries, type Page, parted } from "./series.ts";
import { instant } from "./stored-articles.ts";
import { appendRows, type Row } from "./tables.ts";

/**
 * Makes the articles of all series that new pages belong to, and of those that lost a page, anew.
 * @returns by series, its article and its items; pages that nothing names any more, each by itself
 */
export async function rejoin(connection: DuckDBConnection, incoming: Page[]): Promise<Map<string, Entry<Article>[]>> {
  const touched = JSON.stringify([...new Set(incoming.map(({ series }) => series))]);
  const stored = await rows<Omit<Page, "content"> & { articleId: string; content: string }>(
    connection,
    `SELECT capture_id AS "captureId", article_id AS "articleId", series, number::INTEGER AS number, url,
            article_url AS "articleUrl", next, named, ${instant("fetched_at")} AS "fetchedAt", content::VARCHAR AS content
     FROM store.pages
     WHERE series ${AMONG}
        OR series IN (SELECT series FROM store.pages WHERE article_id = '')
     ORDER BY capture_id`,
    [touched],
  );
  const pages = [...stored.map((page) => ({ ...page, content: JSON.parse(page.content) as Article[] })), ...incoming];
  const bySeries = new Map<string, Page[]>();
  for (const page of pages) {
    const own = bySeries.get(page.series);
    if (own) own.push(page);
    else bySeries.set(page.series, [page]);
  }
  await removeWithItems(connection, [...new Set(stored.map(({ articleId }) => articleId))]);
  await connection.run(`DELETE FROM store.pages WHERE series ${AMONG}`, [JSON.stringify([...bySeries.keys()])]);
  const out = new Map<string, Entry<Article>[]>();
  const pageRows: Row[] = [];
  for (const [series, all] of bySeries) {
    const { kept, alone } = parted(all);
    const articles = alone.flatMap(({ content }) => content);
    if (kept.length) {
      const joined = joinSeries(kept);
      articles.unshift(...joined.articles);
      const id = joined.articles[0]?.id ?? "";
      pageRows.push(...kept.map((page) => pageRow(page, id, joined.shown.includes(page))));
    }
    const captures = new Map(all.map((page) => [page.captureId, page]));
    out.set(
      series,
      articles.map((article) => {
        const { url, fetchedAt } = captures.get(article.captureId) ?? { url: "", fetchedAt: article.fetchedAt };
        return { article, capture: { id: article.captureId, url, kind: "page", fetchedAt } };
      }),
    );
  }
  await appendRows(connection, "pages", pageRows);
  return out;
}

/**
 * Takes out pages whose records are gone. The article of those that are left is taken out with them, and made anew when
 * pages are joined next.
 */
export async function forgetPages(connection: DuckDBConnection, captureIds: string[]): Promise<void> {
  const list = [JSON.stringify(captureIds)];
  const found = await rows<{ id: string }>(
    connection,
    `SELECT DISTINCT article_id AS id FROM store.pages WHERE capture_id ${AMONG}`,
    list,
  );
  await removeWithItems(
    connection,
    found.map(({ id }) => id),
  );
  await connection.run(
    `UPDATE store.pages SET article_id = '' WHERE series IN (SELECT series FROM store.pages WHERE capture_id ${AMONG})`,
    list,
  );
  await connection.run(`DELETE FROM store.pages WHERE capture_id ${AMONG}`, list);
}

async function removeWithItems(connection: DuckDBConnection, ids: string[]): Promise<void> {
  if (!ids.length) return;
  const found = await rows<{ id: string }>(
    connection,
    `SELECT id FROM store.articles WHERE id ${AMONG} OR parent_id ${AMONG}`,
    [JSON.stringify(ids)],
  );
  await removeArticles(
    connection,
    found.map(({ id }) => id),
  );
}

const pageRow = (page: Page, articleId: string, shown: boolean): Row => ({
  capture_id: page.captureId,
  article_id: articleId,
  series: page.series,
  number: page.number,
  url: page.url,
  article_url: page.articleUrl,
  next: page.next,
  named: page.named,
  shown,
  fetched_at: page.fetchedAt,
  content: page.content,
});
