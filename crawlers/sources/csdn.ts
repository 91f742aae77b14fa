import { feed } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const account = (user: string) => feed(`https://rss.csdn.net/${user}/rss/map`);

/** Its two editorial accounts. Pages may refuse what does not call itself a browser: then it counts as blocked. */
export const source = defineSource({
  id: "csdn",
  name: { zh: "CSDN 资讯", en: "CSDN News" },
  home: "https://blog.csdn.net/csdnnews",
  hosts: ["blog.csdn.net", "rss.csdn.net"],
  listings: [[account("csdnnews"), account("csdngeeknews")]],
  article: /^https?:\/\/blog\.csdn\.net\/csdn(?:geek)?news\/article\/details\/\d+(?:\?.*)?$/i,
  timeFormat: "YYYY-MM-DD HH:mm:ss",
  extract: [
    {
      from: "2020-01-01",
      title: "h1#articleContentId, h1.title-article",
      body: "#content_views",
      time: "span.time",
      author: "a.follow-nickName",
    },
  ],
  boilerplate: ["版权声明：本文为博主原创文章", "出品 | CSDN", "责编 |"],
  pace: 10,
});
