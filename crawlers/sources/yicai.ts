import { jsonApi, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "yicai",
  name: { zh: "第一财经", en: "Yicai" },
  home: "https://www.yicai.com/",
  hosts: ["www.yicai.com", "m.yicai.com"],
  listings: [
    jsonApi({
      url: "https://www.yicai.com/api/ajax/getlatest?page={page}&pagesize=30",
      items: "",
      link: "url",
      title: "NewsTitle",
      time: "CreateDate",
      author: "NewsAuthor",
      source: "NewsSource",
    }),
    listPage("https://www.yicai.com/news/kechuang/", { item: "a[href*='/news/']", title: "h2" }),
  ],
  article: /^https?:\/\/(?:www|m)\.yicai\.com\/(?:vip\/)?(?:news|brief)\/\d+\.html$/,
  canonical: { hosts: { "m.yicai.com": "www.yicai.com" } },
  timeFormat: "YYYY-MM-DD HH:mm",
  extract: [
    {
      from: "2020-01-01",
      title: "div.title h1, h1",
      body: "#multi-text, .multiText, .m-txt, .txt",
      time: "div.title p em",
      author: ".names a, .author",
      remove: [".u-btn6", ".m-smallshare", ".topic-hot"],
    },
  ],
  boilerplate: ["此内容为第一财经原创，著作权归第一财经所有。", "第一财经广告合作，请点击这里", "文章作者", "相关阅读"],
});
