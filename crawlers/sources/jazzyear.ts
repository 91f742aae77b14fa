import { listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** No selector of its article pages is known: they are read by their structure. */
export const source = defineSource({
  id: "jazzyear",
  name: { zh: "甲子光年", en: "Jazzyear" },
  home: "https://www.jazzyear.com/",
  hosts: ["www.jazzyear.com"],
  listings: [
    listPage("https://www.jazzyear.com/index.html", {
      item: "a[href*='article_info.html?id=']",
      title: "h2, h3, h4",
    }),
  ],
  article: /^https?:\/\/www\.jazzyear\.com\/article_info\.html\?id=\d+$/,
  canonical: { keep: ["id"] },
});
