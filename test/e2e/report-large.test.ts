import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildReport } from "../../analysis/report/build.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { Store } from "../analysis/fixture.ts";
import { openBrowser, visit } from "../analysis/report/browser.ts";
import { putLargeMarket } from "../analysis/report/large-market.ts";
import { TODAY } from "../analysis/report/market.ts";

const COUNT = 20_000;
const dir = mkdtempSync(join(tmpdir(), "modeltide-large-"));
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const store = await Store.open();
  await putLargeMarket(store, COUNT);
  const { index } = await buildReport({
    query: (sql, values) => store.query(sql, values),
    outDir: dir,
    sourceDir: join(packageRoot, "analysis"),
    lang: "en",
    today: TODAY,
  });
  store.close();
  browser = await openBrowser();
  ({ page } = await visit(browser, `${pathToFileURL(index).href}#/launches`));
});
afterAll(async () => {
  await browser.close();
  rmSync(dir, { recursive: true });
});

const rows = () => page.locator("table.launches tbody tr:not(.spacer)").count();
const found = () => page.locator(".found").textContent();

describe("a table of 20,000 launches", () => {
  it("holds only the rows in sight, wherever the reader scrolls", async () => {
    expect(await found()).toBe("20,000 of 20,000 launches");
    expect(await rows()).toBeLessThan(80);
    const area = page.locator(".rows");
    await area.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.waitForFunction(() => document.querySelector("table.launches tr[aria-rowindex='20001']"));
    expect(await rows()).toBeLessThan(80);
    expect(await page.getAttribute("table.launches", "aria-rowcount")).toBe("20001");
    expect(await area.evaluate((element) => element.scrollHeight)).toBeGreaterThan(COUNT * 50);
  });

  it("is narrowed and sorted whole, not only what is in sight", async () => {
    await page.selectOption("#filter-tier", "industry");
    await page.waitForFunction(() => location.hash.includes("tier=industry"));
    expect(await found()).toBe("6,667 of 20,000 launches");
    await page.fill("#filter-q", "模型 1999");
    await page.waitForFunction(() => location.hash.includes("q="));
    // Of 1999 and 19990 to 19999, those of the tier.
    expect(await found()).toBe("5 of 20,000 launches");
    await page.goto(`${page.url().split("#")[0]}#/launches?sort=model`);
    await page.waitForFunction(() => document.querySelector(".c-model a")?.textContent === "模型 0");
  });
});
