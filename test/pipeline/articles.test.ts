import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { articlesOf, type Extractor, type SourceInfo } from "../../pipeline/articles.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { createExtractor, loadBoilerplate } from "../../pipeline/stages/extract/index.ts";
import type { Article, Capture, CapturedRecord } from "../../pipeline/types.ts";

const capture = (kind: Capture["kind"], url: string): Capture => ({
  id: "c1",
  url,
  fetchedAt: "2024-05-02T00:00:00.000Z",
  status: 200,
  contentType: "text/html; charset=utf-8",
  kind,
  sourceId: null,
  digest: "sha1:X",
  hints: {},
  warcFile: "a.warc.gz",
  warcOffset: 0,
  warcLength: 1,
});
const item = (content: object): CapturedRecord => ({
  capture: capture("import", "urn:modeltide:import:1"),
  body: Buffer.from(JSON.stringify(content)),
});

describe("articles of an archived record", () => {
  let extractor: Extractor;
  const made = (record: CapturedRecord, source?: SourceInfo): Article => {
    const result = articlesOf(record, source, extractor);
    if ("dropped" in result) throw new Error(result.dropped);
    return result[0] as Article;
  };
  beforeAll(async () => {
    extractor = createExtractor(await loadBoilerplate(join(packageRoot, "data", "lexicon")));
  });

  it("keep the id that an imported item came with, and its day", () => {
    const article = made(
      item({ id: "x7", title: "甲发布模型", published: "2024-05-01", source: "某报", url: "http://a.example/1" }),
    );
    expect(article).toMatchObject({
      externalId: "x7",
      publishedDay: "2024-05-01",
      published: null,
      publisher: "某报",
      kind: "title",
    });
  });

  it("have the same id for the same address, another where there is none", () => {
    const one = made(item({ title: "甲", url: "http://a.example/1" }));
    const two = made(item({ title: "乙", url: "http://a.example/1" }));
    const three = made(item({ title: "甲", published: "2024-05-01" }));
    expect(one.id).toBe(two.id);
    expect(three.id).not.toBe(one.id);
    expect(three.id).toMatch(/^[0-9a-f]{16}$/);
  });

  it("drop a record that is no item, with the reason", () => {
    expect(articlesOf({ ...item({}), body: Buffer.from("{broken") }, undefined, extractor)).toMatchObject({
      dropped: "unreadable-item",
    });
  });

  it("lose the phrases that a source's definition names, and say so", () => {
    const source: SourceInfo = {
      id: "s",
      nameZh: "某站",
      nameEn: null,
      home: null,
      kind: "site",
      rules: [{ from: "2020-01-01", title: "h1", body: ".b" }],
      boilerplate: ["独家水印文字"],
      canonicalUrl: (url) => url.replace("m.", "www."),
    };
    const paragraph = "这是一段足够长的正文，用来说明某个模型的发布经过与细节。".repeat(4);
    const html = `<h1>某模型今日发布并开放</h1><div class="b"><p>${paragraph}独家水印文字</p><p>独家水印文字</p><p>${paragraph}</p></div>`;
    const article = made({ capture: capture("page", "http://m.a.example/1"), body: Buffer.from(html) }, source);
    expect(article.text).not.toContain("独家水印文字");
    expect(article.text.split("\n")).toHaveLength(2);
    expect(article.removed.filter(({ reason }) => reason === "source-boilerplate")).toHaveLength(2);
    expect(article).toMatchObject({ url: "http://www.a.example/1", publisher: "某站" });
  });
});
