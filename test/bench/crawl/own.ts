// Crawls the loopback site into a fresh archive: `<port> <archive>`. Prints pages, seconds and peak memory as JSON.
import { crawl } from "../../../crawlers/crawl.ts";
import { listPage } from "../../../crawlers/discover/index.ts";
import { defineSource } from "../../../crawlers/source.ts";

const [port, archiveDir = ""] = process.argv.slice(2);
const source = defineSource({
  id: "site",
  name: { zh: "测速站" },
  home: "http://site.test/",
  hosts: ["site.test"],
  listings: [listPage("http://site.test/list/{page}", { item: "li" })],
  article: /\/a\//,
  extract: [{ from: "2020-01-01", body: ".body" }],
});
const start = performance.now();
const { totals } = await crawl({
  sources: [source],
  archiveDir,
  userAgent: "modeltide/bench (+localhost)",
  since: "2000-01-01",
  hosts: { test: { address: "127.0.0.1", port: Number(port) } },
  pace: 0,
  perHost: 50,
});
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ pages: totals.fetched, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
