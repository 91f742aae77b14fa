import { describe, expect, it } from "vitest";
import { joinPages } from "../../../pipeline/stages/extract/index.ts";
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

  it("are joined in order, a passage on both pages once", () => {
    const first = page(PARAGRAPHS.slice(0, 2), '<a href="/a/123_2.html">下一页</a>');
    const second = page(PARAGRAPHS.slice(1), "", "https://chaobao.example/a/123_2.html");
    const joined = joinPages([first, second]);
    expect(joined.text).toBe(PARAGRAPHS.join("\n"));
    expect(joined).toMatchObject({ title: first.title, nextPageUrl: null });
  });
});
