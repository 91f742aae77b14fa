import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildReport } from "../../analysis/report/build.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { Store } from "../analysis/fixture.ts";
import { openBrowser, ready, visit } from "../analysis/report/browser.ts";
import { putMarket, TODAY } from "../analysis/report/market.ts";
import { pictureOf, WALKS, type Walk } from "./walks.ts";

const dir = mkdtempSync(join(tmpdir(), "modeltide-questions-"));
/** Pictures of the steps stay in this folder, which git ignores. */
const pictures = join(packageRoot, "test", "e2e", "pictures.tmp");
let browser: Browser;
let home = "";

beforeAll(async () => {
  const store = await Store.open();
  await putMarket(store);
  const { index } = await buildReport({
    query: (sql, values) => store.query(sql, values),
    outDir: dir,
    sourceDir: join(packageRoot, "analysis"),
    lang: "zh",
    today: TODAY,
  });
  store.close();
  home = pathToFileURL(index).href;
  browser = await openBrowser();
  mkdirSync(pictures, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  rmSync(dir, { recursive: true });
});

/** Walks from the first page to an answer; a picture of each step stays. */
async function walk(name: Walk): Promise<Page> {
  const { page } = await visit(browser, home);
  for (const [at, step] of WALKS[name].entries()) {
    await step(page);
    await ready(page);
    await page.screenshot({ path: join(pictures, pictureOf(name, at + 1)) });
  }
  return page;
}
const finding = (page: Page) => page.locator("main .finding").first().textContent();

describe("questions answered from the site alone", () => {
  it("who launched most industry models last quarter: two clicks", async () => {
    const page = await walk("industry-models");
    await page.waitForFunction(() => document.querySelector(".finding")?.textContent?.includes("行业模型"));
    expect(await finding(page)).toBe("2026 年二季度行业模型发布最多：乙智，2 个");
  });

  it("whether “more than 70 in three months” is supported, and by what: two clicks", async () => {
    const page = await walk("seventy");
    expect(await page.locator("table.launches .c-model a").allTextContents()).toEqual(["旧录"]);
    await page.goBack();
    await page.waitForSelector("#claim-seventy");
    expect(await page.locator("#claim-seventy h3").textContent()).toBe("三个月里国内发布了 70 多个通用大模型");
    expect(await page.locator("#claim-seventy .verdict").textContent()).toBe("无法判定");
  });

  it("what buyers worried about in finance: a click and a choice", async () => {
    const page = await walk("finance-worries");
    await page.waitForFunction(() => location.hash.includes("industry=finance"));
    expect(await page.locator("main").textContent()).toContain("数据安全");
    expect(await page.locator(".quotes").textContent()).toContain("银行客户最担心数据安全");
    expect(await page.locator(".quotes a").first().getAttribute("href")).toBe("https://news.example/on-轩盾");
  });

  it("which source failed last week: one click", async () => {
    const page = await walk("failed-source");
    expect(await finding(page)).toBe("2026 年第 28 周出问题的来源：断线站");
  });

  it("with a picture of each step in the documentation, small ones, and each is shown there", () => {
    const told = readFileSync(join(packageRoot, "docs", "report.md"), "utf8");
    for (const [name, steps] of Object.entries(WALKS)) {
      for (const at of steps.keys()) {
        const file = pictureOf(name, at + 1);
        expect(told).toContain(`(images/${file})`);
        expect(statSync(join(packageRoot, "docs", "images", file)).size, file).toBeLessThan(100_000);
      }
    }
  });
});
