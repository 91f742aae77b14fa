import { jsonApi, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const nodes = (what: "getByChannelId" | "getByNodeIdPortal", body: string) =>
  jsonApi({
    url: `https://api.thepaper.cn/contentapi/nodeCont/${what}`,
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    items: "data.list",
    link: "https://m.thepaper.cn/detail/{contId}",
    title: "name",
    time: "pubTimeLong",
  });
const detail = "props.pageProps.detailData.contentDetail";
const [published, author] = [`${detail}.publishTime`, `${detail}.author`];

/** Channel of technology and column of AI news. The mobile page counts: its state is what is known to hold the text. */
export const source = defineSource({
  id: "thepaper",
  name: { zh: "澎湃新闻", en: "The Paper" },
  home: "https://www.thepaper.cn/",
  hosts: ["www.thepaper.cn", "m.thepaper.cn", "api.thepaper.cn"],
  listings: [
    [nodes("getByChannelId", '{"channelId":"119908"}'), nodes("getByNodeIdPortal", '{"nodeId":"82188"}')],
    listPage("https://m.thepaper.cn/channel/119908", { item: "a[href*='/detail/'], a[href*='newsDetail_forward_']" }),
  ],
  article: /^https?:\/\/(?:www|m)\.thepaper\.cn\/(?:newsDetail_forward_|detail\/)\d+(?:\?.*)?$/,
  canonical: {
    rewrite: [[/^https:\/\/(?:www|m)\.thepaper\.cn\/\D{7,24}(\d+)$/, "https://m.thepaper.cn/detail/$1"]],
  },
  extract: [
    { from: "2019-01-01", title: "h1.news_title", body: "div.news_txt" },
    {
      from: "2021-01-01",
      title: "h1",
      body: "div[class*=cententWrap], div.news_txt",
      state: { name: "__NEXT_DATA__", title: `${detail}.name`, body: `${detail}.content`, published, author },
    },
  ],
  boilerplate: ["责任编辑：", "澎湃新闻报料：", "澎湃新闻，未经授权不得转载", "不代表澎湃新闻的观点或立场"],
});
