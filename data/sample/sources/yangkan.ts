import { listPage } from "../../../crawlers/discover/index.ts";
import { defineSource } from "../../../crawlers/source.ts";

export const source = defineSource({
  id: "yangkan",
  name: { zh: "样刊周览", en: "Sample Weekly Review" },
  home: "http://yangkan.newsroom.test/",
  hosts: ["yangkan.newsroom.test"],
  listings: [
    listPage("http://yangkan.newsroom.test/list/{page}.html", {
      item: "ul.list li.item",
      link: "a.title",
      title: "a.title",
      time: ".date",
      next: "a.next",
    }),
  ],
  article: /^http:\/\/yangkan\.newsroom\.test\/(?:article|draft)\/[\w-]+\.html$/,
  timeFormat: "YYYY-MM-DD HH:mm",
  extract: [
    {
      from: "2023-01-01",
      title: "h1.post-title",
      body: "div.post-content",
      time: ".post-meta .time",
      author: ".post-meta .author",
    },
  ],
});
