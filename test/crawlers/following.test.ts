import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ArchiveState } from "../../crawlers/archive/state.ts";
import { forgetAddress, openArchive, verifyArchive } from "../../crawlers/archive.ts";
import type { CrawlOptions } from "../../crawlers/crawl.ts";
import { nextPageOf } from "../../pipeline/stages/extract/index.ts";
import {
  articleOf,
  crawlSites,
  type Handler,
  html,
  listOf,
  playSites,
  scratch,
  site,
  urlsIn,
  withRobots,
} from "./sites.ts";

/** Pages of `/a/1.html`, the last of which leads nowhere; each also names the next article and another site. */
const PAGES = ["/a/1.html", "/a/1_2.html", "/a/1_3.html"];
const others = '<p>下一篇：<a href="/a/2.html">另一篇</a></p><a href="http://y.test/a/1_2.html">下一页</a>';
const pageOf = (path: string, pages = PAGES): string => {
  const next = pages[pages.indexOf(path) + 1];
  return `${articleOf(path)}${next ? `<a href="${next}">下一页</a>` : ""}${others}`;
};
const paged: Handler = (_request, response, path) => {
  if (path === "/list") html(response, listOf(["/a/1.html"]));
  else if (PAGES.includes(path)) html(response, pageOf(path), { etag: `"${path}"` });
  else response.writeHead(404).end();
};
const plain: Handler = (_request, response, path) => html(response, articleOf(path));
const x = (...paths: string[]) => paths.map((path) => `x.test ${path}`);
const inOrder = { nextPage: nextPageOf } satisfies Partial<CrawlOptions>;

