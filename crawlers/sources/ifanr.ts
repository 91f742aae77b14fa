import { feed, jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "ifanr",
  name: { zh: "爱范儿", en: "ifanr" },
  home: "https://www.ifanr.com/",
  hosts: ["www.ifanr.com", "ifanr.com", "sso.ifanr.com"],
  listings: [
    feed("https://www.ifanr.com/feed", { fullText: true }),
    jsonApi({
      url: "https://sso.ifanr.com/api/v5/wp/web-feed/?limit=20&offset={offset}",
      pageSize: 20,
      items: "objects",
      link: "post_url",
      title: "post_title",
      time: "created_at",
      author: "created_by.name",
      detail: {
        url: "https://sso.ifanr.com/api/v5/wp/article/?post_id={post_id}",
        title: "objects.0.post_title",
        time: "objects.0.published_at",
        author: "objects.0.created_by.name",
        html: "objects.0.post_content",
      },
    }),
  ],
  article: /^https?:\/\/(?:www\.)?ifanr\.com\/(?:app\/|digest\/)?\d+(?:\?.*)?$/,
  canonical: { hosts: { "ifanr.com": "www.ifanr.com" } },
  extract: [
    {
      from: "2020-01-01",
      title: "h1.c-single-normal__title, h1",
      body: "article.c-article-content, article.js-article",
      time: ".c-article-header-meta__time",
      author: ".c-card-author__name",
    },
  ],
  boilerplate: ["欢迎关注爱范儿官方微信公众号", "爱范儿 原文链接 · 查看评论 · 新浪微博", "题图来自"],
});
