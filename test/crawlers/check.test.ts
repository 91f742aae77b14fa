import { describe, expect, it } from "vitest";
import { ArchiveState } from "../../crawlers/archive/state.ts";
import { type CheckOptions, checkSources } from "../../crawlers/check.ts";
import { feed, listPage } from "../../crawlers/discover/index.ts";
import { fitsTimeFormat } from "../../crawlers/time-format.ts";
import { articleOf, type Handler, html, listOf, playSites, type Sites, scratch, site, withRobots } from "./sites.ts";

const check = (sites: Sites, sources: CheckOptions["sources"]) =>
  checkSources({
    sources,
    state: new ArchiveState(scratch()),
    userAgent: "modeltide/0.1 (+tests)",
    hosts: sites.hosts,
    pace: 0,
  });
const rules = [{ from: "2020-01-01", title: "h1", body: ".body", time: "time" }];
const page = (path: string) => `${articleOf(path)}<time>2026-11-24 09:30</time>`;
const plain: Handler = (_request, response, path) =>
  html(response, path === "/list" ? listOf(["/a/1", "/a/2"]) : page(path));

describe("checking sources", () => {
  it("finds fine what is as defined, having fetched one list and one article", async () => {
    const sites = await playSites({ "x.test": plain });
    const [found] = await check(sites, [site("x", { extract: rules, timeFormat: "YYYY-MM-DD HH:mm" })]);
    expect(found).toMatchObject({ state: "fine", items: 2, title: "/a/1", time: "2026-11-24 09:30", problems: [] });
    expect(found?.bodyLength).toBeGreaterThan(50);
    expect(sites.log).toEqual(["x.test /list", "x.test /a/1"]);
  });

  it("names each selector that found nothing", async () => {
    const sites = await playSites({ "x.test": plain });
    const drifted = [{ from: "2020-01-01", title: "h1.new", body: ".content", time: "time" }];
    const [found] = await check(sites, [site("x", { extract: drifted })]);
    expect(found?.state).toBe("drifted");
    expect(found?.problems).toEqual(["found nothing: body: .content", "found nothing: title: h1.new"]);
  });

  it("names the list that names nothing, and a time that is written otherwise", async () => {
    const sites = await playSites({ "x.test": plain });
    const list = site("x", { listings: [listPage("http://x.test/list", { item: "article" })] });
    const time = site("y", {
      home: "http://x.test/",
      hosts: ["x.test"],
      listings: site("x").listings,
      extract: rules,
      timeFormat: "YYYY年MM月DD日",
    });
    const [first, second] = await check(sites, [list, time]);
    expect(first).toMatchObject({ state: "drifted", items: 0 });
    expect(first?.problems[0]).toContain("(article)");
    expect(second?.problems[0]).toContain("YYYY年MM月DD日");
  });

  it("tells blocked from unreachable", async () => {
    const sites = await playSites({
      "x.test": (_request, response) => void response.writeHead(403).end(),
      "y.test": withRobots("User-agent: *\nDisallow: /", plain),
      "z.test": (_request, response) => void response.writeHead(503).end(),
    });
    const found = await check(sites, [site("x"), site("y"), site("z")]);
    expect(found.map(({ state }) => state)).toEqual(["blocked", "blocked", "unreachable"]);
  });

  it("looks at the entry of a full-text feed instead of a page", async () => {
    const text = "全文。".repeat(100);
    const rss = `<rss version="2.0"><channel><item><title>题</title><link>http://x.test/a/1</link><pubDate>Tue, 24 Nov 2026 10:00:00 +0800</pubDate><description>${text}</description></item></channel></rss>`;
    const sites = await playSites({ "x.test": (_request, response) => html(response, rss) });
    const [found] = await check(sites, [site("x", { listings: [feed("http://x.test/feed", { fullText: true })] })]);
    expect(found).toMatchObject({ state: "fine", title: "题", bodyLength: 300 });
    expect(sites.log).toEqual(["x.test /feed"]);
  });
});

describe("a time's format", () => {
  it.each([
    ["2026-11-24 09:30", "YYYY-MM-DD HH:mm", true],
    ["发布:2026年1月4日 9:30 来源", "YYYY年MM月DD日 HH:mm", true],
    ["3小时前", "YYYY-MM-DD HH:mm", false],
    ["2026.11.24", "YYYY.MM.DD", true],
    ["2026-11-24", "YYYY.MM.DD", false],
  ])("%j is written %s: %s", (text, format, fits) => expect(fitsTimeFormat(text, format)).toBe(fits));
});
