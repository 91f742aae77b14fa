import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
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

/** From the first page, by clicks alone: each step is a link, a head of a column, or a choice. */
async function walk(
  name: string,
  steps: ((page: Page) => Promise<unknown>)[],
): Promise<{ page: Page; answer: string }> {
  const { page } = await visit(browser, home);
  for (const [at, step] of steps.entries()) {
    await step(page);
    await ready(page);
    await page.screenshot({ path: join(pictures, `${name}-${at + 1}.png`) });
  }
  return { page, answer: (await page.locator("main").textContent()) ?? "" };
}
const menu = (name: string) => (page: Page) =>
  page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
const finding = (page: Page) => page.locator("main .finding").first().textContent();

describe("questions answered from the site alone", () => {
  it("who launched most industry models last quarter: two clicks", async () => {
    const { page } = await walk("industry-models", [menu("厂商"), (page) => page.click("#sort-industry")]);
    await page.waitForFunction(() => document.querySelector(".finding")?.textContent?.includes("行业模型"));
    expect(await finding(page)).toBe("2026 年二季度行业模型发布最多：乙智，2 个");
  });

  it("whether “more than 70 in three months” is supported, and by what: two clicks", async () => {
    const claims = await walk("seventy", [menu("说法核对")]);
    expect(claims.answer).toContain("三个月里国内发布了 70 多个通用大模型");
    expect(await claims.page.locator("#claim-seventy .verdict").textContent()).toBe("无法判定");
    const { page } = await walk("seventy", [
      menu("说法核对"),
      (page) => page.locator("#claim-seventy").getByText("看计入的发布").click(),
    ]);
    expect(await page.locator("table.launches .c-model a").allTextContents()).toEqual(["旧录"]);
  });

  it("what buyers worried about in finance: a click and a choice", async () => {
    const { page, answer } = await walk("finance-worries", [
      menu("主题"),
      (page) => page.selectOption("#theme-industry", "finance"),
    ]);
    expect(answer).toContain("数据安全");
    expect(await page.locator(".quotes").textContent()).toContain("银行客户最担心数据安全");
    expect(await page.locator(".quotes a").first().getAttribute("href")).toBe("https://news.example/on-轩盾");
  });

  it("which source failed last week: one click", async () => {
    const { page } = await walk("failed-source", [menu("来源")]);
    expect(await finding(page)).toBe("2026 年第 28 周出问题的来源：断线站");
  });
});
