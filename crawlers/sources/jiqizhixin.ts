import { jsonApi, renderedList } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const api = "https://www.jiqizhixin.com/api";
const byTime = (path: string) =>
  jsonApi({
    url: `${api}/${path}?sort=time&page={page}&per=20`,
    items: "articles",
    link: "https://www.jiqizhixin.com/articles/{slug}",
    title: "title",
    time: "publishedAt",
    author: "author",
    source: "source",
    detail: {
      url: `${api}/article_library/articles/{slug}`,
      title: "title",
      time: "published_at",
      author: "author.name",
      html: "content",
    },
  });

/** Its pages are filled by scripts: the interface gives list and article, a browser comes last. */
export const source = defineSource({
  id: "jiqizhixin",
  name: { zh: "机器之心", en: "Synced" },
  home: "https://www.jiqizhixin.com/",
  hosts: ["www.jiqizhixin.com", "jiqizhixin.com"],
  listings: [
    byTime("article_library/articles.json"),
    byTime("v4/articles.json"),
    renderedList("https://www.jiqizhixin.com/articles", {
      waitFor: "a.article-item__title",
      item: "article.article-item__container",
      link: "a.article-item__title",
      time: "time.js-time-ago@datetime",
      author: "a.article-item__name",
    }),
  ],
  article: /^https?:\/\/(?:www\.)?jiqizhixin\.com\/articles\/\d{4}-\d{2}-\d{2}(?:-\d+)?(?:\?.*)?$/,
  canonical: { hosts: { "jiqizhixin.com": "www.jiqizhixin.com" } },
  engine: "browser",
  extract: [
    {
      from: "2020-01-01",
      title: "h1",
      body: ".detail__content",
      time: "time[datetime]",
      author: ".article-item__name",
    },
  ],
  boilerplate: ["©THE END", "转载请联系本公众号获得授权", "投稿或寻求报道：", "推荐阅读", "相关推荐"],
});