describe("articles of several pages", () => {
  it("are fetched page by page, never the next article or another site, and asked for once", async () => {
    const sites = await playSites({ "x.test": paged, "y.test": paged });
    const dir = scratch();
    const { sources } = await crawlSites(sites, dir, [site("x")], inOrder);
    expect(sources[0]).toMatchObject({ listed: 1, fetched: 1, dropped: 0, failed: 0, state: "fine" });
    expect(sites.log).toEqual(x("/list", ...PAGES));
    await crawlSites(sites, dir, [site("x")], inOrder);
    expect(sites.log).toEqual(x("/list", ...PAGES, "/list"));
    expect(verifyArchive(dir).damage).toEqual([]);
  });

  it("are known from the files alone where the index was lost", async () => {
    const dir = scratch();
    await crawlSites(await playSites({ "x.test": paged }), dir, [site("x")], inOrder);
    rmSync(join(dir, "index.cdxj"));
    const archive = await openArchive(dir, { now: () => new Date() });
    expect(archive.latest(`http://x.test${PAGES[0]}`)?.next).toBe(`http://x.test${PAGES[1]}`);
    await archive.close();
  });

  it("are completed by the next run where a page failed, without the pages that are there", async () => {
    let broken = true;
    const failing: Handler = (request, response, path) => {
      if (path === "/a/1_2.html" && broken) response.destroy();
      else if (path === "/list" && request.headers["if-none-match"]) response.writeHead(304).end();
      else paged(request, response, path);
    };
    const sites = await playSites({ "x.test": failing });
    const dir = scratch();
    const first = await crawlSites(sites, dir, [site("x")], inOrder);
    expect(first.sources[0]).toMatchObject({ listed: 1, fetched: 1, failed: 0 });
    expect(first.sources[0]?.message).toContain("x.test");
    const events = [...new ArchiveState(dir).readLog(`events/${first.runId}`)] as { url: string; outcome: string }[];
    expect(events).toMatchObject([{ url: "http://x.test/a/1_2.html", outcome: "failed" }]);
    expect(await urlsIn(dir)).toEqual(["http://x.test/a/1.html"]);
    broken = false;
    sites.log.length = 0;
    const again = await crawlSites(sites, dir, [site("x")], inOrder);
    expect(again.sources[0]).toMatchObject({ listed: 1, new: 0, fetched: 0, unchanged: 1, state: "fine" });
    expect(sites.log).toEqual(x("/list", "/a/1_2.html", "/a/1_3.html"));
    expect(await urlsIn(dir)).toHaveLength(3);
  });

  it("are completed where the crawl was stopped between two pages", async () => {
    const stop = new AbortController();
    const stopping: Handler = (request, response, path) => {
      if (path === "/a/1_2.html") stop.abort(new Error("stopped"));
      paged(request, response, path);
    };
    const dir = scratch();
    const sites = await playSites({ "x.test": stopping });
    const stopped = crawlSites(sites, dir, [site("x")], { ...inOrder, signal: stop.signal });
    await expect(stopped).rejects.toThrow("stopped");
    await crawlSites(await playSites({ "x.test": paged }), dir, [site("x")], inOrder);
    expect(await urlsIn(dir)).toHaveLength(3);
  });

  it("keep to robots.txt, to a bound, and to the source's hosts after a redirect", async () => {
    const many = ["/a/1.html", ...Array.from({ length: 40 }, (_, at) => `/a/1_${at + 2}.html`)];
    const robots = "User-agent: *\nDisallow: /a/7_2.html\n";
    const handler: Handler = (_request, response, path) => {
      if (path === "/list") html(response, listOf(["/a/1.html", "/a/7.html", "/a/8.html"]));
      else if (path === "/a/7.html") html(response, `${articleOf(path)}<a href="/a/7_2.html">下一页</a>`);
      else if (path === "/a/8.html") html(response, `${articleOf(path)}<a href="/a/8_2.html">下一页</a>`);
      else if (path === "/a/8_2.html") response.writeHead(302, { location: "http://y.test/a/8_2.html" }).end();
      else html(response, pageOf(path, many));
    };
    const sites = await playSites({ "x.test": withRobots(robots, handler), "y.test": plain });
    const dir = scratch();
    const { runId } = await crawlSites(sites, dir, [site("x")], inOrder);
    const archived = await urlsIn(dir);
    expect(archived.filter((url) => url.includes("/a/1"))).toHaveLength(20);
    expect(archived).not.toContain("http://y.test/a/8_2.html");
    expect(sites.log).not.toContain("x.test /a/7_2.html");
    const events = [...new ArchiveState(dir).readLog(`events/${runId}`)] as { url: string; reason: string }[];
    expect(Object.fromEntries(events.map(({ url, reason }) => [new URL(url).pathname, reason]))).toEqual({
      "/a/7_2.html": "robots",
      "/a/8_2.html": "off-site",
      "/a/1_21.html": "page-limit",
    });
  });

  it("are asked for again, with conditions, when the article changed, and forgotten together", async () => {
    let title = "原题";
    let version = 1;
    const changing: Handler = (request, response, path) => {
      if (path === "/list") return html(response, `<li><a href="/a/1.html">${title}</a></li>`);
      const etag = `"${path === "/a/1.html" ? version : 0}"`;
      if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();
      html(response, `${pageOf(path)}${etag}`, { etag });
    };
    const sites = await playSites({ "x.test": changing });
    const dir = scratch();
    await crawlSites(sites, dir, [site("x")], inOrder);
    [title, version] = ["新题", 2];
    sites.log.length = 0;
    await crawlSites(sites, dir, [site("x")], inOrder);
    expect(sites.log).toEqual(x("/list", ...PAGES));
    const archive = await openArchive(dir, { now: () => new Date() });
    expect(archive.lookup("http://x.test/a/1_2.html").map(({ mime, next }) => [mime, next])).toEqual([
      ["text/html", "http://x.test/a/1_3.html"],
      ["warc/revisit", "http://x.test/a/1_3.html"],
    ]);
    await archive.close();
    forgetAddress(dir, "http://x.test/a/1.html", new Date());
    expect(await urlsIn(dir)).toEqual([]);
    sites.log.length = 0;
    await crawlSites(sites, dir, [site("x")], inOrder);
    expect(sites.log).toEqual(x("/list"));
  });
});
