import { listPage } from "../../../crawlers/discover/index.ts";
import { defineSource } from "../../../crawlers/source.ts";

const lists = [1, 2, 3].map((number) =>
  listPage(`http://yangcheng.newsroom.test/it/index_${number}.htm`, { item: "table.newslist tr", link: "a" }),
);

export const source = defineSource({
  id: "yangcheng",
  name: { zh: "样城门户", en: "Sample City Portal" },
  home: "http://yangcheng.newsroom.test/",
  hosts: ["yangcheng.newsroom.test"],
  listings: [lists],
  article: /^http:\/\/yangcheng\.newsroom\.test\/it\/[\d]{4}[\w-]+\.htm$/,
  timeFormat: "YYYY年MM月DD日 HH:mm",
  extract: [{ from: "2023-01-01", title: "h1", body: "#zoom", time: ".titbar", source: ".titbar" }],
});
