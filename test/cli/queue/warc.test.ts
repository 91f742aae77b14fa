import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadMarketFilter, type MarketFilter } from "../../../cli/market.ts";
import { dataPaths } from "../../../cli/paths.ts";
import { buildFromLake } from "../../../cli/queue/build.ts";
import { digestInput } from "../../../cli/queue/digest.ts";
import { addInputs } from "../../../cli/queue/inputs.ts";
import { loadStages } from "../../../cli/queue/stages.ts";
import { liveSources } from "../../../cli/sources/load.ts";
import { EXIT } from "../../../pipeline/errors.ts";
import { folderLake } from "../../../pipeline/shards/lake-folder.ts";
import { codeDigest } from "../../../pipeline/shards/stages.ts";
import { modeltide } from "../program.ts";
import { publishedContent } from "./content.ts";
import { quietContext } from "./context.ts";
import { newsPage, writeForeignWarc } from "./warcs.ts";

const LAUNCH = [
  "智谱今日在北京发布新一代基座大模型,参数规模为3550亿,并同步开放权重。",
  "公司表示,新模型在编程与推理任务上较上一代有明显提升,企业客户可以申请私有化部署。",
];
const MATCH = [
  "昨晚的比赛在工人体育场举行,主队以二比一取胜。",
  "主教练赛后说,队员们的跑动比上一场更积极,下周还要客场作战。",
];

describe("a web archive of others", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-warc-"));
  const file = join(dir, "CC-NEWS-20260501.warc.gz");
  const pages = [
    { url: "https://tech.example/a/1", body: newsPage("智谱发布新一代大模型", LAUNCH) },
    {
      url: "https://gbk.example/a/2",
      body: iconv.encode(newsPage("百度推出文心新版本", LAUNCH), "gb18030"),
      type: "text/html",
    },
    { url: "https://sport.example/b/1", body: newsPage("主队昨晚取胜", MATCH) },
    { url: "https://menu.example/b/2", body: newsPage("主队昨晚取胜", MATCH, "首页 AI 体育") },
    {
      url: "https://en.example/c/1",
      body: newsPage("A new AI model was launched", ["The company said its GPT model is open."], "Home AI"),
    },
    {
      url: "https://jp.example/c/2",
      body: newsPage("きのうの試合", ["きのうの試合はとてもよかったです。また来週もがんばります。"]),
    },
    { url: "https://tech.example/logo.png", body: "png", type: "image/png" },
    { url: "https://tech.example/gone", body: newsPage("智谱", LAUNCH), status: 404 },
    { url: "https://tech.example/large", body: Buffer.alloc(11 * 1024 * 1024, "大") },
  ];
  const reasons = { "content-type": 1, "not-chinese": 2, "off-topic": 2, status: 1, "too-large": 1 };

  beforeAll(() => writeForeignWarc(file, pages));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("is imported as far as it is Chinese and about the market; the rest is counted by reason", () => {
    const data = join(dir, "data");
    const { stdout, status, stderr } = modeltide(["import", file, "--json", "--data", data]);
    expect(status, stderr).toBe(EXIT.done);
    expect(JSON.parse(stdout)).toEqual({ written: 2, known: 0, forgotten: 0, bad: 0, passedOver: reasons });
    const again = modeltide(["import", file, "--data", data]);
    expect(again.stdout).toContain("0 archived, 2 known already");
    expect(again.stdout).toMatch(/passed over: .*off-topic 2/);
    const all = modeltide(["import", file, "--all", "--json", "--data", join(dir, "all")]);
    expect(JSON.parse(all.stdout)).toMatchObject({
      written: 6,
      passedOver: { "content-type": 1, status: 1, "too-large": 1 },
    });
  });

  it("is digested by a worker as the import and a build do it", async () => {
    const context = quietContext();
    const direct = join(dir, "data");
    expect(modeltide(["build", "--data", direct]).status).toBe(EXIT.done);
    const lake = folderLake(join(dir, "lake"));
    const sources = await liveSources(direct);
    const scratchDir = join(dir, "scratch");
    const tools = { lake, stages: await loadStages(sources, []), codeVersion: codeDigest(), scratchDir };
    const options = { lake, scratchDir, fetchedAt: "2026-05-02T00:00:00.000Z", cut: 10 };
    for await (const input of addInputs([file], options)) await digestInput(input, tools, context.signal);
    const paths = dataPaths(join(dir, "joined"));
    const { summary } = await buildFromLake(lake, paths, sources, context, { fresh: false });
    expect(summary).toMatchObject({ records: 2, articles: 2, dropped: reasons });
    expect(await publishedContent(paths.database, { places: false })).toEqual(
      await publishedContent(join(direct, "market.duckdb"), { places: false }),
    );
  });

  it("that is cut short is named, and what came before is kept", () => {
    const cut = join(dir, "cut.warc.gz");
    writeFileSync(cut, readFileSync(file));
    truncateSync(cut, 2500);
    const { status, stderr } = modeltide(["import", cut, "--json", "--data", join(dir, "cut")]);
    expect(status).toBe(EXIT.partial);
    expect(stderr).toContain("cut.warc.gz");
  });

  it("that is cut short fails its job with a reason in both languages", async () => {
    const cut = join(dir, "short.warc.gz");
    writeFileSync(cut, readFileSync(file));
    truncateSync(cut, 2500);
    const lake = folderLake(join(dir, "short"));
    const scratchDir = join(dir, "scratch");
    const tools = { lake, stages: await loadStages([], []), codeVersion: codeDigest(), scratchDir };
    const options = { lake, scratchDir, fetchedAt: "2026-05-02T00:00:00.000Z", cut: 10 };
    for await (const input of addInputs([cut], options)) {
      const failed = digestInput(input, tools, quietContext().signal);
      await expect(failed).rejects.toMatchObject({
        text: { en: expect.stringContaining("short.warc.gz is damaged"), zh: expect.stringContaining("损坏或不完整") },
      });
    }
  });
});

describe("the market filter", () => {
  let refuse: MarketFilter;
  beforeAll(async () => {
    refuse = await loadMarketFilter();
  });
  const judge = (url: string, html: string) =>
    refuse({ url, body: Buffer.from(html), contentType: "text/html; charset=utf-8" });

  it("takes a Chinese page by its address alone, by its title, or by two words of its text", () => {
    expect(judge("https://a.example/chatgpt/1", newsPage("今日要闻", MATCH))).toBeNull();
    expect(judge("https://a.example/1", newsPage("DeepSeek 又有新动作", MATCH))).toBeNull();
    expect(judge("https://a.example/1", newsPage("今日要闻", [...MATCH, "通义千问与文心一言都将参展。"]))).toBeNull();
  });

  it("is not taken in by one word in a menu, by words in scripts, or by letters inside other words", () => {
    expect(judge("https://a.example/1", newsPage("今日要闻", MATCH, "首页 AI"))).toBe("off-topic");
    const script = '<script>var tags = "大模型 ChatGPT 人工智能";</script>';
    expect(judge("https://a.example/1", newsPage("今日要闻", MATCH).replace("</head>", `${script}</head>`))).toBe(
      "off-topic",
    );
    expect(judge("https://a.example/mail/paid", newsPage("今日要闻", MATCH))).toBe("off-topic");
  });

  it("takes time in proportion to the page, however it is made", () => {
    const hostile = ["<".repeat(300_000), "<script>".repeat(40_000), "<title".repeat(60_000), "&#x".repeat(100_000)];
    for (const html of hostile) expect(["off-topic", "not-chinese"]).toContain(judge("https://a.example/1", html));
  });
});
