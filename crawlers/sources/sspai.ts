import { feed, jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const fields = {
  pageSize: 20,
  items: "data",
  link: "https://sspai.com/post/{id}",
  title: "title",
  time: "released_time",
  author: "author.nickname",
};

export const source = defineSource({
  id: "sspai",
  name: { zh: "少数派", en: "SSPAI" },
  home: "https://sspai.com/",
  hosts: ["sspai.com", "beta.sspai.com"],
  listings: [
    feed("https://sspai.com/feed"),
    [
      jsonApi({ url: "https://sspai.com/api/v1/article/tag/page/get?limit=20&offset={offset}&tag=AI", ...fields }),
      jsonApi({
        url: "https://sspai.com/api/v1/article/index/page/get?limit=20&offset={offset}&created_at=0",
        ...fields,
      }),
    ],
  ],
  article: /^https?:\/\/(?:beta\.)?sspai\.com\/(?:post\/\d+|prime\/story\/[\w-]+)$/,
  canonical: { hosts: { "beta.sspai.com": "sspai.com" } },
  extract: [
    {
      from: "2020-01-01",
      title: "h1",
      body: "div.article__main__content.wangEditor-txt, article.morning__paper__article",
      time: ".timer",
      author: ".author-box .ss__user__nickname__wrapper",
      remove: ["p:has(a[href*='sspai.com/mall'])", ".article__footer", "#article-comment-box", ".comment__list"],
    },
  ],
  boilerplate: ["关注 少数派公众号，解锁全新阅读体验", "正版软件，少数派为你呈现", "查看全文", "本文为会员文章"],
});
