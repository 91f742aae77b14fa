import { embeddedState } from "../../../crawlers/discover/index.ts";
import { defineSource } from "../../../crawlers/source.ts";

export const source = defineSource({
  id: "yangchuang",
  name: { zh: "样窗前沿", en: "Sample Window" },
  home: "http://yangchuang.newsroom.test/",
  hosts: ["yangchuang.newsroom.test"],
  listings: [
    embeddedState("http://yangchuang.newsroom.test/", {
      name: "initialState",
      items: "list",
      link: "route",
      title: "widgetTitle",
      time: "publishTime",
    }),
  ],
  article: /^http:\/\/yangchuang\.newsroom\.test\/p\/[\w-]+$/,
  extract: [
    {
      from: "2023-01-01",
      state: {
        name: "initialState",
        title: "detail.title",
        body: "detail.content",
        published: "detail.publishTime",
        author: "detail.author",
      },
    },
  ],
});
