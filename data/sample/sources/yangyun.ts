import { renderedList } from "../../../crawlers/discover/index.ts";
import { defineSource } from "../../../crawlers/source.ts";

export const source = defineSource({
  id: "yangyun",
  name: { zh: "样云观察", en: "Sample Cloud Observer" },
  home: "http://yangyun.newsroom.test/",
  hosts: ["yangyun.newsroom.test"],
  listings: [renderedList("http://yangyun.newsroom.test/channel", { item: "#list a.card", waitFor: "#list a.card" })],
  article: /^http:\/\/yangyun\.newsroom\.test\/news\/[\w-]+\.shtml$/,
  timeFormat: "YYYY年MM月DD日 HH:mm",
  extract: [{ from: "2023-01-01", title: "h1", body: "#artibody", time: "p.info" }],
});
