import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newNotebook } from "../../notebooks/kit/starter.ts";
import { EXIT } from "../../pipeline/errors.ts";
import { openDatabase } from "../../pipeline/store/database.ts";
import { appendRows } from "../../pipeline/store/tables.ts";
import { openBrowser } from "../analysis/report/browser.ts";
import { HOSTILE } from "../analysis/report/market.ts";
import { modeltide } from "../cli/program.ts";
import { type CellText, hole, makeDesk, openPage, writeNotebook } from "./fixture.ts";

const ALL: CellText[] = [
  ["md", `# 标题 ${hole("launches.length")}`],
  ["sql", "SELECT date, model, parameters FROM launches WHERE date IS NOT NULL ORDER BY date", 'output="launches"'],
  ["js", 'Plot.dot(launches, {x: "date", y: "parameters"}).plot()'],
  ["js", 'import {drawChart} from "modeltide:charts";\ndisplay(drawChart("launches-by-week", {width: 600}));'],
  ["sql", "FROM tier_mix", 'output="mix" hidden=""'],
  ["js", 'import {drawChart} from "modeltide:charts";\ndisplay(drawChart("tier-mix", {rows: mix, lang: "zh"}));'],
  ["js", "const n = view(Inputs.range([0, 9], {step: 1, value: 4}))"],
  ["js", 'import {double} from "./double.ts";\nimport {sum} from "npm:d3";\ndisplay(double(n) + sum([1, 2]))'],
  ["js", 'FileAttachment("own.csv").csv({typed: true}).then((rows) => rows[0].a)'],
  ["html", `<p>${hole("d3.max(launches, (d) => d.date) instanceof Date")}</p>`],
  ["sql", "SELECT range::INTEGER AS n, repeat('x', 900) AS x FROM range(60000)", 'output="many" hidden=""'],
  ["js", "many.length"],
];
const CRAWLED: CellText[] = [
  ["sql", "SELECT model FROM launches WHERE date = DATE '2026-07-10' ORDER BY model", 'output="rows"'],
  ["md", `- ${hole("rows.map((d) => d.model).join(' ')")}`],
  ["html", `<p title=${hole("rows[0].model")}>${hole("rows.map((d) => d.model)")}</p>`],
  ["js", "display(Inputs.table(rows)); display(rows); display(Plot.text(rows, {text: 'model'}).plot())"],
];
const FAILING: CellText[] = [
  ["md", "# 还在"],
  ["sql", "SELECT no_such_column FROM launches"],
  ["js", "throw new RangeError('out of <b>bounds</b>')"],
  ["js", "const = 1"],
  ["js", 'import x from "npm:left-pad"; display(x)'],
  ["sql", `SELECT ${hole("1")}`],
  ["sql", "DELETE FROM store.articles"],
  ["js", "fetch('https://news.example/').then((r) => r.text())"],
  ["js", 'FileAttachment("absent.csv").csv()'],
];
/** What is said of each cell that fails, in the messages and in the page. */
const SAID: [id: number, kind: string, what: RegExp][] = [
  [2, "sql", /no_such_column/],
  [3, "js", /RangeError: out of <b>bounds<\/b>/],
  [4, "js", /Unexpected token/],
  [5, "js", /"npm:left-pad" cannot be imported/],
  [6, "sql", /a SQL cell may hold no/],
  [7, "sql", /only SELECT/],
  [8, "js", /fetch/],
  [9, "js", /there is no file "absent.csv"/],
];

let desk: Awaited<ReturnType<typeof makeDesk>>;
let browser: Browser;
let built: ReturnType<typeof modeltide>;

const notebooks = (...args: string[]) => modeltide(["notebooks", ...args, "--folder", desk.folder]);
const build = (...names: string[]) => notebooks("build", ...names, "--data", desk.data);
const open = (name: string) => openPage(browser, join(desk.data, "notebooks", `${name}.html`));

beforeAll(async () => {
  desk = await makeDesk();
  writeFileSync(join(desk.folder, "double.ts"), "export const double = (n: number): number => 2 * n;\n");
  writeFileSync(join(desk.folder, "own.csv"), "a,b\n3,2023-01-01\n");
  writeFileSync(join(desk.folder, "plain.html"), "<p>hello");
  writeNotebook(desk.folder, "all", ALL);
  writeNotebook(desk.folder, "crawled", CRAWLED);
  writeNotebook(desk.folder, "failing", FAILING);
  expect(notebooks("new", "price-history").stdout).toContain("price-history.html");
  built = build();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(desk.dir, { recursive: true });
});

