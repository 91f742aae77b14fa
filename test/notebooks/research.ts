import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { expect } from "vitest";
import { packageRoot } from "../../pipeline/root.ts";
import { modeltide } from "../cli/program.ts";
import { RESEARCH } from "./expected.ts";
import { openPage } from "./fixture.ts";

/** Builds the shipped notebooks over a data folder; no cell may fail. */
export function buildResearch(data: string): void {
  const folder = join(packageRoot, "notebooks");
  const { status, stdout, stderr } = modeltide(["notebooks", "build", "--folder", folder, "--data", data]);
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(new RegExp(`^${Object.keys(RESEARCH).length} notebooks, 0 with`));
}

/** Text that no page may show: a figure that could not be worked out, or Markdown that was taken for text. */
const NO_FIGURE = /NaN|undefined|Infinity|\[object|\*\*/;

/** Opens a built notebook and holds what all of them show; `shown` is its text without the sources of cells. */
export async function openResearch(
  browser: Browser,
  pages: string,
  name: string,
): Promise<{ page: Page; shown: string }> {
  const { page, troubles } = await openPage(browser, join(pages, `${name}.html`));
  expect(troubles).toEqual([]);
  expect(await page.textContent("h1")).toMatch(RESEARCH[name]?.heading ?? /-/);
  const shown = await page.evaluate(() => {
    for (const source of document.querySelectorAll("main pre")) source.remove();
    return document.querySelector("main")?.textContent ?? "";
  });
  expect(shown).not.toMatch(NO_FIGURE);
  expect(shown).toMatch(/In English/);
  return { page, shown };
}

/** Holds that a notebook over almost no data says so. */
export function saysTooFew(name: string, shown: string): void {
  if (name === "label-trust") expect(shown).toMatch(/kappa 0\.\d\d/);
  else expect(shown).toMatch(/样本太少|无从核对|无法判定/);
}
