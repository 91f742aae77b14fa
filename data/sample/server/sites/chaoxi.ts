import { bodyHtml, escapeHtml, minute, page } from "../html.ts";
import { articleAt, HTML, type SampleSite } from "../site.ts";

/** A site whose RSS feed carries every article in full. */
export const site: SampleSite = {
  id: "chaoxi",
  name: "潮汐样报",
  robots: ["User-agent: *", "Disallow: /preview/"],
  respond(path, _query, articles) {
    if (path === "/feed.xml") {
      const items = articles.map(
        (article) => `<item>
<title>${escapeHtml(article.title)}</title>
<link>http://chaoxi.newsroom.test/a/${article.slug}.html</link>
<guid isPermaLink="false">${article.slug}</guid>
<pubDate>${new Date(article.published).toUTCString()}</pubDate>
<author>${escapeHtml(article.author ?? "潮汐样报")}</author>
<content:encoded><![CDATA[${bodyHtml(article)}]]></content:encoded>
</item>`,
      );
      return {
        type: "application/rss+xml; charset=utf-8",
        modified: articles[0]?.published ?? "2023-01-01T00:00:00+08:00",
        body: `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>潮汐样报</title><link>http://chaoxi.newsroom.test/</link><description>模型与应用</description>
${items.join("\n")}
</channel></rss>`,
      };
    }
    const article = articleAt(path, "/a/", ".html", articles);
    if (!article) return null;
    return {
      type: HTML,
      modified: article.published,
      body: page(
        `${article.title} - 潮汐样报`,
        `<h1>${escapeHtml(article.title)}</h1><time>${minute(article.published)}</time><article>${bodyHtml(article)}</article>`,
      ),
    };
  },
};
