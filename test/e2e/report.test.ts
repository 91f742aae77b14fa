import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCharts } from "../../analysis/charts/index.ts";
import { buildReport, type ReportResult } from "../../analysis/report/build.ts";
import { PAGES } from "../../analysis/report/client/state.ts";
import { printPdf } from "../../analysis/report/pdf.ts";
import { findChromium } from "../../crawlers/browser.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { Store } from "../analysis/fixture.ts";
import { openBrowser, ready, type Visit, visit } from "../analysis/report/browser.ts";
import { HOSTILE, putMarket, TODAY } from "../analysis/report/market.ts";

const dir = mkdtempSync(join(tmpdir(), "modeltide-report-"));
let store: Store;
let browser: Browser;
let report: ReportResult;
let site = "";

beforeAll(async () => {
  store = await Store.open();
  await putMarket(store);
  report = await buildReport({
    query: (sql, values) => store.query(sql, values),
    outDir: dir,
    sourceDir: join(packageRoot, "analysis"),
    lang: "zh",
    today: TODAY,
  });
  site = pathToFileURL(report.index).href;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  store.close();
  rmSync(dir, { recursive: true });
});

const open = (hash: string, options = {}): Promise<Visit> => visit(browser, `${site}${hash}`, options);
const names = (page: Page) => page.locator("table.launches tbody tr:not(.spacer) .c-model a").allTextContents();
const found = (page: Page) => page.locator(".found").textContent();

