import type { DuckDBConnection } from "@duckdb/node-api";
import { beijingTime } from "../time.ts";
import type { Article, Capture, SeriesPage } from "../types.ts";
import { isEmpty, rows } from "./database.ts";
import { rejoin } from "./rejoin.ts";
import { removeArticles } from "./remove.ts";
import type { Page } from "./series.ts";
import { instant, storedArticles } from "./stored-articles.ts";

/** An article that comes in, with the record that it was read from; the items of a digest follow their page. */
export interface Entry<T> {
  article: T;
  capture: Pick<Capture, "id" | "url" | "kind" | "fetchedAt">;
}
type Placed = { page?: SeriesPage | null; url: string | null };

/**
 * Puts one article in the place of the pages of one, those that were stored before among them. Pages that do not say so
 * themselves are known by the page that leads to them, whichever comes first. In the order of archive, an article stands
 * where the first of its new pages stood.
 * @param load whole articles of records, by capture
 * @returns also how many records gave no article of their own
 */
export async function withPages<E extends Entry<Placed>>(
  connection: DuckDBConnection,
  entries: E[],
  load: (captureIds: string[]) => Promise<Map<string, Article[]>>,
): Promise<{ entries: (E | Entry<Article>)[]; joined: number }> {
  const records = new Map<string, E>();
  for (const entry of entries) {
    const { id, kind } = entry.capture;
    if ((kind === "page" || kind === "rendered") && !records.has(id)) records.set(id, entry);
  }
  if (!records.size && (await isEmpty(connection, "store.pages"))) return { entries, joined: 0 };
  const places = await placesOf(connection, [...records.values()]);
  const absorbed = await absorb(
    connection,
    [...places.values()].filter(({ named }) => !named),
  );
  const contents = places.size ? await load([...places.keys()]) : new Map<string, Article[]>();
  const fresh = [...places].map(([id, place]) => ({ ...place, content: (contents.get(id) ?? []).map(plain) }));
  const series = await rejoin(connection, [...fresh, ...absorbed]);
  if (!series.size) return { entries, joined: 0 };
  const out: (E | Entry<Article>)[] = [];
  let given = 0;
  const give = (name: string) => {
    for (const entry of series.get(name) ?? []) {
      out.push(entry);
      if (entry.article.parentId === null) given++;
    }
    series.delete(name);
  };
  for (const entry of entries) {
    const place = places.get(entry.capture.id);
    if (!place) out.push(entry);
    else give(place.series);
  }
  const before = given;
  for (const name of [...series.keys()]) give(name);
  return { entries: out, joined: places.size - before };
}

type Place = Omit<Page, "content">;

/** The records among new ones that are pages of articles of several, by capture. */
async function placesOf(connection: DuckDBConnection, records: Entry<Placed>[]): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  const unsure: Entry<Placed>[] = [];
  for (const entry of records) {
    const { capture, article } = entry;
    if (!article.page) unsure.push(entry);
    else places.set(capture.id, { ...article.page, ...fetched(capture), named: false });
  }
  const naming = [...places.values(), ...(await storedNaming(connection, unsure))];
  if (!naming.length) return places;
  const byAddress = new Map<string, SeriesPage>();
  const byArticle = new Map<string, SeriesPage>();
  for (const { series, number, articleUrl, next, url } of naming.sort(bySeries)) {
    const of = { series, articleUrl, next: null };
    if (!byAddress.has(url)) byAddress.set(url, { ...of, number });
    if (next !== null && !byAddress.has(next)) byAddress.set(next, { ...of, number: number + 1 });
    if (!byArticle.has(articleUrl)) byArticle.set(articleUrl, { ...of, number: 1 });
  }
  for (const { capture, article } of unsure) {
    const place = byAddress.get(capture.url) ?? (article.url === null ? undefined : byArticle.get(article.url));
    if (place) places.set(capture.id, { ...place, ...fetched(capture), named: true });
  }
  return places;
}

const fetched = ({ id, url, fetchedAt }: Entry<unknown>["capture"]) => ({
  captureId: id,
  url,
  fetchedAt: new Date(fetchedAt).toISOString(),
});

type Naming = Pick<Place, "series" | "number" | "articleUrl" | "next" | "url">;

const bySeries = (a: Naming, b: Naming): number =>
  a.series === b.series ? a.number - b.number : a.series < b.series ? -1 : 1;

/** Stored pages that tell of some address what page it is. */
function storedNaming(connection: DuckDBConnection, unsure: Entry<Placed>[]): Promise<Naming[]> {
  return rows<Naming>(
    connection,
    `WITH asked AS (SELECT unnest(from_json($1, '["VARCHAR"]')) AS address)
     SELECT series, number::INTEGER AS number, article_url AS "articleUrl", next, url FROM store.pages
     WHERE NOT named AND (url IN (FROM asked) OR next IN (FROM asked) OR article_url IN (FROM asked))`,
    [JSON.stringify([...new Set(unsure.flatMap(({ capture, article }) => [capture.url, article.url ?? capture.url]))])],
  );
}

/** Stored articles that new pages name become pages; the articles themselves are taken out. */
async function absorb(connection: DuckDBConnection, naming: Place[]): Promise<Page[]> {
  if (!naming.length) return [];
  const named = naming.flatMap(({ url, next }) => (next === null ? [url] : [url, next]));
  const found = await rows<{ id: string; captureId: string; url: string; address: string; fetchedAt: string }>(
    connection,
    `WITH named AS (SELECT unnest(from_json($1, '["VARCHAR"]')) AS address),
          first AS (SELECT unnest(from_json($2, '["VARCHAR"]')) AS address)
     SELECT a.id, a.capture_id AS "captureId", a.url, c.url AS address, ${instant("c.fetched_at")} AS "fetchedAt"
     FROM store.articles a JOIN store.captures c ON c.id = a.capture_id
     WHERE a.parent_id IS NULL AND c.kind IN ('page', 'rendered') AND (c.url IN (FROM named) OR a.url IN (FROM first))
       AND a.id NOT IN (SELECT article_id FROM store.pages) ORDER BY a.id`,
    [JSON.stringify(named), JSON.stringify(naming.map(({ articleUrl }) => articleUrl))],
  );
  if (!found.length) return [];
  const ids = found.map(({ id }) => id);
  const contents = await storedArticles(connection, ids);
  const sorted = [...naming].sort(bySeries);
  await removeArticles(
    connection,
    [...contents.values()].flat().map(({ id }) => id),
  );
  return found.flatMap(({ captureId, url, address, fetchedAt, id }) => {
    const by =
      sorted.find((page) => page.url === address) ??
      sorted.find((page) => page.next === address) ??
      sorted.find((page) => page.articleUrl === url);
    if (!by) return [];
    const number = by.url === address ? by.number : by.next === address ? by.number + 1 : 1;
    const { series, articleUrl } = by;
    const content = contents.get(id) ?? [];
    return [{ series, number, articleUrl, next: null, captureId, url: address, fetchedAt, named: true, content }];
  });
}

/** An article without what only its own page knows, its times written as those that are read back. */
function plain({ page: _, ...article }: Article): Article {
  const { published, fetchedAt } = article;
  return {
    ...article,
    published: published === null ? null : beijingTime(published),
    fetchedAt: new Date(fetchedAt).toISOString(),
  };
}
