import { feed, jsonApi } from "../discover/index.ts";
import { defineSource } from "../source.ts";

const api = "https://api-web-article.huxiu.com/web";
const channel = (id: number) =>
  jsonApi({
    url: `${api}/channel/articleListV1`,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `platform=www&channel_id=${id}&pagesize=20`,
    items: "data.dataList",
    link: "https://www.huxiu.com/article/{aid}.html",
    title: "title",
    time: "dateline",
    author: "user_info.username",
    detail: {
      url: `${api}/article/detail`,
      method: "POST",
      body: "platform=www&aid={aid}",
      title: "data.title",
      time: "data.dateline",
      author: "data.user_info.username",
      html: "data.content",
    },
  });

/** Pages on www stand behind a test for robots: feed and interface only, where short entries stay what they are. */
export const source = defineSource({
  id: "huxiu",
  name: { zh: "虎嗅", en: "Huxiu" },
  home: "https://www.huxiu.com/",
  hosts: ["www.huxiu.com", "m.huxiu.com", "rss.huxiu.com", "api-web-article.huxiu.com"],
  listings: [feed("https://rss.huxiu.com/", { fullText: true, minText: 1 }), [channel(105), channel(0)]],
  article: /^https?:\/\/(?:www|m)\.huxiu\.com\/article\/\d+\.html(?:\?.*)?$/,
  canonical: { hosts: { "m.huxiu.com": "www.huxiu.com" } },
  timeFormat: "YYYY-MM-DD HH:mm",
  extract: [
    {
      from: "2020-01-01",
      title: "h1.article__title, h1",
      body: "#article-content, .article__content",
      time: ".article__time",
      author: ".author-info__username, .article__author-info a",
      remove: ["div.neirong-shouquan", "[class^=article__reprinted-explain]", "[class^=vote__]"],
    },
  ],
  boilerplate: ["不代表虎嗅立场。", "如对本稿件有异议或投诉，请联系", "关注虎嗅视频号", "都在 虎嗅APP"],
});
