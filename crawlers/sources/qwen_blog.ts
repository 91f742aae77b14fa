import { jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "qwen_blog",
  name: { zh: "通义千问官方博客", en: "Qwen blog" },
  home: "https://qwen.ai/research",
  kind: "vendor",
  hosts: ["qwen.ai"],
  listings: [
    jsonApi({
      url: "https://qwen.ai/api/v2/article/retrieval?language=zh-CN&type=qwen_ai",
      items: "data.articles",
      link: "https://qwen.ai/blog?id={path}",
      title: "title",
      time: "extra.date",
      author: "extra.author",
      html: "content",
    }),
  ],
  article: /^https:\/\/qwen\.ai\/blog\?id=[\w.-]+$/,
  canonical: { keep: ["id"] },
});
