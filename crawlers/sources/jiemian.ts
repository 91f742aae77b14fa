import { listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** Cards first; should their markup change, every link that leads to an article. */
const cards = (column: number) =>
  listPage(`https://www.jiemian.com/lists/${column}.html`, {
    item: "li.card-list",
    link: "h3.card-list__title a, .card-list__content > a, a[href*='/article/']",
    title: "h3.card-list__title",
  });

/** Its pages write times as 2026年11月24日 10:20 and as 2026/11/24 10:20, so no one form is promised. */
export const source = defineSource({
  id: "jiemian",
  name: { zh: "界面新闻", en: "Jiemian" },
  home: "https://www.jiemian.com/",
  hosts: ["www.jiemian.com", "m.jiemian.com"],
  listings: [
    [cards(65), cards(872)],
    listPage("https://www.jiemian.com/lists/65.html", { item: "a[href*='jiemian.com/article/']" }),
  ],
  article: /^https?:\/\/(?:www|m)\.jiemian\.com\/article\/\d+\.html$/,
  canonical: { hosts: { "m.jiemian.com": "www.jiemian.com" } },
  extract: [
    {
      from: "2020-01-01",
      title: "div.article-header h1",
      body: "div.article-content",
      time: "div.article-info span[data-article-publish-time]",
      author: "span.author a",
      remove: ["p.report-view"],
    },
  ],
  boilerplate: ["未经正式授权严禁转载本文，侵权必究。", "广告等商务合作，请点击这里", "看评论"],
});
