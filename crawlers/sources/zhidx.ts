import { feed, listPage, wordpress } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "zhidx",
  name: { zh: "智东西", en: "Zhidx" },
  home: "https://zhidx.com/",
  hosts: ["zhidx.com", "www.zhidx.com", "m.zhidx.com"],
  listings: [
    wordpress("https://zhidx.com"),
    feed("https://zhidx.com/rss"),
    listPage("https://zhidx.com/p/category/人工智能", { item: "a[href*='/p/']" }),
  ],
  article: /^https?:\/\/(?:www\.|m\.)?zhidx\.com\/p\/\d+\.html$/,
  canonical: { hosts: { "www.zhidx.com": "zhidx.com", "m.zhidx.com": "zhidx.com" } },
  timeFormat: "YYYY/MM/DD",
  extract: [
    {
      from: "2020-01-01",
      title: "div.post-title",
      body: "div.post-content",
      time: "div.post-related span.time",
      author: "div.author-info div.author-name > a",
    },
  ],
  boilerplate: ["责任编辑：", "相关阅读", "更多推荐", "未经账号授权，禁止随意转载"],
});
