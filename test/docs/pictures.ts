// Takes the pictures of docs/images from a Chinese report: `tsx test/docs/pictures.ts data/sample-run/report/index.html`.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PAGES } from "../../analysis/report/client/state.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { openBrowser, ready, visit } from "../analysis/report/browser.ts";
import { pictureOf, type Step, WALKS } from "../e2e/walks.ts";

const SIZE = { width: 1200, height: 800 };
const PAGE_SIZE = { width: 1200, height: 1100 };
/** The launches are shown narrowed, with the evidence of one of them. */
const LAUNCHES = "#/launches?industry=healthcare&tier=industry&basis=news";

const folder = join(packageRoot, "docs", "images");
const home = pathToFileURL(resolve(process.argv[2] ?? "data/sample-run/report/index.html")).href;
const browser = await openBrowser();
for (const name of PAGES) {
  const { page, context } = await visit(browser, `${home}${name === "launches" ? LAUNCHES : `#/${name}`}`, {
    viewport: PAGE_SIZE,
  });
  if (name === "launches") await page.locator(".c-model a").first().click();
  await page.screenshot({ path: join(folder, `report-${name}.png`) });
  await context.close();
}
for (const [walk, steps] of Object.entries(WALKS) as [string, Step[]][]) {
  const { page, context } = await visit(browser, home, { viewport: SIZE });
  for (const [at, step] of steps.entries()) {
    await step(page);
    await ready(page);
    await page.screenshot({ path: join(folder, pictureOf(walk, at + 1)) });
  }
  await context.close();
}
await browser.close();
