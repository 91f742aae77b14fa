import { renderedList } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const list = (url: string) => renderedList(url, { waitFor: "a[href*='/detail/']", item: "a[href*='/detail/']" });

/** Its interface wants signed requests, which we do not make: its public lists are read in a browser instead. */
export const source = defineSource({
  id: "cls",
  name: { zh: "财联社", en: "Cailianpress" },
  home: "https://www.cls.cn/",
  hosts: ["www.cls.cn", "m.cls.cn"],
  listings: [[list("https://www.cls.cn/depth?id=1111"), list("https://www.cls.cn/telegraph")]],
  article: /^https?:\/\/(?:www|m)\.cls\.cn\/(?:detail|share\/article|roll)\/\d+(?:\?.*)?$/,
  canonical: {
    hosts: { "m.cls.cn": "www.cls.cn" },
    rewrite: [[/^https:\/\/www\.cls\.cn\/(?:share\/article|roll)\/(\d+)$/, "https://www.cls.cn/detail/$1"]],
  },
  extract: [
    {
      from: "2020-01-01",
      title: ".detail-title, h1",
      body: ".detail-content",
      time: ".detail-time",
      state: {
        name: "__NEXT_DATA__",
        title: "props.pageProps.articleDetail.title",
        body: "props.pageProps.articleDetail.content",
        published: "props.pageProps.articleDetail.ctime",
        author: "props.pageProps.articleDetail.author.name",
      },
    },
  ],
  boilerplate: ["财联社声明：", "风险提示：", "欢迎下载财联社APP"],
});
