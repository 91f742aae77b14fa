import { embeddedState, feed, jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const fields = {
  link: "https://www.36kr.com/p/{itemId}",
  title: "templateMaterial.widgetTitle",
  time: "templateMaterial.publishTime",
  author: "templateMaterial.authorName",
};
/** The gateway answers pages of 50; the first has no cursor and says so by `pageEvent`. */
const flow = jsonApi({
  url: "https://gateway.36kr.com/api/mis/nav/ifm/subNav/flow",
  method: "POST",
  headers: { "content-type": "application/json" },
  body: '{"partner_id":"web","timestamp":{now},"param":{"subnavType":1,"subnavNick":"web_news","pageSize":50,"pageEvent":1,"pageCallback":"{cursor}","siteId":1,"platformId":2}}',
  items: "data.itemList",
  cursor: "data.pageCallback",
  more: "data.hasNextPage",
  ...fields,
});
const full = (name: string, minText = 200) => feed(`https://www.36kr.com/${name}`, { fullText: true, minText });
const page = "articleDetail.articleDetailData.data";
const [title, body, published] = [`${page}.widgetTitle`, `${page}.widgetContent`, `${page}.publishTime`];

export const source = defineSource({
  id: "36kr",
  name: { zh: "36氪", en: "36Kr" },
  home: "https://www.36kr.com/",
  hosts: ["www.36kr.com", "36kr.com", "m.36kr.com", "gateway.36kr.com"],
  listings: [
    [full("feed"), full("feed-article"), full("feed-newsflash", 30)],
    flow,
    embeddedState("https://www.36kr.com/information/AI/", {
      name: "initialState",
      items: "information.informationList.itemList",
      ...fields,
    }),
  ],
  article: /^https?:\/\/(?:www\.|m\.)?36kr\.com\/(?:p|newsflashes)\/\d+(?:\?.*)?$/,
  canonical: { hosts: { "36kr.com": "www.36kr.com", "m.36kr.com": "www.36kr.com" } },
  extract: [
    {
      from: "2020-01-01",
      title: "h1.article-title, h1",
      body: "div.articleDetailContent, div.common-width.content",
      time: "span.title-icon-item.item-time",
      author: "a.title-icon-item.item-a",
      state: { name: "initialState", title, body, published, author: `${page}.author` },
    },
  ],
  boilerplate: ["该文观点仅代表作者本人，36氪平台仅提供信息存储空间服务。", "封面来源", "题图来自"],
});
