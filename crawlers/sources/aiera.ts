import { listPage, wordpress } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** Its feed has answered 500 for months; the interface carries whole posts. */
export const source = defineSource({
  id: "aiera",
  name: { zh: "新智元", en: "AI Era" },
  home: "https://aiera.com.cn/",
  hosts: ["aiera.com.cn", "www.aiera.com.cn"],
  listings: [
    wordpress("https://aiera.com.cn"),
    listPage("https://aiera.com.cn/page/{page}/", {
      item: "article.entry-card",
      link: ".entry-title a",
      time: "time[datetime]@datetime",
    }),
  ],
  article: /^https?:\/\/(?:www\.)?aiera\.com\.cn\/(?:\d{4}\/\d{2}\/\d{2}\/.+|\?p=\d+)$/,
  canonical: { hosts: { "www.aiera.com.cn": "aiera.com.cn" }, keep: ["p"] },
  extract: [
    {
      from: "2020-01-01",
      title: "h1.entry-title, h1",
      body: "div.entry-content",
      time: "time[datetime]",
      author: ".entry-meta .author a",
    },
  ],
  boilerplate: ["新智元报道", "点击关注新智元", "一键三连"],
});
