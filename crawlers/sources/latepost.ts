import { jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** Its certificate chain was seen incomplete: it is then unreachable, since certificates are always checked. */
export const source = defineSource({
  id: "latepost",
  name: { zh: "晚点 LatePost", en: "LatePost" },
  home: "https://www.latepost.com/",
  hosts: ["www.latepost.com"],
  listings: [
    jsonApi({
      url: "https://www.latepost.com/site/index",
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "page={page}&limit=20",
      items: "data",
      link: "detail_url",
      title: "title",
      time: "release_time",
    }),
  ],
  article: /^https?:\/\/www\.latepost\.com\/news\/dj_detail\?id=\d+$/,
  canonical: { keep: ["id"] },
  timeFormat: "MM月DD日 HH:mm",
  extract: [
    {
      from: "2020-01-01",
      title: "div.article-header-title",
      body: "#select-main",
      time: "div.article-header-date",
      author: "div.article-header-author div.author-link a.label",
    },
  ],
});
