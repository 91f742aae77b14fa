import { jsonApi, renderedList } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const search = "https://www.miit.gov.cn/search-front-server/api/search/info";
const query = "websiteid=110000000000000&scope=basic&q=&pg=20&cateid=51&dateField=deploytime&level=6";

/** Documents that the ministry publishes (文件发布). */
export const source = defineSource({
  id: "miit",
  name: { zh: "工业和信息化部", en: "MIIT" },
  home: "https://www.miit.gov.cn/",
  kind: "official",
  hosts: ["www.miit.gov.cn", "wap.miit.gov.cn"],
  listings: [
    jsonApi({
      url: `${search}?${query}&sortFields=-deploytime&p={page}`,
      items: "data.searchResult.dataResults",
      link: "data.url",
      title: "data.title",
      time: "data.jsearch_date",
    }),
    renderedList("https://www.miit.gov.cn/zwgk/zcwj/wjfb/index.html", {
      waitFor: "div.page-content li.cf",
      item: "div.page-content > ul > li.cf",
      title: "a@title",
      time: "span.fr",
    }),
  ],
  article: /^https?:\/\/(?:www|wap)\.miit\.gov\.cn\/.+\/art\/20\d{2}\/art_[0-9a-f]{32}\.html$/,
  canonical: { hosts: { "wap.miit.gov.cn": "www.miit.gov.cn" } },
  timeFormat: "YYYY-MM-DD HH:mm",
  extract: [
    {
      from: "2020-01-01",
      title: "h1#con_title",
      body: "div#con_con, .ccontent",
      time: "span#con_time",
      source: ".cinfo",
    },
  ],
  boilerplate: ["【打印本页】", "【关闭窗口】", "责任编辑："],
  pace: 10,
});
