import { feed, jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "woshipm_ai",
  name: { zh: "人人都是产品经理·AI", en: "Woshipm AI" },
  home: "https://www.woshipm.com/category/ai",
  hosts: ["www.woshipm.com"],
  listings: [
    feed("https://www.woshipm.com/category/ai/feed", { fullText: true }),
    jsonApi({
      url: "https://www.woshipm.com/api2/app/article/popular/weekly",
      items: "RESULT",
      link: "https://www.woshipm.com/{data.type}/{data.id}.html",
      title: "data.articleTitle",
      time: "data.publishTime",
      author: "data.articleAuthor",
    }),
  ],
  article: /^https?:\/\/www\.woshipm\.com\/[\w-]+\/\d+\.html$/,
  extract: [
    {
      from: "2020-01-01",
      title: "h2.article--title, h1",
      body: ".article--content",
      time: ".article--meta--wp time",
      author: ".author a",
      remove: [".support-author"],
    },
  ],
  boilerplate: ["题图来自", "该文观点仅代表作者本人，人人都是产品经理平台仅提供信息存储空间服务", "未经许可，禁止转载"],
});
