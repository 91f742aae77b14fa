import { feed, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** The Chinese edition refuses at times; the English one on its own host comes last. */
export const source = defineSource({
  id: "technode",
  name: { zh: "动点科技", en: "TechNode" },
  home: "https://cn.technode.com/",
  hosts: ["cn.technode.com", "technode.com"],
  listings: [
    feed("https://cn.technode.com/feed/"),
    listPage("https://cn.technode.com/", { item: "a[href*='/post/']" }),
    feed("https://technode.com/feed/"),
  ],
  article:
    /^https?:\/\/(?:cn\.technode\.com\/post\/\d{4}-\d{2}-\d{2}|technode\.com\/\d{4}\/\d{2}\/\d{2})\/[^/?#]+\/?(?:\?.*)?$/,
  extract: [
    {
      from: "2018-01-01",
      title: "h1",
      body: "div.entry-content, article",
      time: "time.entry-date.published",
      author: ".author a",
      remove: ["header", "footer"],
    },
  ],
});
