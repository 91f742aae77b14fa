import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { loadArticles, type SampleArticle } from "./articles.ts";
import type { SampleResponse, SampleSite } from "./site.ts";
import { site as chaoxi } from "./sites/chaoxi.ts";
import { site as kuaixun } from "./sites/kuaixun.ts";
import { site as yangcheng } from "./sites/yangcheng.ts";
import { site as yangchuang } from "./sites/yangchuang.ts";
import { site as yangkan } from "./sites/yangkan.ts";
import { site as yangyun } from "./sites/yangyun.ts";
import { site as yangzhuan } from "./sites/yangzhuan.ts";

/** Every site's address is `<id>.newsroom.test`; nothing outside this machine answers to it. */
export const NEWSROOM_DOMAIN = "newsroom.test";
const SITES: SampleSite[] = [chaoxi, kuaixun, yangcheng, yangchuang, yangkan, yangyun, yangzhuan];

export interface Newsroom {
  address: "127.0.0.1";
  port: number;
  /** Requests answered so far, as `host path status`. */
  log: string[];
  close: () => Promise<void>;
}

/**
 * Plays the bundled sites on a free loopback port, told apart by the Host header.
 * @param dir folder that holds `sites/`
 */
export async function startNewsroom(dir: string): Promise<Newsroom> {
  const articles = await loadArticles(dir);
  const log: string[] = [];
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? "").split(":")[0] ?? "";
    const answer = respond(host, request.url ?? "/", articles);
    send(request, response, answer, (status) => log.push(`${host} ${request.url} ${status}`));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: "127.0.0.1", port, log, close };
}

function respond(host: string, target: string, articles: Map<string, SampleArticle[]>): SampleResponse {
  const missing: SampleResponse = { status: 404, type: "text/html; charset=utf-8", body: "<h1>404</h1>" };
  const site = SITES.find((candidate) => host === `${candidate.id}.${NEWSROOM_DOMAIN}`);
  if (!site) return missing;
  const url = new URL(target, `http://${host}`);
  if (url.pathname === "/robots.txt") return { type: "text/plain; charset=utf-8", body: `${site.robots.join("\n")}\n` };
  return site.respond(url.pathname, url.searchParams, articles.get(site.id) ?? []) ?? missing;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: SampleResponse,
  done: (status: number) => void,
): void {
  const body = Buffer.from(answer.body);
  const etag = `"${createHash("sha1").update(body).digest("hex").slice(0, 16)}"`;
  const status = answer.status ?? (request.headers["if-none-match"] === etag ? 304 : 200);
  const headers: Record<string, string> = { "content-type": answer.type };
  if (answer.location) headers.location = answer.location;
  if (status < 300 || status === 304) {
    headers.etag = etag;
    if (answer.modified) headers["last-modified"] = new Date(answer.modified).toUTCString();
  }
  setTimeout(() => {
    response.writeHead(status, headers);
    response.end(status === 304 ? undefined : body);
    done(status);
  }, answer.delayMs ?? 0);
}
