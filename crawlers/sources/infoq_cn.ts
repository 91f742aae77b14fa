import { feed, jsonApi, sitemap } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "infoq_cn",
  name: { zh: "InfoQ 中文站", en: "InfoQ China" },
  home: "https://www.infoq.cn/",
  hosts: ["www.infoq.cn", "xie.infoq.cn"],
  listings: [
    feed("https://www.infoq.cn/feed"),
    jsonApi({
      url: "https://www.infoq.cn/public/v1/my/recommond",
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"size":30}',
      items: "data",
      link: "https://www.infoq.cn/article/{uuid}",
      title: "article_title",
      time: "publish_time",
      author: "author.0.nickname",
    }),
    sitemap("https://www.infoq.cn/sitemap/index_1.xml"),
  ],
  article: /^https?:\/\/(?:www|xie)\.infoq\.cn\/(?:article|news)\/[0-9A-Za-z]{12,}(?:\?.*)?$/,
  extract: [
    {
      from: "2020-01-01",
      title: "h1",
      body: "div.ProseMirror",
      time: ".date",
      author: ".author-list a, .author a",
    },
  ],
  boilerplate: ["今日好文推荐", "会议推荐", "活动推荐", "AI摘要"],
});
