import { feed, jsonApi, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** News on open source (9998) and on software (9999); the home page's AI list mixes in blogs of its users. */
const newest = (type: number) =>
  jsonApi({
    url: `https://www.oschina.net/ApiHomeNew/homeListByNewType?type=${type}&page={page}&pageSize=30`,
    items: "result",
    link: "https://www.oschina.net/news/{obj_id}",
    title: "obj_title",
    time: "create_time",
    author: "userVo.name",
    detail: { url: "https://apiv1.oschina.net/oschinapi/new/detail?id={obj_id}", html: "result.detail" },
  });

export const source = defineSource({
  id: "oschina",
  name: { zh: "开源中国", en: "OSCHINA" },
  home: "https://www.oschina.net/",
  hosts: ["www.oschina.net", "apiv1.oschina.net"],
  listings: [
    [newest(9998), newest(9999)],
    feed("https://www.oschina.net/news/rss"),
    listPage("https://www.oschina.net/news/column?columnId=26", {
      item: "div.news-item[data-url]",
      link: "@data-url",
      title: "div.title",
    }),
  ],
  article: /^https?:\/\/www\.oschina\.net\/news\/\d+(?:\/[\w-]+)?(?:\?.*)?$/,
  canonical: { rewrite: [[/^(https:\/\/www\.oschina\.net\/news\/\d+)\/[\w-]+$/, "$1"]] },
  timeFormat: "YYYY-MM-DD HH:mm:ss",
  extract: [
    {
      from: "2022-01-01",
      title: "h1.article-box__title, h1",
      body: "div.content, #articleContent",
      time: "div.article-box__meta div.item-list",
      author: "div.article-box__meta a[href^='https://my.oschina.net/u/']",
      remove: [".ad-wrap"],
    },
  ],
  boilerplate: ["相关链接", "详情查看：", "OSCHINA 社区推广"],
});