describe("the report from disk", () => {
  it("shows every page in both languages, light and dark, without an error, a refused style or a request", async () => {
    const { page, context, troubles } = await open("#/");
    for (const name of [...PAGES, "print"]) {
      for (const more of ["lang=zh", "lang=en&theme=dark"]) {
        await page.goto(`${site}#/${name}?${more}`);
        await ready(page);
        expect(await page.locator("main").getAttribute("data-page"), `${name} ${more}`).toBe(name);
      }
    }
    expect(troubles).toEqual([]);
    await context.close();
  });

  it("prints as a PDF, each chart once", async () => {
    const path = await printPdf(
      report.index,
      join(dir, "report.pdf"),
      findChromium(process.env.MODELTIDE_CHROMIUM) ?? "",
    );
    expect(readFileSync(path).subarray(0, 5).toString()).toBe("%PDF-");
    const { page, context } = await open("#/print");
    const charts = await page.locator("figure.chart").evaluateAll((all) => all.map(({ id }) => id));
    expect(charts.length).toBe((await loadCharts()).length);
    expect(new Set(charts).size).toBe(charts.length);
    await context.close();
  });

  it("is under 3 MB before data", () => {
    const html = readFileSync(report.index, "utf8");
    const data = /id="data">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
    expect(Buffer.byteLength(html) - Buffer.byteLength(data)).toBeLessThan(3_000_000);
  });

  it("comes with each chart as an SVG file", () => {
    expect(readdirSync(join(dir, "charts")).filter((file) => file.endsWith(".svg")).length).toBeGreaterThan(4);
  });

  it("runs nothing of what titles carry and shows them as text", async () => {
    const { page, context, troubles } = await open("#/launches?from=2026-07-10&to=2026-07-10");
    expect(await found(page)).toContain(`${HOSTILE.length} 个发布`);
    const shown = (await names(page)).join("\n");
    for (const title of HOSTILE.filter((one) => !/\p{Cf}|\u2028/u.test(one))) expect(shown).toContain(title);
    expect(shown).not.toMatch(/[\p{Cf}\u2028]/u);
    for (let at = 0; at < HOSTILE.length; at++) {
      await page.goto(`${site}#/launches?id=${encodeURIComponent(`恶意 ${at}`)}`);
      await page.waitForSelector("dialog[open]");
    }
    await page.goto(`${site}#/?week=2026-W28`);
    await ready(page);
    expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
    expect(await page.locator("main img, main script, main a[href^='javascript']").count()).toBe(0);
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe("the launches", () => {
  const cases: [string, string, string[]][] = [
    ["tier", "industry", ["云图金融", "安诊", "轩盾"]],
    ["kind", "foreign", ["Acme One"]],
    ["industry", "finance", ["云图金融", "轩盾"]],
    ["vendor", "jiayun", ["云图金融", "云图 3", "云图 2", "旧录", ...[]]],
    ["status", "planned", ["码匠 2"]],
    ["basis", "registry", ["旧录"]],
    ["home", "foreign", ["Acme One"]],
  ];
  for (const [name, value, expected] of cases) {
    it(`are narrowed by ${name}, which then stands in the address`, async () => {
      const { page, context } = await open(name === "vendor" ? "#/launches?to=2026-07-09" : "#/launches");
      await page.selectOption(`#filter-${name}`, value);
      await page.waitForFunction((part) => location.hash.includes(part), `${name}=${value}`);
      await expect.poll(async () => (await names(page)).sort(), { timeout: 10_000 }).toEqual([...expected].sort());
      await context.close();
    });
  }

  it("are narrowed by period and by words, while the reader goes on typing", async () => {
    const { page, context } = await open("#/launches");
    await page.fill("#filter-from", "2026-06-01");
    await page.fill("#filter-to", "2026-06-30");
    await page.locator("#filter-to").dispatchEvent("change");
    await page.waitForFunction(() => location.hash.includes("to=2026-06-30"));
    await expect.poll(() => names(page), { timeout: 10_000 }).toEqual(["云图金融", "安诊"]);
    await page.locator("#filter-q").pressSequentially("金融");
    await page.waitForFunction(() => location.hash.includes("q="));
    await expect.poll(() => names(page), { timeout: 10_000 }).toEqual(["云图金融"]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("filter-q");
    await page.locator("#filter-q").pressSequentially("没有这样的");
    await page.waitForSelector(".empty");
    await page.click(".chosen a:last-child");
    await page.waitForFunction(() => location.hash === "#/launches");
    await expect.poll(async () => (await names(page)).length, { timeout: 10_000 }).toBeGreaterThan(5);
    await context.close();
  });

  it("are sorted by a click on a column's head, down and up, and the head says so", async () => {
    const { page, context } = await open("#/launches?vendor=jiayun&to=2026-07-09");
    await expect.poll(() => names(page), { timeout: 10_000 }).toEqual(["云图金融", "云图 3", "云图 2", "旧录"]);
    await page.click("th.c-date button");
    await expect.poll(() => names(page), { timeout: 10_000 }).toEqual(["旧录", "云图 2", "云图 3", "云图金融"]);
    expect(await page.getAttribute("th.c-date", "aria-sort")).toBe("ascending");
    await context.close();
  });

  it("open with the words that the labels rest on, the reprint and the way to the original; Escape closes", async () => {
    const { page, context } = await open("#/launches?tier=industry");
    await page.getByRole("link", { name: "轩盾" }).click();
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    expect(await dialog.locator(".report mark").allTextContents()).toEqual(expect.arrayContaining(["乙智", "轩盾"]));
    expect(await dialog.locator(".report a").first().getAttribute("href")).toBe("https://news.example/on-轩盾");
    expect(await dialog.locator(".report a").first().getAttribute("rel")).toContain("noopener");
    expect(await dialog.locator(".reprints").textContent()).toContain("转载站");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => location.hash === "#/launches?tier=industry");
    expect(await page.locator("dialog").count()).toBe(0);
    await context.close();
  });

  it("come as CSV, filtered, with formulas defused", async () => {
    const { page, context } = await open("#/launches?from=2026-07-10");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(".result-line button")]);
    const csv = readFileSync(await download.path(), "utf8");
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""点我"")"`);
    expect(csv).not.toContain("云图");
    await context.close();
  });
});

describe("the reader", () => {
  it("switches language and week, and a copied address shows the same to a colleague", async () => {
    const { page, context } = await open("#/");
    await page.click("#switch-language");
    await page.waitForFunction(() => document.documentElement.lang === "en");
    await page.selectOption("#week", "2026-W21");
    await page.waitForFunction(() => location.hash.includes("week=2026-W21"));
    await ready(page);
    const shown = await page.locator("main h2").first().textContent();
    expect(shown).toMatch(/1 launch this week/);
    const other = await open(new URL(page.url()).hash);
    expect(await other.page.locator("main h2").first().textContent()).toBe(shown);
    await page.goBack();
    await page.waitForFunction(() => !location.hash.includes("week"));
    await context.close();
    await other.context.close();
  });

  it("goes from a mark of a chart to the launches behind it, with the mouse and with the keyboard alone", async () => {
    const { page, context } = await open("#/vendors?quarter=2026-Q2");
    const mark = page.locator("#chart-vendor-league [data-filter*='tier=industry'][data-filter*='yizhi']").first();
    await mark.click();
    await page.waitForFunction(() => location.hash.startsWith("#/launches"));
    expect((await names(page)).sort()).toEqual(["安诊", "轩盾"].sort());
    await page.goBack();
    await ready(page);
    await page.locator("#chart-vendor-league [data-filter][tabindex='0']").focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("link");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash.startsWith("#/launches"));
    await context.close();
  });

  it("goes from a bar of a week to the launches of that week alone", async () => {
    const { page, context } = await open("#/");
    await page.locator("#chart-launches-by-week [data-filter*='tier=industry'][data-filter*='2026-W21']").click();
    await page.waitForFunction(() => location.hash.startsWith("#/launches"));
    await expect.poll(() => names(page), { timeout: 10_000 }).toEqual(["轩盾"]);
    expect(await page.locator(".chosen").textContent()).toContain("2026 年第 21 周");
    await context.close();
  });

  it("looks back from the week in the address on every page, and a week chosen lets a quarter go", async () => {
    const { page, context } = await open("#/vendors?week=2026-W14");
    const finding = () => page.locator("main .finding").textContent();
    expect(await finding()).toContain("2026 年一季度");
    expect(await page.locator("#vendors caption").textContent()).toContain("2026 年一季度");
    for (const name of ["overview", "vendors", "industries", "themes", "claims", "sources"]) {
      await page.goto(`${site}#/${name}?week=2026-W14`);
      await ready(page);
      for (const text of await page.locator(".chart-picture svg.mt-chart").allTextContents()) {
        expect(text.replace(/\s/g, ""), name).toMatch(/截至所选的2026年第14周|不随所选的周变化/);
      }
    }
    await page.goto(`${site}#/vendors?quarter=2026-Q2&week=2026-W14`);
    await ready(page);
    expect(await finding()).toContain("2026 年二季度");
    await page.selectOption("#week", "2026-W20");
    await page.waitForFunction(() => location.hash.includes("week=2026-W20"));
    expect(await finding()).toContain("2026 年一季度");
    await context.close();
  });

  it("sees a verdict in one colour in the list and in the chart, light and dark", async () => {
    for (const theme of ["light", "dark"]) {
      const { page, context } = await open(`#/claims?theme=${theme}`);
      const colours = await page.evaluate(() => {
        const list = document.querySelector(".claim.cannot_be_decided .verdict strong") as Element;
        const mark = document.querySelector("#chart-market-growth [data-filter*='claim=seventy']") as Element;
        return [getComputedStyle(list, "::before").color, getComputedStyle(mark).fill];
      });
      expect(colours[0]).toBe(colours[1]);
      await context.close();
    }
  });

  it("takes a chart away as SVG, PNG and CSV", async () => {
    const { page, context, troubles } = await open("#/vendors");
    const take = async (name: string) => {
      const button = page.locator("#chart-vendor-league button", { hasText: name });
      const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
      return readFileSync(await download.path());
    };
    expect((await take("SVG")).toString()).toMatch(/^<svg[\s\S]*#0072b2/);
    expect([...(await take("PNG")).subarray(1, 4)]).toEqual([...Buffer.from("PNG")]);
    expect((await take("CSV")).toString()).toContain("乙智");
    expect(troubles).toEqual([]);
    await context.close();
  });

  it("reads it on a phone without scrolling sideways", async () => {
    const { page, context } = await open("#/", { viewport: { width: 360, height: 740 } });
    for (const name of PAGES) {
      await page.goto(`${site}#/${name}`);
      await ready(page);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, name).toBeLessThanOrEqual(0);
    }
    await context.close();
  });

  it("prints the table of launches whole, without menus", async () => {
    const { page, context } = await open("#/launches");
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect((await names(page)).length).toBe(9 + HOSTILE.length);
    await context.close();
  });

  for (const theme of ["light", "dark"]) {
    it(`finds no serious fault with axe on any page, ${theme}`, async () => {
      const { page, context } = await open("#/");
      const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
      for (const hash of [
        ...PAGES.map((name) => `#/${name}?theme=${theme}`),
        `#/launches?theme=${theme}&id=${encodeURIComponent("轩盾")}`,
      ]) {
        await page.goto(`${site}${hash}`);
        await ready(page);
        // The page's own policy lets no foreign script in: axe comes through the debugger.
        await page.evaluate(axe);
        const faults = await page.evaluate(async () => {
          const { violations } = await (
            window as unknown as {
              axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
            }
          ).axe.run();
          return violations
            .filter(({ impact }) => impact === "serious" || impact === "critical")
            .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
        });
        expect(faults, hash).toEqual([]);
      }
      await context.close();
    });
  }
});
