import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../analysis/report/browser.ts";
import { RESEARCH } from "./expected.ts";
import { makeDesk } from "./fixture.ts";
import { buildResearch, openResearch, saysTooFew } from "./research.ts";

let desk: Awaited<ReturnType<typeof makeDesk>>;
let browser: Browser;

beforeAll(async () => {
  desk = await makeDesk();
  buildResearch(desk.data);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(desk.dir, { recursive: true });
});

describe("the research notebooks over a small market", () => {
  it.each(Object.keys(RESEARCH))(
    "%s says where the sample is too small, and shows crawled text as text",
    async (name) => {
      const { page, shown } = await openResearch(browser, join(desk.data, "notebooks"), name);
      saysTooFew(name, shown);
      expect(await page.evaluate(() => "hacked" in window)).toBe(false);
      expect(await page.locator("main img, main script, main a[href^=javascript]").count()).toBe(0);
      await page.close();
    },
  );
});
