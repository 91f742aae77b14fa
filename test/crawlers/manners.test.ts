import { describe, expect, it } from "vitest";
import { ArchiveState } from "../../crawlers/archive/state.ts";
import { listPage } from "../../crawlers/discover/index.ts";
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

const ARTICLES = ["/a/1", "/a/2", "/a/3"];

const plain: Handler = (_request, response, path) =>
  html(response, path === "/list" ? listOf(ARTICLES) : articleOf(path));

describe("the manners of a crawl", () => {
  it("asks for robots.txt once a day, keeps to it and names the rule", async () => {
    const handler = withRobots("User-agent: modeltide\nDisallow: /a/2\n", plain);
    const sites = await playSites({ "x.test": handler });
    const dir = scratch();
    const summary = await crawlSites(sites, dir, [site("x")]);
    expect(summary.sources[0]).toMatchObject({ fetched: 2, dropped: 1, state: "fine" });
    expect(sites.log).not.toContain("x.test /a/2");
    const [event] = [...new ArchiveState(dir).readLog(`events/${summary.runId}`)] as {
      reason: string;
      detail: string;
    }[];
    expect(event).toMatchObject({ reason: "robots" });
    expect(event?.detail).toContain("Disallow: /a/2");
    await crawlSites(sites, dir, [site("x")]);
    expect(sites.all.filter((line) => line.endsWith("robots.txt"))).toHaveLength(1);
    const tomorrow = () => new Date(Date.now() + 25 * 3_600_000);
    await crawlSites(sites, dir, [site("x")], { now: tomorrow });
    expect(sites.all.filter((line) => line.endsWith("robots.txt"))).toHaveLength(2);
  });

  it("asks robots.txt of the host that a redirect leads to", async () => {
    const moving: Handler = (_request, response, path) => {
      if (path === "/list") html(response, listOf(["/a/1"]));
      else response.writeHead(302, { location: "http://y.test/a/1" }).end();
    };
    const sites = await playSites({ "x.test": moving, "y.test": withRobots("User-agent: *\nDisallow: /", plain) });
    const summary = await crawlSites(sites, scratch(), [site("x", { hosts: ["x.test", "y.test"] })]);
    expect(summary.sources[0]).toMatchObject({ fetched: 0, dropped: 1 });
    expect(sites.log).not.toContain("y.test /a/1");
  });

  it("fetches nothing where robots.txt answers 5xx, and everything where it answers 4xx", async () => {
    const failing = withRobots((_request, response) => void response.writeHead(500).end(), plain);
    const missing = withRobots((_request, response) => void response.writeHead(403).end(), plain);
    const sites = await playSites({ "x.test": failing, "y.test": missing });
    const { sources } = await crawlSites(sites, scratch(), [site("x"), site("y")]);
    expect(sources[0]).toMatchObject({ state: "unreachable", fetched: 0 });
    expect(sources[1]).toMatchObject({ state: "fine", fetched: 3 });
    expect(sites.log.filter((line) => line.startsWith("x.test"))).toEqual([]);
  });

  it("asks one host one thing at a time, with the pause between, and Crawl-delay where it is longer", async () => {
    const busy = new Set<string>();
    const slow: Handler = (request, response, path) => {
      const host = request.headers.host ?? "";
      if (busy.has(host)) return void response.writeHead(404).end();
      busy.add(host);
      setTimeout(() => {
        busy.delete(host);
        html(response, path === "/list" ? listOf(ARTICLES) : articleOf(path));
      }, 10);
    };
    const sites = await playSites({ "x.test": slow, "y.test": withRobots("User-agent: *\nCrawl-delay: 0.2", slow) });
    // robots.txt, the list and three articles: four pauses, which a busy machine can only make longer.
    for (const [id, pauses] of [
      ["x", 4 * 100],
      ["y", 4 * 200],
    ] as const) {
      const start = performance.now();
      const { totals } = await crawlSites(sites, scratch(), [site(id)], { pace: 0.1 });
      expect(performance.now() - start).toBeGreaterThanOrEqual(pauses - 20);
      expect(totals.fetched).toBe(3);
    }
  });

  it("waits as long as Retry-After says and then goes on", async () => {
    const asked: number[] = [];
    const busy: Handler = (_request, response, path) => {
      if (path !== "/a/2") return html(response, path === "/list" ? listOf(ARTICLES) : articleOf(path));
      asked.push(Date.now());
      if (asked.length === 1) response.writeHead(429, { "retry-after": "1" }).end();
      else html(response, articleOf(path));
    };
    const sites = await playSites({ "x.test": busy });
    const summary = await crawlSites(sites, scratch(), [site("x")]);
    expect(summary.sources[0]).toMatchObject({ fetched: 3, state: "fine" });
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(950);
  });

  it("lets a host rest that goes on refusing, and says unreachable", async () => {
    const down: Handler = (_request, response, path) =>
      path === "/list" ? html(response, listOf(ARTICLES)) : void response.writeHead(503).end();
    const sites = await playSites({ "x.test": down });
    const summary = await crawlSites(sites, scratch(), [site("x")]);
    expect(summary.sources[0]).toMatchObject({ fetched: 0, failed: 3, state: "unreachable" });
    expect(sites.log).toHaveLength(5);
  });

  it("gives up one page that always fails without giving up its host", async () => {
    const many = Array.from({ length: 12 }, (_, at) => `/a/${at}`);
    const handler: Handler = (_request, response, path) =>
      path === "/a/0"
        ? void response.writeHead(500).end()
        : html(response, path === "/list" ? listOf(many) : articleOf(path));
    const sites = await playSites({ "x.test": handler });
    const summary = await crawlSites(sites, scratch(), [site("x")]);
    expect(summary.sources[0]).toMatchObject({ fetched: 11, failed: 1 });
  });

  it.each([
    ["403", (response: Parameters<Handler>[1]) => void response.writeHead(403).end()],
    ["451", (response: Parameters<Handler>[1]) => void response.writeHead(451).end()],
    [
      "a challenge with status 200",
      (response: Parameters<Handler>[1]) => html(response, "<script>TTGCaptcha()</script>"),
    ],
    ["a challenge in words", (response: Parameters<Handler>[1]) => html(response, "<title>安全验证</title>请完成验证")],
  ])("stops at once at %s, archives nothing of it and says blocked", async (_, refuse) => {
    const handler: Handler = (_request, response, path) =>
      path === "/list"
        ? html(response, listOf(ARTICLES))
        : path === "/a/1"
          ? html(response, articleOf(path))
          : refuse(response);
    const sites = await playSites({ "x.test": handler });
    const dir = scratch();
    const summary = await crawlSites(sites, dir, [site("x")]);
    expect(summary.sources[0]).toMatchObject({ fetched: 1, blocked: 2, state: "blocked" });
    expect(sites.log).toEqual(["x.test /list", "x.test /a/1", "x.test /a/2"]);
    expect(await urlsIn(dir)).toEqual(["http://x.test/a/1"]);
  });

  it("archives a real article that only mentions such words", async () => {
    const handler: Handler = (_request, response, path) =>
      html(response, path === "/list" ? listOf(["/a/1"]) : `${articleOf("人机验证的未来")}<footer>访问验证</footer>`);
    const sites = await playSites({ "x.test": handler });
    expect((await crawlSites(sites, scratch(), [site("x")])).sources[0]).toMatchObject({ fetched: 1, state: "fine" });
  });
});

