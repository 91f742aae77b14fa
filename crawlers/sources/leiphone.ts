import { feed, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "leiphone",
  name: { zh: "雷峰网", en: "Leiphone" },
  home: "https://www.leiphone.com/",
  hosts: ["www.leiphone.com", "m.leiphone.com"],
  listings: [
    feed("https://www.leiphone.com/feed", { fullText: true }),
    listPage("https://www.leiphone.com/category/ai/page/{page}", {
      item: ".lph-pageList .list li",
      link: "h3 a.headTit",
      time: ".msg .time",
      author: ".msg a.aut",
    }),
  ],
  article: /^https?:\/\/(?:www|m)\.leiphone\.com\/(?:category\/\w+|news\/\d{6})\/[A-Za-z0-9]{16}\.html$/,
  canonical: { hosts: { "m.leiphone.com": "www.leiphone.com" } },
  timeFormat: "YYYY-MM-DD HH:mm",
  extract: [
    {
      from: "2020-01-01",
      title: "h1.headTit",
      body: "div.lph-article-comView",
      lead: ".article-lead",
      time: "td.time, .time",
      author: "td.aut > a, .aut > a",
    },
  ],
  boilerplate: ["雷峰网原创文章，未经授权禁止转载。详情见转载须知。", "雷峰网(公众号：雷峰网)"],
  pace: 60,
});