describe("notebooks", () => {
  it("hold tables, charts, inputs and the report's charts in one page that asks for nothing", async () => {
    const { page, troubles } = await open("all");
    expect(troubles).toEqual([]);
    const dated = Number((await page.textContent("h1"))?.replace("标题 ", ""));
    expect(dated).toBeGreaterThan(10);
    expect(await page.locator("#cell-2 tbody tr").count()).toBe(dated);
    expect(await page.locator("#cell-3 circle").count()).toBeGreaterThan(0);
    expect(await page.locator("#cell-4 svg.mt-chart rect").count()).toBeGreaterThan(5);
    expect(await page.textContent("#cell-6 svg title")).toMatch(/月份/);
    expect(await page.textContent("#cell-8")).toBe("11");
    await page.locator("#cell-7 input[type=number]").fill("6");
    await page.waitForFunction(() => document.querySelector("#cell-8")?.textContent === "15");
    expect(await page.textContent("#cell-9")).toBe("3");
    expect(await page.textContent("#cell-10")).toContain("true");
  });

  it("bring in so many rows as a page can bear, and say where that cuts", async () => {
    const { page } = await open("all");
    const rows = Number(await page.textContent("#cell-12"));
    expect(rows).toBeGreaterThan(5000);
    expect(rows).toBeLessThan(9000);
    const said = `Only the first ${rows} rows are in this page`;
    expect(await page.locator("main").textContent()).toContain(said);
    expect(built.stderr).toContain(`all, cell 11 (sql): ${said}`);
  });

  it("show crawled text as text wherever a cell puts it", async () => {
    const { page, troubles } = await open("crawled");
    expect(troubles).toEqual([]);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(await page.locator("main img, main script, main a[href^=javascript]").count()).toBe(0);
    expect(await page.textContent("#cell-2")).toContain(HOSTILE[1]);
    expect(await page.textContent("#cell-3")).toContain(HOSTILE[0]);
    expect(await page.locator("#cell-4 tbody tr").count()).toBe(HOSTILE.length);
  });

  it("show a failing cell's error in its place; the build names notebook and cell, goes on, and ends with exit code 3", async () => {
    expect(built.status).toBe(EXIT.partial);
    expect(built.stdout).toMatch(/^5 notebooks, 2 with cells that fail/);
    expect(built.stderr).toContain("plain.html: it has no <notebook> element");
    const { page } = await open("failing");
    expect(await page.textContent("h1")).toBe("还在");
    for (const [id, kind, what] of SAID) {
      const line = built.stderr.split("\n").find((one) => one.startsWith(`failing, cell ${id} (${kind}): `));
      expect(line, `cell ${id}`).toMatch(what);
      expect(await page.textContent(`#cell-${id}.observablehq--cell .observablehq--error`)).toMatch(what);
    }
    for (const name of ["all", "crawled", "price-history"]) expect(built.stderr).not.toMatch(`${name}: `);
  });

  it("show the database as it is at each build", async () => {
    writeNotebook(desk.folder, "count", [
      ["sql", "SELECT count(*) AS n FROM store.vendors", 'output="counted" hidden=""'],
      ["js", "counted[0].n"],
    ]);
    const shown = async () => {
      expect(build("count").status).toBe(EXIT.done);
      return Number(await (await open("count")).page.textContent("#cell-2"));
    };
    const before = await shown();
    const database = join(desk.data, "market.duckdb");
    copyFileSync(database, `${database}.next`);
    const { connection, close } = await openDatabase(`${database}.next`, "write");
    await appendRows(connection, "vendors", [
      { id: "new", name_zh: "新", name_en: "New", kind: "startup", home: "北京" },
    ]);
    close();
    renameSync(`${database}.next`, database);
    expect(await shown()).toBe(before + 1);
  });

  it("begin with one that runs at once; names that are none or taken are refused", async () => {
    const { page, troubles } = await open("price-history");
    expect(troubles).toEqual([]);
    expect(await page.locator("#cell-4 svg rect").count()).toBeGreaterThan(0);
    expect(await page.locator("#cell-6 svg.mt-chart").count()).toBe(1);
    const path = join(desk.folder, "price-history.html");
    const text = readFileSync(path, "utf8");
    const taken = notebooks("new", "price-history");
    expect([taken.status, taken.stderr]).toEqual([EXIT.usage, expect.stringContaining("is there already")]);
    for (const name of ["../up", "Großes", "index", "", "a b"]) {
      expect(() => newNotebook(desk.folder, name, "en")).toThrow(/cannot name a notebook/);
    }
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(existsSync(join(desk.dir, "up.html"))).toBe(false);
  });

  it("name what to do where there is no such notebook and no database", () => {
    const unknown = build("nothing");
    expect([unknown.status, unknown.stderr]).toEqual([EXIT.usage, expect.stringContaining('no notebook "nothing"')]);
    const { status, stderr } = notebooks("build", "--data", join(desk.dir, "none"));
    expect([status, stderr]).toEqual([EXIT.nothingFetched, expect.stringContaining("modeltide weekly --sample")]);
  });
});
