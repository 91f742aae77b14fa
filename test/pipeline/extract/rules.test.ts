import { describe, expect, it } from "vitest";
import type { ExtractRule } from "../../../pipeline/types.ts";
import { extractor, FETCHED_AT, kept } from "./extractor.ts";

const BODY = "云帆智能周五发布了面向制造业的大模型，可以读懂设备日志，也可以为产线工人写操作说明。";
const OTHER =
  "市场研究机构预计，到明年底，国内行业大模型的数量将超过三百个，其中制造、金融和医疗占去一半以上，竞争会更加激烈。";
const HTML = `<html><head><title>云帆发布模型-潮报</title></head><body>
<h2 class="name">云帆发布模型</h2><span class="when">2023-06-16 11:05</span><b class="who">林默</b><i class="media">来源：潮报</i>
<div class="lead">这是导语，说明模型面向工厂。</div><div class="real"><p>${BODY}</p><p class="promo">下载客户端看更多</p></div>
<div class="bait"><p>${OTHER}</p><p>${OTHER}</p></div></body></html>`;
const RULE: ExtractRule = {
  from: "2022-01-01",
  title: ".name",
  body: ".real",
  lead: ".lead",
  time: ".when",
  author: ".who",
  source: ".media",
  remove: [".promo"],
};

const page = (rules: ExtractRule[], fetchedAt = FETCHED_AT, html = HTML) =>
  kept(extractor.page({ html, fetchedAt, rules, url: "https://chaobao.example/a/1.html" }));

describe("a source's rules", () => {
  it("say where everything is, before any guess", () => {
    expect(page([RULE])).toMatchObject({
      rule: "source:2022-01-01",
      title: "云帆发布模型",
      text: `这是导语，说明模型面向工厂。\n${BODY}`,
      published: "2023-06-16T11:05:00+08:00",
      author: "林默",
      source: "潮报",
    });
  });

  it("hold from their day on: an old page is read by the old rule", () => {
    const old: ExtractRule = { from: "2020-01-01", body: ".bait" };
    expect(page([RULE, old]).rule).toBe("source:2022-01-01");
    expect(page([RULE, old], "2021-12-31T15:59:59Z").rule).toBe("source:2020-01-01");
    expect(page([RULE, old], "2021-12-31T16:00:00Z").rule).toBe("source:2022-01-01");
  });

  it("give way to the generic way where their body is not there", () => {
    expect(page([{ from: "2022-01-01", body: ".gone" }]).rule).toBe("generic");
  });

  it("with a selector that is none find nothing and break nothing", () => {
    expect(page([{ ...RULE, title: "h1[", remove: [":::"] }]).text).toContain(BODY);
  });

  it("take the first of several bodies, or all of one selector's", () => {
    const html = `<body><div class="part"><p>${BODY}</p></div><hr><div class="part"><p>${OTHER}</p></div></body>`;
    expect(page([{ from: "2022-01-01", body: ".part" }], FETCHED_AT, html).text).toBe(`${BODY}\n${OTHER}`);
    expect(page([{ from: "2022-01-01", body: ".part, .x" }], FETCHED_AT, html).text).toBe(BODY);
  });

  it("read an article out of the page's own data by dotted paths", () => {
    const data = {
      list: [{ headline: "云帆发布模型", cnt: `<p>${BODY}</p>`, at: 1686884717, from: { name: "潮报" } }],
    };
    const html = `<html><body><div id="app"></div><script>window.DATA = ${JSON.stringify(data)};</script></body></html>`;
    const state = {
      name: "DATA",
      title: "list.0.headline",
      body: "list.0.cnt",
      published: "list.0.at",
      source: "list.0.from",
    };
    expect(page([{ from: "2022-01-01", state }], FETCHED_AT, html)).toMatchObject({
      rule: "state",
      title: "云帆发布模型",
      text: BODY,
      published: "2023-06-16T11:05:17+08:00",
      source: "潮报",
    });
  });
});

describe("what a listing told", () => {
  it("fills what the page does not say, and gives way to what it says", () => {
    const hints = { title: "列表里的标题", published: "2023-06-15 08:00", source: "列表报" };
    const bare = `<body><div><p>${BODY}</p><p>${OTHER}</p></div></body>`;
    const from = (html: string) => kept(extractor.page({ html, fetchedAt: FETCHED_AT, hints }));
    expect(from(bare)).toMatchObject({
      title: "列表里的标题",
      published: "2023-06-15T08:00:00+08:00",
      source: "列表报",
    });
    expect(from(bare)).toMatchObject({ publishedFrom: "feed" });
    expect(from(HTML)).toMatchObject({ title: "云帆发布模型", published: "2023-06-16T11:05:00+08:00", source: "潮报" });
  });
});
