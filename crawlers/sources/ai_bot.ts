import { listPage } from "../discover/index.ts";
import { defineSource } from "../source.ts";

/** A day's news in a few sentences each, linked to where they were reported: an entry is all there is of it here. */
export const source = defineSource({
  id: "ai_bot",
  name: { zh: "AI工具集·每日AI资讯", en: "ai-bot.cn daily AI news" },
  home: "https://ai-bot.cn/daily-ai-news/",
  hosts: ["ai-bot.cn"],
  listings: [
    listPage("https://ai-bot.cn/daily-ai-news/", {
      item: ".news-list > .news-item",
      link: "h2 a",
      text: "p.text-muted",
      heading: ".news-date",
    }),
  ],
  article: /^https?:\/\/(?!ai-bot\.cn\/)/,
  /** What names an article on the hosts that it links to, WeChat's above all. */
  canonical: { keep: ["__biz", "mid", "idx", "sn", "id", "sid"] },
});
