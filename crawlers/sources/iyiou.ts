import { renderedList } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** The list is filled by scripts; an article's page holds its text in the state. */
export const source = defineSource({
  id: "iyiou",
  name: { zh: "亿欧", en: "iyiou" },
  home: "https://www.iyiou.com/",
  hosts: ["www.iyiou.com", "data.iyiou.com"],
  listings: [
    renderedList("https://www.iyiou.com/news", {
      waitFor: ".info-item",
      item: ".info-item",
      link: "a[href*='/news/']",
      title: ".webTitleShow",
    }),
  ],
  article: /^https?:\/\/(?:www|data)\.iyiou\.com\/news\/\d{11,16}$/,
  extract: [
    {
      from: "2020-01-01",
      title: "h1",
      body: ".post-body",
      remove: [".copyrightState"],
      state: { name: "__INITIAL_STATE__", body: "articleModule.postInfo.postContent" },
    },
  ],
  boilerplate: ["更多文中提及企业信息", "本文由小欧AI基于亿欧数据生成"],
});
