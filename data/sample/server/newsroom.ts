import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { loadArticles, type SampleArticle } from "./articles.ts";
import type { SampleResponse, SampleSite } from "./site.ts";

/** Every site's address is `<id>.newsroom.test`; nothing outside this machine answers to it. */
export const NEWSROOM_DOMAIN = "newsroom.test";

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
  const sites = await loadSites();
  const articles = await loadArticles(dir);
  const log: string[] = [];
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? "").split(":")[0] ?? "";
    const answer = respond(host, request.url ?? "/", sites, articles);
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

/** Every file of `sites/` is a site. */
async function loadSites(): Promise<SampleSite[]> {
  const files = (await readdir(new URL("./sites/", import.meta.url))).filter((file) => /\.[jt]s$/.test(file));
  const modules = await Promise.all(
    files.map((file) => import(new URL(`./sites/${file}`, import.meta.url).href) as Promise<{ site: SampleSite }>),
  );
  return modules.map(({ site }) => site);
}

function respond(
  host: string,
  target: string,
  sites: SampleSite[],
  articles: Map<string, SampleArticle[]>,
): SampleResponse {
  const missing: SampleResponse = { status: 404, type: "text/html; charset=utf-8", body: "<h1>404</h1>" };
  const site = sites.find((candidate) => host === `${candidate.id}.${NEWSROOM_DOMAIN}`);
  if (!site) return missing;
  const url = new URL(target, `http://${host}`);
  if (url.pathname === "/robots.txt") return { type: "text/plain; charset=utf-8", body: `${site.robots.join("\n")}\n` };
  const names = new Map(sites.map(({ id, name }) => [id, name]));
  return site.respond(url.pathname, url.searchParams, articles.get(site.id) ?? [], names) ?? missing;
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
