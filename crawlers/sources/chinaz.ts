import { feed, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "chinaz",
  name: { zh: "站长之家", en: "ChinaZ" },
  home: "https://www.chinaz.com/",
  hosts: ["www.chinaz.com", "m.chinaz.com", "app.chinaz.com"],
  listings: [
    feed("https://app.chinaz.com/?app=rss"),
    listPage("https://www.chinaz.com/ainews/", { item: "a[href*='/ainews/'][href$='.shtml']", title: "h3, h2" }),
  ],
  article: /^https?:\/\/(?:www|m)\.chinaz\.com\/(?:ainews\/\d+|\d{4}\/\d{4}\/\d+|\d+)\.shtml$/,
  canonical: { hosts: { "m.chinaz.com": "www.chinaz.com" } },
  timeFormat: "YYYY-MM-DD HH:mm",
  extract: [
    {
      from: "2020-01-01",
      title: "h1",
      body: "#article-content, #ctrlfscont, div.detail",
      time: ".time, .meta span",
      source: ".source, .meta .name",
    },
  ],
  boilerplate: ["经站长之家编辑发布，转载请注明", "免责声明："],
});
