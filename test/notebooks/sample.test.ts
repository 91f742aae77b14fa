import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listNotebooks } from "../../notebooks/kit/build.ts";
import { EXIT } from "../../pipeline/errors.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { openBrowser } from "../analysis/report/browser.ts";
import { MAIN } from "../cli/program.ts";
import { SAMPLE_RUN_WAIT, sampleRun } from "../sample-run.ts";
import { RESEARCH } from "./expected.ts";
import { openPage } from "./fixture.ts";
import { openResearch } from "./research.ts";

const NOTEBOOKS = join(packageRoot, "notebooks");
const out = mkdtempSync(join(tmpdir(), "modeltide-pages-"));
/** A process without any network, where the machine lets us have one. */
const alone = spawnSync("unshare", ["-rn", "true"]).status === 0 ? ["unshare", "-rn"] : [];

let browser: Browser;
let data = "";
beforeAll(async () => {
  data = await sampleRun();
  browser = await openBrowser();
}, SAMPLE_RUN_WAIT);
afterAll(async () => {
  await browser.close();
  rmSync(out, { recursive: true });
});

function build(folder: string): { status: number | null; stderr: string } {
  const line = [
    ...alone,
    process.execPath,
    MAIN,
    "notebooks",
    "build",
    "--folder",
    folder,
    "--data",
    data,
    "--out",
    out,
  ];
  const [program = "", ...rest] = line;
  return spawnSync(program, rest, { encoding: "utf8", env: { ...process.env, LANG: "C", LC_ALL: "C" } });
}

describe("the notebooks of the project, on the sample run", () => {
  it("are built without a network and without a failing cell", () => {
    const { status, stderr } = build(NOTEBOOKS);
    expect([status, stderr.split("\n").filter((line) => line.includes(": "))]).toEqual([EXIT.done, []]);
  });

  it("are all held to what they are expected to show", () => {
    expect(Object.keys(RESEARCH)).toEqual(listNotebooks(NOTEBOOKS));
  });

  for (const [name, { figures, charts, tables }] of Object.entries(RESEARCH)) {
    it(`${name} draws its figures, or says that the sample is too small, with no error and no request`, async () => {
      const { page } = await openResearch(browser, out, name);
      const drawn = await page.$$eval("figure.mt-figure", (all) =>
        all.map((one) => (one.querySelector(".mt-few") ? 0 : one.querySelectorAll("circle, rect, path").length)),
      );
      expect(drawn).toHaveLength(figures.length);
      figures.forEach((least, at) => {
        if (least) expect(drawn[at], `figure ${at + 1}`).toBeGreaterThanOrEqual(least);
        else expect(drawn[at], `figure ${at + 1}`).toBe(0);
      });
      expect(await page.locator("svg.mt-chart").count()).toBe(charts);
      const filled = await page.locator("main table").all();
      expect(filled).toHaveLength(tables);
      for (const table of filled) expect(await table.locator("tbody tr").count()).toBeGreaterThan(0);
      await page.close();
    });
  }
});

describe("the pages of docs on notebooks", () => {
  it("show notebooks that run as they stand", async () => {
    const pages = ["notebooks.md", "notebooks.zh-CN.md"].map((name) => join(packageRoot, "docs", name));
    const page = pages.map((path) => readFileSync(path, "utf8")).join("\n");
    const shown = [...page.matchAll(/```html\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
    const folder = mkdtempSync(join(tmpdir(), "modeltide-shown-"));
    shown.forEach((text, at) => {
      writeFileSync(join(folder, `shown-${at}.html`), text);
    });
    const { status, stderr } = build(folder);
    expect([status, stderr]).toEqual([EXIT.done, shown.map((_, at) => `shown-${at}\n`).join("")]);
    for (const at of shown.keys()) {
      const { page: built, troubles } = await openPage(browser, join(out, `shown-${at}.html`));
      expect(troubles).toEqual([]);
      expect(await built.locator("main svg, main table, main h1").count()).toBeGreaterThan(0);
    }
    rmSync(folder, { recursive: true });
  });
});
