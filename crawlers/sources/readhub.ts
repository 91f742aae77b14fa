import { jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** Topics, each a summary of what several outlets report: the list carries all there is of them. */
export const source = defineSource({
  id: "readhub",
  name: { zh: "Readhub", en: "Readhub" },
  home: "https://readhub.cn/",
  hosts: ["readhub.cn", "www.readhub.cn", "api.readhub.cn"],
  listings: [
    jsonApi({
      url: "https://api.readhub.cn/topic/list?type=1&page={page}&size=30",
      items: "data.items",
      link: "https://readhub.cn/topic/{uid}",
      title: "title",
      time: "publishDate",
      source: "siteNameDisplay",
      text: "summary",
    }),
  ],
  article: /^https?:\/\/(?:www\.)?readhub\.cn\/topic\/[0-9A-Za-z]{11}$/,
  canonical: { hosts: { "www.readhub.cn": "readhub.cn" } },
});
