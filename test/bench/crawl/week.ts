// A week in small: 40 hosts with 5 to 40 pages each and a pause of one second. Prints how long it took against the longest host.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { crawl } from "../../../crawlers/crawl.ts";
import { listPage } from "../../../crawlers/discover/index.ts";
import { defineSource } from "../../../crawlers/source.ts";

const HOSTS = 40;
const PACE = 1;
const pagesOf = (host: number): number => 5 + Math.round((35 * host) / (HOSTS - 1));

const server = createServer((request, response) => {
  const host = Number(/^h(\d+)\./.exec(request.headers.host ?? "")?.[1]);
  const links = Array.from({ length: pagesOf(host) }, (_, at) => `<li><a href="/a/${at}">题</a></li>`);
  if (request.url === "/robots.txt") response.writeHead(404).end();
  else {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(request.url === "/list" ? links.join("") : `<p>${request.url}</p>`);
  }
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const sources = Array.from({ length: HOSTS }, (_, at) =>
  defineSource({
    id: `h${at}`,
    name: { zh: `站${at}` },
    home: `http://h${at}.test/`,
    hosts: [`h${at}.test`],
    listings: [listPage(`http://h${at}.test/list`, { item: "li" })],
    article: /\/a\//,
  }),
);
const start = performance.now();
const { totals } = await crawl({
  sources,
  archiveDir: process.argv[2] ?? "",
  userAgent: "modeltide/bench (+localhost)",
  hosts: { test: { address: "127.0.0.1", port: (server.address() as AddressInfo).port } },
  pace: PACE,
});
const seconds = (performance.now() - start) / 1000;
server.close();
// Of every host, robots.txt and the list are asked for too.
const longest = (pagesOf(HOSTS - 1) + 2) * PACE;
console.log(JSON.stringify({ pages: totals.fetched, seconds, longest }));
