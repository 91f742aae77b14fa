import { jsonApi } from "../../../crawlers/discover/index.ts";
import { defineSource } from "../../../crawlers/source.ts";

export const source = defineSource({
  id: "kuaixun",
  name: { zh: "样例快讯", en: "Sample Newsflash" },
  home: "http://kuaixun.newsroom.test/",
  hosts: ["kuaixun.newsroom.test"],
  listings: [
    jsonApi({
      url: "http://kuaixun.newsroom.test/api/flash?page={page}",
      items: "data",
      link: "url",
      title: "title",
      time: "publish_time",
    }),
  ],
  article: /^http:\/\/kuaixun\.newsroom\.test\/flash\/[\w-]+$/,
  extract: [{ from: "2023-01-01", title: "h1", body: ".flash-body" }],
});
