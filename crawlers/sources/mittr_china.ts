import { jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const api = "https://apii.web.mittrchina.com/information";

export const source = defineSource({
  id: "mittr_china",
  name: { zh: "DeepTech / MIT科技评论中国", en: "MIT Technology Review China" },
  home: "https://www.mittrchina.com/",
  hosts: ["www.mittrchina.com", "apii.web.mittrchina.com"],
  listings: [
    jsonApi({
      url: `${api}/index?limit=50`,
      items: "data.items",
      link: "https://www.mittrchina.com/news/detail/{id}",
      title: "name|title",
      time: "start_time",
      author: "authors.0.username",
      detail: {
        url: `${api}/details?id={id}`,
        time: "data.start_time",
        author: "data.authors.0.username",
        html: "data.content",
      },
    }),
  ],
  article: /^https?:\/\/www\.mittrchina\.com\/news\/detail\/\d+$/,
});
