import { feed, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "qbitai",
  name: { zh: "量子位", en: "QbitAI" },
  home: "https://www.qbitai.com/",
  hosts: ["www.qbitai.com", "qbitai.com"],
  listings: [
    feed("https://www.qbitai.com/feed"),
    listPage("https://www.qbitai.com/category/资讯/page/{page}", {
      item: ".text_box",
      link: "h4 a",
      time: ".time",
      author: ".author a",
    }),
  ],
  article: /^https?:\/\/(?:www\.)?qbitai\.com\/\d{4}\/\d{2}\/\d+\.html$/,
  canonical: { hosts: { "qbitai.com": "www.qbitai.com" } },
  extract: [
    {
      from: "2020-01-01",
      title: "div.article h1, h1",
      body: "div.article",
      time: "div.article_info",
      source: "div.article_info .from",
      author: "div.article_info .author a, div.article_info .author",
      remove: ["div.article h1", "div.article_info", "div.line_font", "div.line_font ~ *", "div.tags", "div.tags ~ *"],
    },
  ],
  boilerplate: [
    "版权所有，未经授权不得以任何形式转载及使用，违者必究。",
    "— 完 —",
    "量子位 QbitAI · 头条号签约",
    "关注我们，第一时间获知前沿科技动态",
    "公众号 QbitAI",
  ],
});
