import { describe, expect, it } from "vitest";
import {
  embeddedState,
  feed,
  jsonApi,
  type Listing,
  listPage,
  renderedList,
  sitemap,
  wordpress,
} from "../../../crawlers/discover/index.ts";

const fetchedAt = "2026-11-25T02:00:00.000Z";
const read = (listing: Listing, text: string, url = listing.first.url) =>
  listing.read({ url, text, fetchedAt }, listing.first);
const brief = (listing: Listing, text: string) =>
  read(listing, text).refs.map(({ url, hints }) => [url, hints.title, hints.published]);

describe("a feed", () => {
  const rss = (items: string, doctype = "") =>
    `<?xml version="1.0"?>${doctype}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>t</title>${items}</channel></rss>`;

  it("reads RSS with relative links, guids as links and dates of many kinds", () => {
    const items = `
      <item><title>一</title><link>/p/1</link><pubDate>Tue, 24 Nov 2026 10:00:00 +0800</pubDate></item>
      <item><title><![CDATA[二 <b>粗</b>]]></title><guid>https://example.org/p/2</guid><pubDate>2026-11-24 09:00:00  +0800</pubDate></item>
      <item><title>三</title><link>https://example.org/p/3#top</link><dc:date>2026-11-23T08:00:00+08:00</dc:date></item>
      <item><title>四</title><guid isPermaLink="false">4</guid></item>
      <item><title>五</title><link>javascript:alert(1)</link></item>`;
    expect(brief(feed("https://example.org/feed"), rss(items))).toEqual([
      ["https://example.org/p/1", "一", "2026-11-24T10:00:00+08:00"],
      ["https://example.org/p/2", "二 粗", "2026-11-24T09:00:00+08:00"],
      ["https://example.org/p/3", "三", "2026-11-23T08:00:00+08:00"],
    ]);
  });

  it("reads Atom, RDF and JSON feeds", () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>a</title><link rel="alternate" href="https://example.org/1"/><id>x</id><updated>2026-11-24T00:00:00Z</updated></entry></feed>`;
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://example.org/"><title>t</title></channel><item rdf:about="https://example.org/1"><title>a</title><link>https://example.org/1</link></item></rdf:RDF>`;
    const json = JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "t",
      items: [{ id: "1", url: "https://example.org/1", title: "a" }],
    });
    for (const text of [atom, rdf, json]) {
      expect(read(feed("https://example.org/feed"), text).refs.map(({ url }) => url)).toEqual([
        "https://example.org/1",
      ]);
    }
  });

  it("carries the whole article where it is one, and says where it is only a summary", () => {
    const items = `
      <item><title>全</title><link>https://example.org/1</link><description>摘要</description><content:encoded><![CDATA[<p>${"正文。".repeat(100)}</p>]]></content:encoded></item>
      <item><title>短</title><link>https://example.org/2</link><description>很短</description></item>
      <item><title>断</title><link>https://example.org/3</link><description>${"长。".repeat(200)}……</description></item>`;
    const { refs } = read(feed("https://example.org/feed", { fullText: true }), rss(items));
    expect(refs.map(({ item }) => item?.title ?? null)).toEqual(["全", null, null]);
    expect(refs[0]?.item?.html).toContain("正文。");
    expect(read(feed("https://example.org/feed"), rss(items)).refs.every(({ item }) => item === null)).toBe(true);
  });

  it("resolves no entity of a document type, external ones least of all", () => {
    const external =
      '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://169.254.169.254/">%y;]>';
    const laughs = `<!DOCTYPE rss [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at} "&a${at - 1};&a${at - 1};">`).join("")}]>`;
    for (const doctype of [
      external,
      laughs,
      '<!DOCTYPE rss SYSTEM "http://example.org/rss.dtd">',
      "<!DOCTYPE rss [",
      "<!DOCTYPE",
    ]) {
      const item = "<item><title>题 &x; &a29;</title><link>https://example.org/1</link></item>";
      let titles: (string | undefined)[] = [];
      try {
        titles = read(feed("https://example.org/feed"), rss(item, doctype)).refs.map(({ hints }) => hints.title);
      } catch {}
      expect(titles.join("")).not.toContain("root:");
      expect(titles.join("").length).toBeLessThan(100);
    }
    expect(
      brief(
        feed("https://example.org/feed"),
        rss("<item><title>题 &x;</title><link>https://example.org/1</link></item>", external),
      ),
    ).toHaveLength(1);
  });

  it("survives a feed that is cut short and refuses what is none", () => {
    const cut = rss("<item><title>一</title><link>https://example.org/1</link></item><item><title>二").replace(
      /<\/channel>.*/,
      "",
    );
    expect(read(feed("https://example.org/feed"), cut).refs[0]?.url).toBe("https://example.org/1");
    expect(() => read(feed("https://example.org/feed"), "<html><body>登录</body></html>")).toThrow();
    expect(() => read(feed("https://example.org/feed"), "")).toThrow();
  });
});

describe("a list in HTML", () => {
  it("reads link, title, time and author of each item, and the address of the next page", () => {
    const html = `<base href="https://evil.example/"><ul>
      <li><a class="t" href="/a/1" title="完整标题">完整标…</a><i>11月24日 09:30</i><b>某某</b></li>
      <li><a class="t" href="a/2">第二</a><i>3小时前</i></li>
      <li>没有链接</li></ul><a class="next" href="?p=2">下一页</a>`;
    const listing = listPage("https://example.org/list", {
      item: "li",
      link: "a.t",
      title: "a.t@title",
      time: "i",
      author: "b",
      next: "a.next",
    });
    const { refs, next } = read(listing, html);
    expect(refs.map(({ url, hints }) => ({ url, ...hints }))).toEqual([
      { url: "https://example.org/a/1", title: "完整标题", published: "2026-11-24T09:30:00+08:00", author: "某某" },
      { url: "https://example.org/a/2", title: "第二", published: "2026-11-25T07:00:00+08:00" },
    ]);
    expect(next).toMatchObject([{ url: "https://example.org/list?p=2", page: 2 }]);
  });

  it("takes entries that are all there is of an article, dated by the heading above them", () => {
    const html = `<div class="list"><h3>11月24日</h3><p><a href="https://a.example/1">甲</a><i>甲的全文。来源：甲报</i></p>
      <div class="list"><h3>12月30日</h3><p><a href="https://b.example/2">乙</a><i>乙的全文。</i></p>
      <p><a href="https://b.example/3">没有正文</a></p></div></div>`;
    const listing = listPage("https://example.org/daily", { item: "p", heading: "h3", text: "i" });
    expect(read(listing, html).refs.map(({ item }) => item)).toEqual([
      { url: "https://a.example/1", title: "甲", published: "2026-11-24", text: "甲的全文。来源：甲报" },
      { url: "https://b.example/2", title: "乙", published: "2025-12-30", text: "乙的全文。" },
    ]);
  });

  it("counts pages by a template, ends where a page is empty, and reads HTML inside JSON", () => {
    const listing = listPage("https://example.org/list?page={page}", {
      method: "POST",
      htmlAt: "content.html",
      item: "a",
    });
    expect(listing.first).toMatchObject({ url: "https://example.org/list?page=1", method: "POST" });
    const answer = (html: string) => JSON.stringify({ content: { html } });
    expect(read(listing, answer('<a href="/1">一</a>')).next).toMatchObject([
      { url: "https://example.org/list?page=2", method: "POST" },
    ]);
    expect(read(listing, answer(""))).toEqual({ refs: [], next: [] });
    expect(() => read(listing, "{}")).toThrow(/content\.html/);
  });

  it("keeps asking a browser for every page of a rendered list", () => {
    const listing = renderedList("https://example.org/{page}", { item: "a", waitFor: "#ready" });
    expect(listing.first.waitFor).toBe("#ready");
    expect(read(listing, '<a href="/x">x</a>').next).toMatchObject([{ waitFor: "#ready", page: 2 }]);
  });
});

describe("a list in JSON", () => {
  const options = {
    url: "https://example.org/api?page={page}",
    items: "data.list",
    link: "https://example.org/p/{id}",
    title: "title",
    time: "ts",
  };

  it("reads fields by their paths, fills addresses, and leaves out entries without one", () => {
    const list = [
      { id: 7, title: "A &amp; B <b>粗</b>", ts: 1_795_000_000 },
      { title: "ohne" },
      { id: "8", ts: 1_795_000_000_000 },
      null,
      5,
    ];
    expect(brief(jsonApi(options), JSON.stringify({ data: { list } }))).toEqual([
      ["https://example.org/p/7", "A & B 粗", "2026-11-18T19:06:40+08:00"],
      ["https://example.org/p/8", undefined, "2026-11-18T19:06:40+08:00"],
    ]);
  });

  it("goes on by number until a page is empty, or by cursor until there is none", () => {
    const one = JSON.stringify({ data: { list: [{ id: 1 }], next: "c/2", more: 1 } });
    expect(read(jsonApi(options), one).next).toMatchObject([{ url: "https://example.org/api?page=2", page: 2 }]);
    expect(read(jsonApi(options), JSON.stringify({ data: { list: [] } })).next).toEqual([]);
    const cursor = jsonApi({
      ...options,
      url: "https://example.org/api?c={cursor}",
      cursor: "data.next",
      more: "data.more",
    });
    expect(read(cursor, one).next).toMatchObject([{ url: "https://example.org/api?c=c%2F2" }]);
    expect(read(cursor, one.replace('"more":1', '"more":0')).next).toEqual([]);
    expect(read(cursor, one.replace('"c/2"', "null")).next).toEqual([]);
  });

  it("puts the cursor into a body as JSON has it", () => {
    const listing = jsonApi({
      ...options,
      url: "https://example.org/api",
      method: "POST",
      body: '{"c":"{cursor}"}',
      cursor: "data.next",
    });
    const [next] = read(listing, JSON.stringify({ data: { list: [{ id: 1 }], next: 'a"b' } })).next;
    expect(JSON.parse(next?.body ?? "")).toEqual({ c: 'a"b' });
  });

  it("says where it expected the list, and refuses what is no JSON", () => {
    expect(() => read(jsonApi(options), '{"code":403}')).toThrow(/data\.list/);
    expect(() => read(jsonApi(options), "<html>")).toThrow();
  });

  it("asks for the article as JSON where an interface gives it", () => {
    const listing = jsonApi({
      ...options,
      detail: { url: "https://example.org/api/{id}", html: "d.body", author: "d.by" },
    });
    const { refs } = read(listing, JSON.stringify({ data: { list: [{ id: 7, title: "题" }] } }));
    expect(refs[0]?.detail?.request.url).toBe("https://example.org/api/7");
    expect(refs[0]?.detail?.read({ d: { body: "<p>文</p>", by: "作者" } }, fetchedAt)).toEqual({
      url: "https://example.org/p/7",
      title: "题",
      author: "作者",
      html: "<p>文</p>",
    });
    expect(refs[0]?.detail?.read({}, fetchedAt)).toBeNull();
  });

  it("reads posts of WordPress in full, their date as Beijing time", () => {
    const post = {
      link: "https://example.org/archives/1",
      date: "2026-11-24T10:00:00",
      title: { rendered: "标题&#8230;" },
      content: { rendered: "<p>正文</p>" },
      _embedded: { author: [{ name: "作者" }] },
    };
    const [ref] = read(wordpress("https://example.org/"), JSON.stringify([post])).refs;
    expect(ref?.item).toEqual({
      url: post.link,
      title: "标题…",
      published: "2026-11-24T10:00:00+08:00",
      author: "作者",
      html: "<p>正文</p>",
    });
  });
});

describe("state in a page", () => {
  const paths = { items: "list", link: "/p/{id}", title: "t" };

  it("is found by the variable that it is assigned to, however it is written", () => {
    for (const assignment of [
      'window.S={"list":[{"id":1,"t":"a } \\" ]"}]};window.T={}',
      'var S = {"list":[{"id":1,"t":"x"}]}',
      'window["S"] = {"list":[{"id":1}]};',
    ]) {
      const html = `<p>S is</p><script>${assignment}</script>`;
      expect(read(embeddedState("https://example.org/", { name: "S", ...paths }), html).refs[0]?.url).toBe(
        "https://example.org/p/1",
      );
    }
  });

  it("is found by the id of its script element", () => {
    const html = '<script id="__NEXT_DATA__" type="application/json">{"list":[{"id":1,"t":"题"}]}</script>';
    expect(brief(embeddedState("https://example.org/", { name: "__NEXT_DATA__", ...paths }), html)).toEqual([
      ["https://example.org/p/1", "题", undefined],
    ]);
  });

  it("is put together again where Nuxt took it apart", () => {
    const state = [["ShallowReactive", 1], { list: 2 }, [3], { id: 4, t: 5 }, 9, "题"];
    const html = `<script id="__NUXT_DATA__">${JSON.stringify(state)}</script>`;
    expect(brief(embeddedState("https://example.org/", { name: "__NUXT_DATA__", ...paths }), html)).toEqual([
      ["https://example.org/p/9", "题", undefined],
    ]);
    const circle = `<script id="__NUXT_DATA__">[["Ref",1],{"list":0}]</script>`;
    expect(() => read(embeddedState("https://example.org/", { name: "__NUXT_DATA__", ...paths }), circle)).toThrow(
      /no list/,
    );
  });

  it("is missed by name", () => {
    expect(() => read(embeddedState("https://example.org/", { name: "S", ...paths }), "<p>nichts</p>")).toThrow(/"S"/);
  });
});

describe("a sitemap", () => {
  it("names addresses with their days, news titles where it has them", () => {
    const xml = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc>https://example.org/a</loc><lastmod>2026-11-20</lastmod></url>
      <url><loc>https://example.org/b</loc><news:news><news:publication_date>2026-11-24T08:00:00+08:00</news:publication_date><news:title>题</news:title></news:news></url></urlset>`;
    expect(brief(sitemap("https://example.org/sitemap.xml"), xml)).toEqual([
      ["https://example.org/a", undefined, undefined],
      ["https://example.org/b", "题", "2026-11-24T08:00:00+08:00"],
    ]);
  });

  it("leads on from an index to its newest children that fit", () => {
    const child = (name: string, day: string) =>
      `<sitemap><loc>https://example.org/${name}.xml</loc><lastmod>${day}</lastmod></sitemap>`;
    const xml = `<sitemapindex>${child("news-1", "2026-10-01")}${child("tags", "2026-11-20")}${child("news-2", "2026-11-01")}</sitemapindex>`;
    const { next } = read(sitemap("https://example.org/sitemap.xml", { match: /news/, children: 1 }), xml);
    expect(next.map(({ url }) => url)).toEqual(["https://example.org/news-2.xml"]);
    expect(() => read(sitemap("https://example.org/s.xml"), "<html></html>")).toThrow(/urlset/);
  });
});
