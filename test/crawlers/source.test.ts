import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalUrl } from "../../crawlers/canonical.ts";
import { feed } from "../../crawlers/discover/index.ts";
import { defineSource, loadSources } from "../../crawlers/source.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { scratch, site } from "./sites.ts";

describe("a source's definition", () => {
  it("takes defaults that are polite and claims nothing", () => {
    expect(site("x")).toMatchObject({ kind: "news", engine: "http", confirmed: null, canonical: { scheme: "http" } });
  });

  it.each([
    [{ hosts: ["https://x.test"] }, /hosts/],
    [{ home: "x.test" }, /home/],
    [{ extract: [{ from: "2020", body: "p" }] }, /YYYY-MM-DD/],
    [{ article: /x/g }, /article/],
    [{ listings: [] }, /listings/],
    [{ listings: ["http://x.test/feed"] as never }, /listing/],
    [{ selector: "p" } as never, /selector/],
  ])("is refused for %j, naming the source and the place", (wrong, expected) => {
    expect(() => site("x", wrong)).toThrow(/source "x"/);
    expect(() => site("x", wrong)).toThrow(expected);
  });
});

describe("the folder of sources", () => {
  it("holds sources that load, each with an id of its own and a first list on one of its hosts", async () => {
    const sources = await loadSources(join(packageRoot, "crawlers", "sources"));
    expect(sources.length).toBeGreaterThanOrEqual(3);
    for (const { id, hosts, listings, confirmed } of sources) {
      for (const { first } of listings.flat()) expect(hosts, id).toContain(new URL(first.url).hostname);
      expect(confirmed === null || /^\d{4}-\d\d-\d\d$/.test(confirmed)).toBe(true);
    }
  });

  it("names the file that is no source, and the two that share an id", async () => {
    const dir = scratch();
    writeFileSync(join(dir, "broken.ts"), "export const source = undefined;\n");
    await expect(loadSources(dir)).rejects.toThrow(/broken\.ts/);
    const two = scratch();
    for (const name of ["a", "b"]) {
      writeFileSync(join(two, `${name}.js`), "export const source = { id: 'same' };\n");
    }
    await expect(loadSources(two)).rejects.toThrow(/a\.js, b\.js/);
    mkdirSync(join(two, "empty"));
    await expect(loadSources(join(two, "empty"))).resolves.toEqual([]);
    await expect(loadSources(join(two, "missing"))).rejects.toThrow(/missing/);
  });
});

describe("the canonical address", () => {
  const source = defineSource({
    id: "x",
    name: { zh: "某站" },
    home: "https://www.example.org/",
    hosts: ["www.example.org", "m.example.org"],
    listings: [feed("https://www.example.org/feed")],
    article: /./,
    canonical: {
      hosts: { "m.example.org": "www.example.org" },
      keep: ["id"],
      rewrite: [[/^https:\/\/www\.example\.org\/html\/(\d+)\.htm$/, "https://www.example.org/a/$1"]],
    },
  });

  it.each([
    ["http://m.example.org/a/1?utm_source=x#top", "https://www.example.org/a/1"],
    ["https://www.example.org:443/a/1", "https://www.example.org/a/1"],
    ["https://WWW.example.org/A/1", "https://www.example.org/A/1"],
    ["https://www.example.org/v?x=1&id=7", "https://www.example.org/v?id=7"],
    ["https://m.example.org/html/123.htm", "https://www.example.org/a/123"],
    ["no address", "no address"],
    ["urn:x:y", "urn:x:y"],
  ])("of %s is %s", (url, expected) => {
    expect(canonicalUrl(url, source)).toBe(expected);
    expect(canonicalUrl(expected, source)).toBe(expected);
  });
});
