import { embeddedState } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** Class names are hashed: list and article are read from the state that the page assigns to `allData`. */
export const source = defineSource({
  id: "ifeng_tech",
  name: { zh: "凤凰科技", en: "iFeng Tech" },
  home: "https://tech.ifeng.com/",
  hosts: ["tech.ifeng.com", "news.ifeng.com", "finance.ifeng.com", "feng.ifeng.com", "i.ifeng.com"],
  listings: [
    embeddedState("https://tech.ifeng.com/", {
      name: "allData",
      items: "newsstream",
      link: "url",
      title: "title",
      time: "newsTime",
      source: "source",
    }),
  ],
  article: /^https?:\/\/(?:[a-z]+\.)?ifeng\.com\/c\/(?:s\/)?[0-9A-Za-z]{11}(?:\?.*)?$/,
  canonical: { rewrite: [[/^(https:\/\/[a-z]+\.ifeng\.com\/c\/)s\//, "$1"]] },
  extract: [
    {
      from: "2019-01-01",
      title: "h1[class^=topic], h1",
      state: {
        name: "allData",
        title: "docData.title",
        body: "docData.contentData.contentList",
        published: "docData.newsTime",
        source: "docData.source",
      },
    },
  ],
  boilerplate: ["凤凰网旗下自媒体平台“大风号”用户上传并发布", "本平台仅提供信息存储空间服务"],
});
