import { feed, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "pingwest",
  name: { zh: "品玩", en: "PingWest" },
  home: "https://www.pingwest.com/",
  hosts: ["www.pingwest.com", "pingwest.com"],
  listings: [
    feed("https://www.pingwest.com/feed"),
    [
      listPage("https://www.pingwest.com/", { item: "a[href*='/a/']" }),
      listPage("https://www.pingwest.com/api/state/list?page={page}", {
        htmlAt: "data.list",
        item: "section.item",
        link: "a[href*='/w/'], a[href*='/a/']",
        title: ".news-info .title",
        time: "@data-t",
      }),
    ],
  ],
  article: /^https?:\/\/(?:www\.)?pingwest\.com\/[aw]\/\d+$/,
  canonical: { hosts: { "pingwest.com": "www.pingwest.com" } },
  extract: [{ from: "2020-01-01", body: "section .article-style", author: ".author-wrap .name" }],
  boilerplate: ["扫码查看", "每日要闻", "请「登录」后评论", "关注公众号", "阅读原文"],
});