describe("the health of a source", () => {
  it("is unreachable where nobody answers, and one source's trouble is not the other's", async () => {
    const sites = await playSites({ "x.test": plain });
    const nowhere = { ...sites.hosts, gone: { address: "127.0.0.1", port: 1 } };
    const gone = site("z", { hosts: ["z.gone"], listings: [listPage("http://z.gone/list", { item: "li" })] });
    const { sources } = await crawlSites({ ...sites, hosts: nowhere }, scratch(), [gone, site("x")]);
    expect(sources.map(({ state }) => state)).toEqual(["unreachable", "fine"]);
  });

  it("is drifted, naming the selector, where a list names nothing any more", async () => {
    const sites = await playSites({ "x.test": (_request, response) => html(response, "<p>neu gestaltet</p>") });
    const [run] = (await crawlSites(sites, scratch(), [site("x")])).sources;
    expect(run).toMatchObject({ state: "drifted", listed: 0 });
    expect(run?.message).toContain("http://x.test/list (li)");
  });

  it("is drifted where pages no longer have what the rules select", async () => {
    const handler: Handler = (_request, response, path) =>
      html(response, path === "/list" ? listOf(ARTICLES) : `<main>${articleOf(path).replace("body", "inhalt")}</main>`);
    const sites = await playSites({ "x.test": handler });
    const [run] = (await crawlSites(sites, scratch(), [site("x")])).sources;
    expect(run).toMatchObject({ state: "drifted", fetched: 3 });
    expect(run?.message).toContain("body: .body");
  });

  it("is drifted, not merely without news, where a list yields far less than it used to", async () => {
    let count = 20;
    const handler: Handler = (_request, response, path) =>
      html(response, path === "/list" ? listOf(Array.from({ length: count }, (_, at) => `/a/${at}`)) : articleOf(path));
    const sites = await playSites({ "x.test": handler });
    const dir = scratch();
    for (let run = 0; run < 3; run++) await crawlSites(sites, dir, [site("x")]);
    count = 2;
    const [run] = (await crawlSites(sites, dir, [site("x")])).sources;
    expect(run).toMatchObject({ state: "drifted", new: 0 });
    expect(run?.message).toMatch(/2 articles, usually 20/);
  });
});
