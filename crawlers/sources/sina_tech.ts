import { jsonApi, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const roll = (page: number, list: number) =>
  jsonApi({
    url: `https://feed.mix.sina.com.cn/api/roll/get?pageid=${page}&lid=${list}&k=&num=50&page={page}`,
    items: "result.data",
    link: "url",
    title: "title",
    time: "ctime",
    author: "author",
    source: "media_name",
  });

export const source = defineSource({
  id: "sina_tech",
  name: { zh: "新浪科技", en: "Sina Tech" },
  home: "https://tech.sina.com.cn/",
  hosts: ["tech.sina.com.cn", "finance.sina.com.cn", "news.sina.com.cn", "k.sina.com.cn", "feed.mix.sina.com.cn"],
  listings: [
    roll(153, 2515),
    roll(372, 2431),
    listPage("https://tech.sina.com.cn/", { item: "a[href*='/doc-'], a[href*='/detail-']" }),
  ],
  article:
    /^https?:\/\/(?:[a-z]+\.)*sina\.(?:com\.)?cn\/[^?#]*(?:doc|detail)-[a-z0-9]+(?:\.d)?\.(?:shtml|html)(?:\?.*)?$/,
  timeFormat: "YYYY年MM月DD日 HH:mm",
  extract: [
    {
      from: "2018-01-01",
      title: "h1.main-title, h1#artibodyTitle",
      body: "div#artibody, div#article",
      time: ".date-source .date, #pub_date",
      source: ".date-source .source, #media_name",
      remove: ["#left_hzh_ad", ".appendQr_wrap", ".app-kaihu-qr", ".tech-quotation"],
    },
  ],
  boilerplate: ["责任编辑：", "新浪财经公众号", "海量资讯、精准解读，尽在新浪财经APP", "不代表新浪网观点或立场"],
});
