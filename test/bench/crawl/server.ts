// A site on loopback in a process of its own: 20 lists of 100 articles, 40 KB each. Tells its port on standard output.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const LISTS = 20;
const PER_LIST = 100;
const BYTES = 40_000;

const words = "大模型 发布 参数 上下文 行业 客户 部署 价格 数据 安全 算力 应用".split(" ");
const paragraph = (seed: number): string =>
  `<p>${Array.from({ length: 60 }, (_, at) => words[(seed * 7 + at * at) % words.length]).join("")}。</p>`;
const filler = Array.from({ length: 120 }, (_, at) => paragraph(at))
  .join("\n")
  .slice(0, BYTES / 3);

const article = (path: string): Buffer =>
  Buffer.from(
    `<html><head><meta charset="utf-8"><title>${path}</title></head><body><h1>${path}</h1><div class="body">${filler}</div></body></html>`,
  );
const list = (number: number): string => {
  if (number > LISTS) return "<html><body></body></html>";
  const links = Array.from(
    { length: PER_LIST },
    (_, at) => `<li><a href="/a/${(number - 1) * PER_LIST + at}">题</a></li>`,
  );
  const next = number < LISTS ? `<a class="next" href="/list/${number + 1}">next</a>` : "";
  return `<html><body><ul>${links.join("")}</ul>${next}</body></html>`;
};

const server = createServer((request, response) => {
  const path = request.url ?? "/";
  const number = /^\/list\/(\d+)$/.exec(path)?.[1];
  if (path === "/robots.txt") {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(number ? list(Number(number)) : article(path));
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
