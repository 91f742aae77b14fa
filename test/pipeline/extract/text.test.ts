import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../pipeline/root.ts";
import { loadSimplifier } from "../../../pipeline/stages/extract/index.ts";
import { extractor, FETCHED_AT, kept } from "./extractor.ts";

const BODY = "云帆智能周五发布了面向制造业的大模型，可以读懂设备日志，也可以为产线工人写操作说明。";
const SECOND = "按照计划，第二个版本将在秋天推出，届时会加入图像识别能力。";

describe("saved texts", () => {
  it("take the first line as title and read date and source from the head", () => {
    const text = `云帆发布制造业模型\n\n2023-06-16 11:05:17来源:潮报\n\n${BODY}\n\n${SECOND}\n`;
    expect(extractor.text({ text, fetchedAt: FETCHED_AT })).toMatchObject({
      title: "云帆发布制造业模型",
      text: `${BODY}\n${SECOND}`,
      published: "2023-06-16T11:05:17+08:00",
      publishedFrom: "text",
      source: "潮报",
    });
  });

  it("keep what was taken away, with the reason", () => {
    const text = `云帆发布制造业模型\n\n${BODY}\n\n（责任编辑：小刘）\n\n${SECOND}\n\n好了,关于云帆发布制造业模型就讲到这。`;
    const { removed } = kept(extractor.text({ text, fetchedAt: FETCHED_AT }));
    expect(removed).toContainEqual({ text: "（责任编辑：小刘）", reason: "editor" });
    expect(removed).toContainEqual({ text: "好了,关于云帆发布制造业模型就讲到这。", reason: "wrapper" });
  });

  it("are dropped where they are empty", () => {
    expect(extractor.text({ text: " \n\n", fetchedAt: FETCHED_AT })).toEqual({ dropped: "empty" });
  });

  const seed = join(packageRoot, "..", "shared", "seed");
  it.skipIf(!existsSync(seed))("give the founding article without its reprint site's wrapper", () => {
    const expected = JSON.parse(readFileSync(join(seed, "expected.json"), "utf8"));
    const text = readFileSync(join(seed, "three-gaps.txt"));
    const found = kept(extractor.text({ text, fetchedAt: "2026-01-01T00:00:00Z" }));
    expect(found).toMatchObject({ title: expected.title, published: expected.published, source: expected.source });
    for (const part of expected.text_must_contain) expect(found.text).toContain(part);
    for (const part of expected.text_must_not_contain) expect(found.text).not.toContain(part);
    expect(found.text).not.toMatch(/雷峰网$/m);
  });
});

describe("imported items", () => {
  it("of a title alone keep it as it was written", () => {
    expect(
      extractor.item(
        { title: "云帆再创业 | 谈潮", published: "2023-06-16", source: "潮报", url: "https://a.example/1" },
        FETCHED_AT,
      ),
    ).toMatchObject({
      title: "云帆再创业 | 谈潮",
      text: "",
      published: "2023-06-16",
      source: "潮报",
      rule: "item-title",
    });
  });

  it("with HTML are cleaned like pages", () => {
    const html = `<p>作者｜林默</p><p>${BODY}</p><script>alert(1)</script><p>${SECOND}</p><p>封面来源｜视觉潮流</p>`;
    expect(extractor.item({ title: "云帆", html, published: "2023-06-16 11:05:17  +0800" }, FETCHED_AT)).toMatchObject({
      text: `${BODY}\n${SECOND}`,
      author: "林默",
      published: "2023-06-16T11:05:17+08:00",
      publishedFrom: "import",
    });
  });

  it("name the origin that their text names before the feed that carried them", () => {
    const text = `本文来自微信公众号：潮汐研究（ID：chaoxi），作者：林默\n${BODY}\n${SECOND}`;
    expect(extractor.item({ title: "云帆", text, source: "三十号" }, FETCHED_AT)).toMatchObject({ source: "潮汐研究" });
  });

  it.each([
    ["本文来自微信公众号“潮汐研究”（ID：chaoxi），作者：林默，三十号经授权发布。", "潮汐研究"],
    ["（本文首发潮汐研究，作者｜林默，授权三十号发布）", "潮汐研究"],
    ["本文首发表于《潮汐研究》", "潮汐研究"],
    ["本文经作者授权转载自潮汐研究（ID：chaoxi）", "潮汐研究"],
    ["本文由三十号专栏作者【林默】，微信公众号：【潮汐研究】，授权发布于三十号，未经许可，禁止转载。", "潮汐研究"],
    ["本文来源：潮汐研究", "潮汐研究"],
    ["本文首发时间为昨天上午", null],
    ["三十号原创文章，未经授权禁止转载。", null],
    ["本内容来源于网络", null],
  ])("with the mark %s of a reprint come from %s", (mark, source) => {
    const text = `${BODY}\n${SECOND}\n${mark}`;
    expect(extractor.item({ title: "云帆", text }, FETCHED_AT)).toMatchObject({ source });
  });

  it("never get a date that was not there, or that cannot be", () => {
    expect(extractor.item({ title: "云帆" }, FETCHED_AT)).toMatchObject({ published: null, publishedFrom: null });
    expect(extractor.item({ title: "云帆", published: "2033-01-01" }, FETCHED_AT)).toMatchObject({ published: null });
  });

  it("with neither title nor text are dropped", () => {
    expect(extractor.item({ title: " ", text: "" }, FETCHED_AT)).toEqual({ dropped: "empty" });
  });
});

describe("scripts", () => {
  it("traditional characters become simplified with mainland words", async () => {
    const simplify = await loadSimplifier();
    expect(simplify("這個軟體支援網路")).toBe("这个软件支持网络");
  });
});
