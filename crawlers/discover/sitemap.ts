import { load } from "cheerio/slim";
import { articleRef, FEED_LIMIT, type Listing, listRequest } from "./listing.ts";
import { listTime } from "./times.ts";
import { withoutDoctype } from "./xml.ts";

export interface SitemapOptions {
  /** Which sitemaps of an index are read; all unless said. */
  match?: RegExp;
  /** How many sitemaps of an index are read, newest first. */
  children?: number;
}

/** A sitemap or an index of sitemaps, gzipped or not. */
export function sitemap(url: string, options: SitemapOptions = {}): Listing {
  return {
    kind: "sitemap",
    what: `${url} (sitemap)`,
    first: listRequest(url),
    limit: FEED_LIMIT,
    accept: "application/xml, text/xml;q=0.9, */*;q=0.5",
    read: (answer, request) => {
      const $ = load(withoutDoctype(answer.text), { xmlMode: true });
      if (!$("urlset, sitemapindex").length) throw new Error("neither urlset nor sitemapindex");
      const entries = (tag: string) =>
        $(tag)
          .toArray()
          .flatMap((element) => {
            const lastmod = listTime($(element).children("lastmod").text(), answer.fetchedAt);
            const news = $(element).find("news\\:publication_date").text();
            const published = listTime(news, answer.fetchedAt) ?? lastmod;
            const title = $(element).find("news\\:title").text();
            const ref = articleRef(answer.url, $(element).children("loc").text(), {
              time: published?.time ?? null,
              changed: lastmod?.time ?? null,
              hints: { title, published: news ? published?.iso : undefined },
            });
            return ref ? [ref] : [];
          });
      const children = entries("sitemap")
        .filter((child) => options.match?.test(child.url) ?? true)
        .sort((a, b) => (b.changed ?? 0) - (a.changed ?? 0))
        .slice(0, options.children ?? 12)
        .map((child) => listRequest(child.url, request.page + 1));
      return { refs: entries("url"), next: request.page === 1 ? children : [] };
    },
  };
}
