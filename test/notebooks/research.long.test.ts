import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, it } from "vitest";
import { Store } from "../analysis/fixture.ts";
import { openBrowser } from "../analysis/report/browser.ts";
import { RESEARCH } from "./expected.ts";
import { buildResearch, openResearch, saysTooFew } from "./research.ts";

const dir = mkdtempSync(join(tmpdir(), "modeltide-research-"));
let browser: Browser;

beforeAll(async () => {
  (await Store.open(join(dir, "market.duckdb"))).close();
  buildResearch(dir);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(dir, { recursive: true });
});

describe("the research notebooks over a database without items", () => {
  it.each(Object.keys(RESEARCH))("%s says that there is too little, and no cell fails", async (name) => {
    const { page, shown } = await openResearch(browser, join(dir, "notebooks"), name);
    saysTooFew(name, shown);
    await page.close();
  });
});
