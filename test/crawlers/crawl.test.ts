import { describe, expect, it } from "vitest";
import { ArchiveState } from "../../crawlers/archive/state.ts";
import { openArchive, verifyArchive } from "../../crawlers/archive.ts";
import { feed, listPage } from "../../crawlers/discover/index.ts";
import { readSourceRuns } from "../../crawlers/health.ts";
import {
  archived,
  articleOf,
  crawlSites,
  type Handler,
  html,
  listOf,
  playSites,
  scratch,
  site,
  urlsIn,
} from "./sites.ts";

const ARTICLES = ["/a/1", "/a/2", "/a/3"];

/** A list of three articles with an entity tag. */
const plain: Handler = (request, response, path) => {
  if (path !== "/list") return html(response, articleOf(path));
  if (request.headers["if-none-match"] === '"l"') return void response.writeHead(304).end();
  html(response, listOf(ARTICLES), { etag: '"l"' });
};

describe("a crawl", () => {
  it("fetches what sources list, side by side, and counts every article once", async () => {
    const sites = await playSites({ "x.test": plain, "y.test": plain });
    const dir = scratch();
    const summary = await crawlSites(sites, dir, [site("x"), site("y")]);
    expect(summary.sources).toHaveLength(2);
    expect(summary.sources[0]).toMatchObject({ sourceId: "x", listed: 3, new: 3, fetched: 3, state: "fine" });
    expect(summary.totals).toMatchObject({ listed: 6, fetched: 6, dropped: 0 });
    expect(await urlsIn(dir)).toHaveLength(6);
    const [record] = await archived(dir);
    expect(record?.capture).toMatchObject({ sourceId: "x", hints: { title: "标题 /a/1" }, status: 200 });
    expect((await readSourceRuns(dir)).map(({ runId, sourceId }) => [runId, sourceId])).toEqual([
      [summary.runId, "x"],
      [summary.runId, "y"],
    ]);
  });

  it("costs one 304 a list when it is run again and nothing has changed", async () => {
    const statuses: number[] = [];
    const watched: Handler = (request, response, path) => {
      response.once("finish", () => statuses.push(response.statusCode));
      plain(request, response, path);
    };
    const sites = await playSites({ "x.test": watched });
    const dir = scratch();
    await crawlSites(sites, dir, [site("x")]);
    sites.all.length = 0;
    statuses.length = 0;
    const again = await crawlSites(sites, dir, [site("x")]);
    expect(again.sources[0]).toMatchObject({ listed: 3, new: 0, fetched: 0, unchanged: 3, state: "fine" });
    expect(sites.all).toEqual(["x.test /list"]);
    expect(statuses).toEqual([304]);
  });

  it("fetches only what is new when the list has changed", async () => {
    let articles = ARTICLES;
    const growing: Handler = (_request, response, path) =>
      html(response, path === "/list" ? listOf(articles) : articleOf(path));
    const sites = await playSites({ "x.test": growing });
    const dir = scratch();
    await crawlSites(sites, dir, [site("x")]);
    articles = ["/a/4", ...ARTICLES];
    sites.log.length = 0;
    const again = await crawlSites(sites, dir, [site("x")]);
    expect(again.sources[0]).toMatchObject({ listed: 4, new: 1, fetched: 1, unchanged: 3 });
    expect(sites.log).toEqual(["x.test /list", "x.test /a/4"]);
  });

  it("asks once more, with conditions, for an article whose title changed, and writes a revisit where it is the same", async () => {
    let title = "原题";
    let version = "v1";
    const handler: Handler = (request, response, path) => {
      if (path === "/list") return html(response, `<li><a href="/a/1">${title}</a></li>`);
      if (request.headers["if-none-match"] === `"${version}"`) return void response.writeHead(304).end();
      html(response, articleOf(version), { etag: `"${version}"` });
    };
    const sites = await playSites({ "x.test": handler });
    const dir = scratch();
    await crawlSites(sites, dir, [site("x")]);
    title = "新题";
    expect((await crawlSites(sites, dir, [site("x")])).sources[0]).toMatchObject({ fetched: 0, unchanged: 1 });
    sites.log.length = 0;
    await crawlSites(sites, dir, [site("x")]);
    expect(sites.log).toEqual(["x.test /list"]);
    [title, version] = ["三题", "v2"];
    expect((await crawlSites(sites, dir, [site("x")])).sources[0]).toMatchObject({ new: 0, fetched: 1 });
    const archive = await openArchive(dir, { now: () => new Date() });
    expect(archive.lookup("http://x.test/a/1").map(({ mime }) => mime)).toEqual([
      "text/html",
      "warc/revisit",
      "text/html",
    ]);
    await archive.close();
    expect(verifyArchive(dir).damage).toEqual([]);
  });

  it("takes articles from a full-text feed without fetching their pages, and fetches the page of a summary", async () => {
    const entry = (path: string, text: string) =>
      `<item><title>${path}</title><link>http://x.test${path}</link><description><![CDATA[<p>${text}</p>]]></description></item>`;
    const rss = `<rss version="2.0"><channel><title>x</title>${entry("/a/1", "全文。".repeat(100))}${entry("/a/2", "摘要……")}</channel></rss>`;
    const handler: Handler = (_request, response, path) => html(response, path === "/feed" ? rss : articleOf(path));
    const sites = await playSites({ "x.test": handler });
    const dir = scratch();
    const source = site("x", { listings: [feed("http://x.test/feed", { fullText: true })] });
    const summary = await crawlSites(sites, dir, [source]);
    expect(summary.sources[0]).toMatchObject({ listed: 2, fetched: 2 });
    expect(sites.log).toEqual(["x.test /feed", "x.test /a/2"]);
    const entryRecord = (await archived(dir)).find(({ capture }) => capture.kind === "entry");
    expect(JSON.parse(entryRecord?.body.toString() ?? "")).toMatchObject({ url: "http://x.test/a/1", title: "/a/1" });
    expect((await crawlSites(sites, dir, [source])).sources[0]).toMatchObject({ new: 0, fetched: 0, unchanged: 2 });
  });

  it("reads further pages until one names nothing new, or back to the day that is asked for", async () => {
    const day = (page: number) => `2026-${String(12 - page).padStart(2, "0")}-15`;
    const handler: Handler = (_request, response, path) => {
      const page = Number(/^\/list\/(\d+)$/.exec(path)?.[1] ?? 0);
      if (!page) return html(response, articleOf(path));
      html(response, page > 9 ? "" : `<li><a href="/a/${page}">第${page}页的文章</a><time>${day(page)}</time></li>`);
    };
    const sites = await playSites({ "x.test": handler });
    const source = site("x", { listings: [listPage("http://x.test/list/{page}", { item: "li", time: "time" })] });
    const dir = scratch();
    const since = await crawlSites(sites, dir, [source], { since: "2026-08-01" });
    expect(since.sources[0]).toMatchObject({ listed: 4, fetched: 4 });
    expect(sites.log.filter((line) => line.includes("/list/"))).toHaveLength(5);
    sites.log.length = 0;
    await crawlSites(sites, dir, [source]);
    expect(sites.log).toEqual(["x.test /list/1"]);
    const back = await crawlSites(sites, dir, [source], { since: "2026-06-01" });
    expect(back.sources[0]).toMatchObject({ listed: 6, fetched: 2, unchanged: 4 });
  });

  it("takes the next way in where the first fails, and says so", async () => {
    const handler: Handler = (_request, response, path) => {
      if (path === "/feed") return html(response, "<html>verschwunden</html>");
      html(response, path === "/list" ? listOf(ARTICLES) : articleOf(path));
    };
    const sites = await playSites({ "x.test": handler });
    const source = site("x", {
      listings: [feed("http://x.test/feed"), listPage("http://x.test/list", { item: "li" })],
    });
    const [run] = (await crawlSites(sites, scratch(), [source])).sources;
    expect(run).toMatchObject({ fetched: 3, state: "fine" });
    expect(run?.message).toContain("http://x.test/feed");
  });

  it("reads a list as well where the feed no longer reaches back to the last run", async () => {
    let names = ["/a/1", "/a/2"];
    const handler: Handler = (_request, response, path) => {
      const item = (name: string) => `<item><title>${name}</title><link>http://x.test${name}</link></item>`;
      if (path === "/feed")
        html(response, `<rss version="2.0"><channel>${names.slice(0, 2).map(item).join("")}</channel></rss>`);
      else html(response, path === "/list" ? listOf(names) : articleOf(path));
    };
    const sites = await playSites({ "x.test": handler });
    const source = site("x", {
      listings: [feed("http://x.test/feed"), listPage("http://x.test/list", { item: "li" })],
    });
    const dir = scratch();
    await crawlSites(sites, dir, [source]);
    expect(sites.log).not.toContain("x.test /list");
    names = ["/a/6", "/a/5", "/a/4", "/a/3", ...names];
    const again = await crawlSites(sites, dir, [source]);
    expect(again.sources[0]).toMatchObject({ listed: 6, new: 4, fetched: 4 });
  });

  it("drops what is gone, moved away, empty or no page, each with its reason, and does not ask again", async () => {
    const handler: Handler = (_request, response, path) => {
      if (path === "/list")
        return html(response, listOf(["/a/ok", "/a/gone", "/a/away", "/a/moved", "/a/empty", "/a/pdf", "/b/no"]));
      if (path === "/a/gone") response.writeHead(404).end("weg");
      else if (path === "/a/away") response.writeHead(301, { location: "http://y.test/" }).end();
      else if (path === "/a/moved") response.writeHead(301, { location: "/a/ok" }).end();
      else if (path === "/a/empty") html(response, "");
      else if (path === "/a/pdf") response.writeHead(200, { "content-type": "application/pdf" }).end("%PDF");
      else html(response, articleOf(path));
    };
    const sites = await playSites({ "x.test": handler, "y.test": handler });
    const dir = scratch();
    const summary = await crawlSites(sites, dir, [site("x")]);
    expect(summary.sources[0]).toMatchObject({ listed: 6, fetched: 1, dropped: 5, state: "fine" });
    const events = [...new ArchiveState(dir).readLog(`events/${summary.runId}`)] as { url: string; reason: string }[];
    expect(Object.fromEntries(events.map(({ url, reason }) => [url.split("/").at(-1), reason]))).toEqual({
      gone: "gone",
      away: "off-site",
      moved: "duplicate",
      empty: "empty",
      pdf: "content-type",
    });
    sites.log.length = 0;
    await crawlSites(sites, dir, [site("x")]);
    expect(sites.log.sort()).toEqual(["x.test /a/empty", "x.test /a/pdf", "x.test /list"]);
  });

  it("drops a page over the limit and goes on", async () => {
    const handler: Handler = (_request, response, path) =>
      html(
        response,
        path === "/list" ? listOf(["/a/big", "/a/1"]) : path === "/a/big" ? "x".repeat(11_000_000) : articleOf(path),
      );
    const sites = await playSites({ "x.test": handler });
    const summary = await crawlSites(sites, scratch(), [site("x")]);
    expect(summary.sources[0]).toMatchObject({ fetched: 1, dropped: 1 });
  });

  it("keeps what was finished when it is stopped, and the next run fetches the rest", async () => {
    const stop = new AbortController();
    const many = Array.from({ length: 30 }, (_, at) => `/a/${at}`);
    let served = 0;
    const handler: Handler = (_request, response, path) => {
      if (path.startsWith("/a/") && ++served === 10) stop.abort(new Error("stopped"));
      html(response, path === "/list" ? listOf(many) : articleOf(path));
    };
    const sites = await playSites({ "x.test": handler });
    const dir = scratch();
    await expect(crawlSites(sites, dir, [site("x")], { signal: stop.signal })).rejects.toThrow("stopped");
    const kept = (await urlsIn(dir)).length;
    expect(kept).toBeGreaterThan(5);
    expect((await readSourceRuns(dir)).at(-1)).toMatchObject({ state: "interrupted" });
    const again = await crawlSites(sites, dir, [site("x")]);
    expect(again.sources[0]).toMatchObject({ listed: 30, fetched: 30 - kept, unchanged: kept });
    expect(await urlsIn(dir)).toHaveLength(30);
  });
});
