import { jsonApi, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** The list is a script in GBK that hands an array to a function. */
export const source = defineSource({
  id: "netease_tech",
  name: { zh: "网易科技", en: "NetEase Tech" },
  home: "https://tech.163.com/",
  hosts: ["tech.163.com", "www.163.com", "news.163.com", "m.163.com", "3g.163.com"],
  listings: [
    jsonApi({
      url: "https://tech.163.com/special/00097UHL/tech_datalist.js?callback=data_callback",
      items: "",
      link: "docurl",
      title: "title",
      time: "time",
      source: "source",
    }),
    listPage("https://news.163.com/special/0001386F/rank_tech.html", { item: "div.tabContents table td a" }),
    listPage("https://tech.163.com/smart/", { item: "a[href*='/article/']" }),
  ],
  article:
    /^https?:\/\/(?:www|tech|m|3g|news|digi|money)\.163\.com\/(?:(?:[a-z]+\/)?article\/[A-Z0-9]{16}\.html|\d{2}\/\d{4}\/\d{2}\/[A-Z0-9]{16}\.html)(?:\?.*)?$/,
  canonical: { hosts: { "m.163.com": "www.163.com", "3g.163.com": "www.163.com" } },
  timeFormat: "YYYY-MM-DD HH:mm:ss",
  extract: [
    {
      from: "2019-01-01",
      title: "h1.post_title, #epContentLeft h1",
      body: "div.post_body, div.post_text#endText",
      time: ".post_info, .post_time_source",
      author: ".post_wemedia_name a",
      remove: [".otitle", ".ep-source", ".gg200x300"],
    },
  ],
  boilerplate: ["（原标题：", "责任编辑：", "自媒体平台“网易号”用户上传并发布，本平台仅提供信息存储服务。"],
});
