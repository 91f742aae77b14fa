import { feed } from "../../../crawlers/discover/index.ts";
import { defineSource } from "../../../crawlers/source.ts";

export const source = defineSource({
  id: "chaoxi",
  name: { zh: "潮汐样报", en: "Chaoxi Sample Times" },
  home: "http://chaoxi.newsroom.test/",
  hosts: ["chaoxi.newsroom.test"],
  listings: [feed("http://chaoxi.newsroom.test/feed.xml", { fullText: true, minText: 20 })],
  article: /^http:\/\/chaoxi\.newsroom\.test\/a\/[\w-]+\.html$/,
});
