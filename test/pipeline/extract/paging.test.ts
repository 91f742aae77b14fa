import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { joinPages, nextPageOf } from "../../../pipeline/stages/extract/index.ts";
import { extractor, FETCHED_AT, kept } from "./extractor.ts";

const PARAGRAPHS = [
  "云帆智能周五发布了面向制造业的大模型，可以读懂设备日志，也可以为产线工人写操作说明。",
  "负责研发的团队说，他们没有去追求更大的参数，而是把力气花在数据清洗上，整理出的文档有四百多万页。",
  "按照计划，第二个版本将在秋天推出，届时会加入图像识别能力，并支持在边缘设备上离线运行。",
];
const URL_ONE = "https://chaobao.example/a/123.html";
const page = (paragraphs: string[], pager: string, url = URL_ONE) =>
  kept(
    extractor.page({
      html: `<h1>云帆发布模型</h1><div class="c">${paragraphs.map((one) => `<p>${one}</p>`).join("")}</div><div>${pager}</div>`,
      fetchedAt: FETCHED_AT,
      url,
    }),
  );

describe("articles of several pages", () => {
  it.each([
    ['<a href="/a/123_2.html">下一页</a>', "https://chaobao.example/a/123_2.html"],
    ['<a href="123.html?page=2">下页</a>', "https://chaobao.example/a/123.html?page=2"],
    ['<a href="/a/124.html">下一篇</a>', null],
    ['<a href="/a/124.html">下一页</a>', null],
    ['<a href="https://other.example/a/123_2.html">下一页</a>', null],
    ['<a href="javascript:void(0)">下一页</a>', null],
  ])("%s leads to %s", (pager, next) => {
    expect(page(PARAGRAPHS.slice(0, 2), pager).nextPageUrl).toBe(next);
  });

  it.each([
    // Adjacent articles, days and arrows to neighbours are no pages, whatever they are called.
    ["https://chaobao.example/posts/41", '<a rel="next" href="/posts/42">Next</a>', null, null],
    ["https://chaobao.example/?p=5", '<a href="/?p=6" rel="next">新模型发布</a>', null, null],
    ["https://chaobao.example/news-41.html", '<a href="/news-42.html">»</a>', null, null],
    ["https://chaobao.example/2023/06/12", '<a href="/2023/06/11">11</a> <a href="/2023/06/13">13</a>', null, null],
    ["https://chaobao.example/a/123", '<a href="/a/123/3">下一页</a>', null, null],
    // First pages, under their own number or none.
    ["https://chaobao.example/a/9", '<a href="/a/9/2/">2</a>', 1, "https://chaobao.example/a/9/2/"],
    ["https://chaobao.example/a_1.html", '<a href="a_2.html">下一页 &gt;</a>', 1, "https://chaobao.example/a_2.html"],
    ["https://chaobao.example/x?id=7", '<a href="?id=7&p=2">余下全文</a>', 1, "https://chaobao.example/x?id=7&p=2"],
    // Following ones, by a link to the first page or to a neighbour.
    ["https://chaobao.example/a/123_2.html", '<a href="123.html">1</a>', 2, null],
    [
      "https://chaobao.example/a/123_3.html",
      '<a href="123_2.html">上一页</a><a href="123_4.html">[下一页]</a>',
      3,
      "https://chaobao.example/a/123_4.html",
    ],
    ["https://chaobao.example/x?id=7&p=2", '<a rel="prev" href="?id=7">«</a>', 2, null],
  ])("at %s, %s", (url, pager, number, next) => {
    const { page: place, nextPageUrl } = page(PARAGRAPHS, pager, url);
    expect([place?.number ?? null, nextPageUrl]).toEqual([number, next]);
  });

  it("are found on fetched pages of every encoding", () => {
    const html = '<p>正文</p><a href="123_2.html">下一页</a>';
    for (const [name, charset] of [
      ["utf8", "utf-8"],
      ["gb18030", "gbk"],
    ] as const) {
      const fetched = { html: iconv.encode(html, name), contentType: `text/html; charset=${charset}`, url: URL_ONE };
      expect(nextPageOf(fetched)).toBe("https://chaobao.example/a/123_2.html");
    }
    expect(nextPageOf({ html: Buffer.from("<p>正文</p>"), contentType: "text/html", url: URL_ONE })).toBeNull();
  });

  it("are joined in order, a passage on both pages once", () => {
    const first = page(PARAGRAPHS.slice(0, 2), '<a href="/a/123_2.html">下一页</a>');
    const second = page(PARAGRAPHS.slice(1), '<a href="123.html">上一页</a>', "https://chaobao.example/a/123_2.html");
    expect(joinPages([first, second]).text).toBe(PARAGRAPHS.join("\n"));
  });

  it("do not repeat what every page begins and ends with, and keep short lines of their own", () => {
    const pages = [
      ["导读", "甲段", "完"],
      ["导读", "乙段", "甲段", "完"],
      ["导读", "甲段", "完"],
    ];
    const joined = joinPages(pages.map((lines) => ({ text: lines.join("\n"), removed: [] })));
    expect(joined.text.split("\n")).toEqual(["导读", "甲段", "完", "乙段"]);
  });

  it("are joined up to a bound, and what is left is said", () => {
    const long = Array.from({ length: 12 }, (_, at) => ({ text: `${at}${"长".repeat(200_000)}`, removed: [] }));
    const joined = joinPages(long);
    expect(joined.text.length).toBeLessThan(2_000_000);
    expect(joined.removed.map(({ reason }) => reason)).toEqual(["too-long", "too-long", "too-long"]);
  });
});
