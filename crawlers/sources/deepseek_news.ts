import { listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** Pages tell no day: it stands behind their titles in the side bar, where the page itself is marked. */
export const source = defineSource({
  id: "deepseek_news",
  name: { zh: "DeepSeek API 新闻", en: "DeepSeek API news" },
  home: "https://api-docs.deepseek.com/zh-cn/",
  kind: "vendor",
  hosts: ["api-docs.deepseek.com"],
  listings: [
    listPage("https://api-docs.deepseek.com/zh-cn", {
      item: "li.theme-doc-sidebar-item-link",
      link: "a[href*='/news/news']",
      time: "a[href*='/news/news']",
    }),
  ],
  article: /^https:\/\/api-docs\.deepseek\.com\/(?:zh-cn\/)?news\/news\d+$/,
  timeFormat: "YYYY/MM/DD",
  extract: [
    {
      from: "2024-01-01",
      title: ".theme-doc-markdown h1",
      body: ".theme-doc-markdown",
      time: "li.theme-doc-sidebar-item-link > a.menu__link--active",
    },
  ],
});
