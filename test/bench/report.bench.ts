import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright";
import { buildReport } from "../../analysis/report/build.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { openDatabase, rows } from "../../pipeline/store/database.ts";
import { Store } from "../analysis/fixture.ts";
import { openBrowser, visit } from "../analysis/report/browser.ts";
import { putLargeMarket } from "../analysis/report/large-market.ts";
import { TODAY } from "../analysis/report/market.ts";
import { type Bench, type Figure, wallSeconds } from "./bench.ts";

const COUNT = 20_000;
const CHANGES: [string, string][] = [
  ["filter by tier", "#/launches?tier=industry"],
  ["filter by words", "#/launches?q=模型 19"],
  ["filter by three", "#/launches?tier=industry&industry=finance&from=2024-01-01"],
  ["sort by name", "#/launches?sort=model"],
  ["all again", "#/launches"],
];

/**
 * Building and using a report of 20,000 launches: milliseconds from a changed address to the table drawn anew. A built
 * database named with --corpus (`…/market.duckdb`) has its whole report timed too, charts as pictures and all.
 */
export const bench: Bench = async function* bench({ corpus }) {
  for (const file of corpus.filter((name) => name.endsWith(".duckdb"))) yield* wholeReport(file);
  const dir = mkdtempSync(join(tmpdir(), "modeltide-bench-"));
  const store = await Store.open();
  const browser = await openBrowser();
  try {
    await putLargeMarket(store, COUNT);
    let index = "";
    const seconds = await wallSeconds(async () => {
      ({ index } = await buildReport({
        query: (sql, values) => store.query(sql, values),
        outDir: dir,
        sourceDir: join(packageRoot, "analysis"),
        lang: "zh",
        today: TODAY,
      }));
    });
    yield { what: "report: building with 20,000 launches", value: seconds, unit: "s" };
    yield { what: "report: page", value: statSync(index).size / 1e6, unit: "MB" };
    const { page } = await visit(browser, `${pathToFileURL(index).href}#/launches`);
    for (const [what, hash] of CHANGES) {
      yield { what: `report: 20,000 launches, ${what}`, value: await change(page, hash), unit: "ms" };
    }
  } finally {
    await browser.close();
    store.close();
    rmSync(dir, { recursive: true });
  }
};

async function* wholeReport(file: string): AsyncIterable<Figure> {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-bench-"));
  const { connection, close } = await openDatabase(file, "read");
  try {
    let bytes = 0;
    const seconds = await wallSeconds(async () => {
      ({ bytes } = await buildReport({
        query: (sql, values) => rows(connection, sql, values),
        outDir: dir,
        sourceDir: join(packageRoot, "analysis"),
        lang: "zh",
        today: TODAY,
        png: true,
      }));
    });
    yield { what: "report: the whole of it, page and pictures", value: seconds, unit: "s" };
    yield { what: "report: all its files", value: bytes / 1e6, unit: "MB" };
  } finally {
    close();
    rmSync(dir, { recursive: true });
  }
}

/** Until the frame after the one in which the table was drawn. */
const change = (page: Page, hash: string): Promise<number> =>
  page.evaluate(
    (to) =>
      new Promise<number>((done) => {
        const begin = performance.now();
        window.addEventListener(
          "hashchange",
          () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin))),
          { once: true },
        );
        location.hash = to;
      }),
    hash,
  );
