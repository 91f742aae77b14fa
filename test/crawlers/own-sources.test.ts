import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ArchiveState } from "../../crawlers/archive/state.ts";
import { readOpml, writeOpml } from "../../crawlers/opml.ts";
import {
  addOwnSources,
  fromOutlines,
  idOf,
  type OwnSource,
  ownSource,
  readOwnSources,
} from "../../crawlers/own-sources.ts";
import { suggestSources } from "../../crawlers/suggest.ts";
import { articleOf, crawlSites, type Handler, html, playSites, type Sites, scratch } from "./sites.ts";

const rss = (...paths: string[]) =>
  `<rss version="2.0"><channel><title>t</title>${paths
    .map(
      (path) =>
        `<item><title>题 ${path}</title><link>http://x.test${path}</link><description>${"文。".repeat(150)}</description></item>`,
    )
    .join("")}</channel></rss>`;
const suggest = (sites: Sites, address: string) =>
  suggestSources(address, {
    state: new ArchiveState(scratch()),
    userAgent: "modeltide/0.1 (+t)",
    hosts: sites.hosts,
    pace: 0,
  });
const entry = (more: Partial<OwnSource> = {}): OwnSource => ({
  id: "x",
  name: "某站",
  home: "http://x.test/",
  feed: "http://x.test/feed",
  full_text: true,
  keep: [],
  ...more,
});

describe("finding the feeds of an address", () => {
  it("takes the address itself where it is a feed", async () => {
    const sites = await playSites({ "x.test": (_request, response) => html(response, rss("/1", "/2")) });
    const [found] = await suggest(sites, "http://x.test/some/feed");
    expect(found).toMatchObject({ items: 2, titles: ["题 /1", "题 /2"] });
    expect(found?.entry).toEqual(entry({ name: "x.test", feed: "http://x.test/some/feed" }));
  });

  it("takes those that a page points to, the fullest first, and leaves out what is none", async () => {
    const handler: Handler = (_request, response, path) => {
      if (path === "/one") html(response, rss("/1"));
      else if (path === "/two") html(response, rss("/1", "/2"));
      else if (path === "/") {
        const link = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;
        html(response, ["/one", "two", "/none"].map(link).join(""));
      } else response.writeHead(404).end();
    };
    const found = await suggest(await playSites({ "x.test": handler }), "http://x.test/");
    expect(found.map((one) => one.entry.feed)).toEqual(["http://x.test/two", "http://x.test/one"]);
  });

  it("looks in the usual places where no page points anywhere, and says so where nothing is there", async () => {
    const handler: Handler = (_request, response, path) =>
      path === "/rss.xml" ? html(response, rss("/1")) : html(response, "<p>Startseite</p>");
    const found = await suggest(await playSites({ "x.test": handler }), "http://x.test/");
    expect(found[0]?.entry.feed).toBe("http://x.test/rss.xml");
    const none = await playSites({ "x.test": (_request, response) => html(response, "<p>nichts</p>") });
    await expect(suggest(none, "http://x.test/")).rejects.toThrow(/no feed found at http:\/\/x\.test\//);
    const blocked = await playSites({ "x.test": (_request, response) => void response.writeHead(403).end() });
    await expect(suggest(blocked, "http://x.test/")).rejects.toThrow(/not welcome/);
  });

  it("keeps the parameter that articles are told apart by", async () => {
    const sites = await playSites({ "x.test": (_request, response) => html(response, rss("/v?id=1", "/v?id=2")) });
    expect((await suggest(sites, "http://x.test/feed"))[0]?.entry.keep).toEqual(["id"]);
  });
});

describe("the file of sources without code", () => {
  it("takes new feeds, gives each an id of its own, and leaves known ones alone", () => {
    const path = join(scratch(), "data", "sources.yaml");
    expect(readOwnSources(path)).toEqual([]);
    expect(addOwnSources(path, [entry(), entry({ feed: "http://x.test/other" })]).map(({ id }) => id)).toEqual([
      "x",
      "x-2",
    ]);
    expect(addOwnSources(path, [entry()])).toEqual([]);
    expect(readOwnSources(path)).toHaveLength(2);
    expect(existsSync(`${path}.next`)).toBe(false);
    expect(readFileSync(path, "utf8")).toContain("某站");
  });

  it("is refused with its name and the place where it does not fit", () => {
    const path = join(scratch(), "sources.yaml");
    writeFileSync(path, "sources:\n  - id: x\n    name: y\n    home: nowhere\n    feed: http://x.test/\n");
    expect(() => readOwnSources(path)).toThrow(/sources\.yaml[\s\S]*home/);
    writeFileSync(path, "sources: [\n");
    expect(() => readOwnSources(path)).toThrow(/sources\.yaml/);
  });

  it("names sources that are crawled like all others", async () => {
    const handler: Handler = (_request, response, path) =>
      html(response, path === "/feed" ? rss("/1", "/2") : articleOf(path));
    const sites = await playSites({ "x.test": handler });
    const { sources } = await crawlSites(sites, scratch(), [ownSource(entry())]);
    expect(sources[0]).toMatchObject({ listed: 2, fetched: 2, state: "fine" });
  });

  it("makes ids of hosts", () => {
    expect(["https://www.leiphone.com/", "https://a.b.org/x", "https://example.com.cn/"].map(idOf)).toEqual([
      "leiphone",
      "a-b",
      "example",
    ]);
  });
});

describe("OPML", () => {
  it("goes out and comes in again", () => {
    const outlines = [{ title: "某站 & Co", feed: "http://x.test/feed?a=1&b=2", site: "http://x.test/" }];
    expect(readOpml(writeOpml("Modeltide", outlines))).toEqual(outlines);
  });

  it("gives the feeds of all folders, and resolves no entity", () => {
    const opml = `<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml version="2.0"><head><title>t</title></head><body>
      <outline text="AI"><outline text="一 &x;" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
      <outline text="deep"><outline text="二" type="rss" xmlUrl="https://b.example/feed"/></outline></outline>
      <outline text="no feed"/></body></opml>`;
    const outlines = readOpml(opml);
    expect(outlines.map(({ feed }) => feed)).toEqual(["https://a.example/feed", "https://b.example/feed"]);
    expect(JSON.stringify(outlines)).not.toContain("root:");
    expect(fromOutlines(outlines).map(({ id, home }) => [id, home])).toEqual([
      ["a", "https://a.example/"],
      ["b", "https://b.example"],
    ]);
    expect(() => readOpml("<html></html>")).toThrow();
  });
});
