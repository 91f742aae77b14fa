import { feed, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "ithome",
  name: { zh: "IT之家", en: "ITHome" },
  home: "https://www.ithome.com/",
  hosts: ["www.ithome.com", "m.ithome.com"],
  listings: [
    feed("https://www.ithome.com/rss/", { fullText: true, minText: 80 }),
    listPage("https://www.ithome.com/category/listpage?page={page}", {
      method: "POST",
      htmlAt: "content.html",
      item: "li",
      link: "a.t",
      title: "a.t@title",
      time: "a.c@data-ot",
    }),
  ],
  article: /^https?:\/\/(?:www\.)?ithome\.com\/0\/\d{3,4}\/\d{3}\.htm$/,
  canonical: {
    hosts: { "ithome.com": "www.ithome.com" },
    rewrite: [[/^https:\/\/m\.ithome\.com\/html\/(\d{3,4})(\d{3})\.htm$/, "https://www.ithome.com/0/$1/$2.htm"]],
  },
  timeFormat: "YYYY/MM/DD HH:mm:ss",
  extract: [
    {
      from: "2020-01-01",
      title: "h1",
      body: "div#paragraph, div.post_content",
      time: "span#pubtime_baidu",
      author: "#author_baidu strong, span.author_baidu > strong",
      source: "#source_baidu",
      remove: ["p.ad-tips", "a.topic-bar"],
    },
  ],
  boilerplate: ["广告声明：文内含有的对外跳转链接", "投诉水文", "我要纠错", "下载IT之家APP"],
});
