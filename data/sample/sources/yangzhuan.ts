import { listPage } from "../../../crawlers/discover/index.ts";
import { defineSource } from "../../../crawlers/source.ts";

export const source = defineSource({
  id: "yangzhuan",
  name: { zh: "样转网", en: "Sample Reprints" },
  home: "http://yangzhuan.newsroom.test/",
  hosts: ["yangzhuan.newsroom.test"],
  listings: [
    listPage("http://yangzhuan.newsroom.test/news/list_{page}.html", {
      item: "dl.tbox dd",
      link: "a",
      next: "http://yangzhuan.newsroom.test/news/list_{page}.html",
    }),
  ],
  article: /^http:\/\/yangzhuan\.newsroom\.test\/news\/\d{4}[\w-]+\.html$/,
  timeFormat: "YYYY-MM-DD HH:mm:ss",
});
