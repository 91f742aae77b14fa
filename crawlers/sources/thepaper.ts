import { jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const fields = {
  link: "https://m.thepaper.cn/detail/{contId}",
  title: "name",
  time: "pubTimeLong",
};
const post = { method: "POST", headers: { "content-type": "application/json" }, ...fields } as const;

/** The channel of technology and the column of news on AI. The mobile page counts: its state is what is known. */
export const source = defineSource({
  id: "thepaper",
  name: { zh: "澎湃新闻", en: "The Paper" },
  home: "https://www.thepaper.cn/",
  hosts: ["www.thepaper.cn", "m.thepaper.cn", "api.thepaper.cn", "cache.thepaper.cn"],
  listings: [
    [
      jsonApi({
        url: "https://api.thepaper.cn/contentapi/nodeCont/getByChannelId",
        body: '{"channelId":"119908"}',
        items: "data.list",
        ...post,
      }),
      jsonApi({
        url: "https://api.thepaper.cn/contentapi/nodeCont/getByNodeIdPortal",
        body: '{"nodeId":"82188"}',
        items: "data.list",
        ...post,
      }),
    ],
    jsonApi({
      url: "https://cache.thepaper.cn/contentapi/wwwIndex/rightSidebar",
      items: "data.hotNews",
      ...fields,
    }),
  ],
  article: /^https?:\/\/(?:www|m)\.thepaper\.cn\/(?:newsDetail_forward_|detail\/)\d+(?:\?.*)?$/,
  canonical: {
    rewrite: [
      [/^https:\/\/(?:www|m)\.thepaper\.cn\/(?:newsDetail_forward_|detail\/)(\d+)$/, "https://m.thepaper.cn/detail/$1"],
    ],
  },
  extract: [
    { from: "2019-01-01", title: "h1.news_title", body: "div.news_txt", source: "div.news_about p" },
    {
      from: "2021-01-01",
      title: "h1",
      body: "div[class*=cententWrap], div.news_txt",
      state: {
        name: "__NEXT_DATA__",
        title: "props.pageProps.detailData.contentDetail.name",
        body: "props.pageProps.detailData.contentDetail.content",
        published: "props.pageProps.detailData.contentDetail.publishTime",
        author: "props.pageProps.detailData.contentDetail.author",
      },
    },
  ],
  reprintMarks: ["本文为澎湃号作者或机构在澎湃新闻上传并发布", "来源："],
  boilerplate: ["责任编辑：", "澎湃新闻报料：", "澎湃新闻，未经授权不得转载", "不代表澎湃新闻的观点或立场"],
});
