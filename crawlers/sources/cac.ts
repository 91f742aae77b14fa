import { jsonApi, listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const page = "https://www.cac.gov.cn/wxzw/wxfb/A093702index_{page}.htm";

/** What the regulator announces, among it the lists of generative services that are filed (备案) or registered (登记). */
export const source = defineSource({
  id: "cac",
  name: { zh: "国家网信办", en: "Cyberspace Administration of China" },
  home: "https://www.cac.gov.cn/",
  kind: "official",
  hosts: ["www.cac.gov.cn"],
  listings: [
    jsonApi({
      url: "https://www.cac.gov.cn/cms/JsonList",
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "channelCode=A093702&perPage=20&pageno={page}&condition=0&fuhao=%3D&value=",
      items: "list",
      link: "infourl",
      title: "topic",
      time: "pubtime",
    }),
    listPage(page, { item: "#loadingInfoPage li", title: "a@title", time: ".times" }),
  ],
  article: /^https?:\/\/www\.cac\.gov\.cn\/\d{4}-\d{2}\/\d{2}\/c_\d+\.htm$/,
  timeFormat: "YYYY年MM月DD日 HH:mm",
  extract: [
    {
      from: "2020-01-01",
      title: "h1.title",
      body: "div#BodyLabel, div.main-content",
      time: "span#pubtime",
      source: "#source",
    },
  ],
  boilerplate: ["分享到", "【打印】"],
  pace: 10,
});
