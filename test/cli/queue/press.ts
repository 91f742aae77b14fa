import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Item } from "../../../pipeline/types.ts";
import { newsPage } from "./warcs.ts";

export interface Feed {
  /** Source and first part of its addresses. */
  id: string;
  host: string;
  items: Item[];
  /** The feed carries whole articles. */
  fullText?: boolean;
  /** Milliseconds that its host takes for every answer. */
  answerMs?: number;
}

/** One request as it came in. */
export interface Asked {
  /** Milliseconds since 1970. */
  at: number;
  /** When it was answered; null while it is under way. */
  answeredAt: number | null;
  host: string;
  path: string;
}

export interface Press {
  /** Reached as a proxy: it plays every host, so that a crawler that may not go to loopback comes to it all the same. */
  url: string;
  asked: Asked[];
  close: () => Promise<void>;
}

/** Plays sites with feeds on a free loopback port: `/<id>/feed.xml`, `/<id>/<item>.html` and a robots.txt that allows all. */
export async function startPress(feeds: Feed[]): Promise<Press> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const { host, pathname: path } = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const own: Asked = { at: Date.now(), answeredAt: null, host, path };
    asked.push(own);
    const answer = respond(feeds, host, path);
    setTimeout(
      () => {
        own.answeredAt = Date.now();
        response.writeHead(answer ? 200 : 404, { "content-type": answer?.type ?? "text/plain" });
        response.end(answer?.body);
      },
      feeds.find((feed) => feed.host === host)?.answerMs ?? 0,
    );
  });
  await new Promise<void>((resolve, reject) => server.on("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The feeds as `sources.yaml` names them. */
export const sourcesYaml = (feeds: Feed[]): string =>
  JSON.stringify({
    sources: feeds.map(({ id, host, fullText = false }) => ({
      id,
      name: `${id}报`,
      home: `http://${host}/`,
      feed: `http://${host}/${id}/feed.xml`,
      full_text: fullText,
    })),
  });

function respond(feeds: Feed[], host: string, path: string): { type: string; body: string } | null {
  const mine = feeds.filter((feed) => feed.host === host);
  if (mine.length && path === "/robots.txt")
    return { type: "text/plain", body: "User-agent: *\nDisallow: /private/\n" };
  const [, id, page = ""] = path.split("/");
  const feed = mine.find((own) => own.id === id);
  if (!feed) return null;
  if (page === "feed.xml") return { type: "application/rss+xml; charset=utf-8", body: rss(feed) };
  const item = feed.items.find((own) => page === `${own.id}.html`);
  return item
    ? { type: "text/html; charset=utf-8", body: newsPage(item.title ?? "", (item.text ?? "").split("\n")) }
    : null;
}

function rss({ id, host, items, fullText }: Feed): string {
  const entries = items.map(
    ({
      id: item,
      title,
      text,
      published,
    }) => `<item><title>${title}</title><link>http://${host}/${id}/${item}.html</link>
<pubDate>${new Date(published ?? 0).toUTCString()}</pubDate>
${fullText ? `<content:encoded><![CDATA[${(text ?? "").replace(/^.+$/gm, "<p>$&</p>")}]]></content:encoded>` : ""}</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>${id}</title><link>http://${host}/</link><description>${id}</description>${entries.join("\n")}</channel></rss>`;
}
