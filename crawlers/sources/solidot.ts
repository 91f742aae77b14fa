import { feed } from "../discover/index.ts";
import { defineSource } from "../source.ts";

export const source = defineSource({
  id: "solidot",
  name: { zh: "Solidot 奇客", en: "Solidot" },
  home: "https://www.solidot.org/",
  hosts: ["www.solidot.org"],
  listings: [feed("https://www.solidot.org/index.rss", { fullText: true, minText: 60 })],
  article: /^https?:\/\/(?:\w+\.)?solidot\.org\/story\?sid=\d+$/,
  canonical: { keep: ["sid"], rewrite: [[/^https:\/\/\w+\.solidot\.org\//, "https://www.solidot.org/"]] },
  timeFormat: "YYYY年MM月DD日 HH时mm分",
  extract: [
    {
      from: "2015-01-01",
      title: "div.block_m div.bg_htit > h2",
      body: "div.block_m",
      time: "div.talk_time",
      remove: ["div.ct_tittle", "div.talk_time"],
    },
  ],
});
