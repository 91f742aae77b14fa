import { bodyHtml, escapeHtml, page, slice } from "../html.ts";
import { articleAt, HTML, type SampleSite } from "../site.ts";

const PAGE_SIZE = 15;

/** A newsflash site behind a JSON API; its pages name their time only in JSON-LD. */
export const site: SampleSite = {
  id: "kuaixun",
  name: "样例快讯",
  robots: ["User-agent: *", "Disallow: /admin/"],
  respond(path, query, articles) {
    if (path === "/api/flash") {
      const { items, pages } = slice(articles, Number(query.get("page") ?? 1), PAGE_SIZE);
      const data = items.map((article) => ({
        id: article.slug,
        title: article.title,
        url: `/flash/${article.slug}`,
        publish_time: Date.parse(article.published) / 1000,
      }));
      return { type: "application/json; charset=utf-8", body: JSON.stringify({ code: 0, pages, data }) };
    }
    const article = articleAt(path, "/flash/", "", articles);
    if (!article) return null;
    const linked = {
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      headline: article.title,
      datePublished: article.published,
      author: { "@type": "Organization", name: article.author ?? "样例快讯" },
    };
    return {
      type: HTML,
      modified: article.published,
      body: page(
        `${article.title} | 样例快讯`,
        `<main><h1>${escapeHtml(article.title)}</h1><div class="flash-body">${bodyHtml(article)}</div>
<div class="share">分享到:微信 微博</div></main>`,
        `<meta charset="utf-8"><script type="application/ld+json">${JSON.stringify(linked).replaceAll("<", "\\u003c")}</script>`,
      ),
    };
  },
};
