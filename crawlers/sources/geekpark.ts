import { feed, jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** Its pages are filled by scripts: what the feed does not carry whole is read in a browser. */
export const source = defineSource({
  id: "geekpark",
  name: { zh: "极客公园", en: "GeekPark" },
  home: "https://www.geekpark.net/",
  hosts: ["www.geekpark.net", "geekpark.net", "mainssl.geekpark.net"],
  listings: [
    feed("https://www.geekpark.net/rss", { fullText: true }),
    jsonApi({
      url: "https://mainssl.geekpark.net/api/v2?page={page}",
      items: "homepage_posts",
      link: "https://www.geekpark.net/news/{post.id}",
      title: "post.title",
      time: "post.published_timestamp",
      author: "post.authors.0.nickname",
      detail: {
        url: "https://mainssl.geekpark.net/api/v1/posts/{post.id}",
        title: "post.title",
        time: "post.published_timestamp",
        author: "post.authors.0.nickname",
        html: "post.content",
      },
    }),
  ],
  article: /^https?:\/\/(?:www\.)?geekpark\.net\/news\/\d+$/,
  canonical: { hosts: { "geekpark.net": "www.geekpark.net" } },
  engine: "browser",
  extract: [
    {
      from: "2020-01-01",
      title: "h1.topic-title, h1",
      body: "div.article-content",
      time: ".release-date",
      author: ".user-info .name",
    },
  ],
  boilerplate: ["欢迎转载、投稿 tougao@geekpark.net", "转载联系极客君微信 geekparkGO", "题图来源"],
});
