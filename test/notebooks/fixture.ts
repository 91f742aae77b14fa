import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright";
import { Store } from "../analysis/fixture.ts";
import { putMarket } from "../analysis/report/market.ts";

/** A folder with a small market's database in `data/` and an empty folder `notebooks/`. */
export async function makeDesk(): Promise<{ dir: string; data: string; folder: string }> {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-notebooks-"));
  const [data, folder] = [join(dir, "data"), join(dir, "notebooks")];
  mkdirSync(data);
  mkdirSync(folder);
  const store = await Store.open(join(data, "market.duckdb"));
  await putMarket(store);
  store.close();
  return { dir, data, folder };
}

/** A cell: its kind, its text, and more attributes. */
export type CellText = ["md" | "sql" | "js" | "html", string, string?];

/** A place in Markdown, HTML or SQL that JavaScript fills. */
export const hole = (code: string): string => `$\u007b${code}}`;

const TYPES = { md: "text/markdown", sql: "application/sql", js: "module", html: "text/html" };

/** Writes a notebook whose cells are numbered from 1. */
export function writeNotebook(folder: string, name: string, cells: CellText[]): void {
  const scripts = cells.map(([kind, text, more = ""], at) => {
    const written = text.replaceAll("</script", "<\\/script");
    return `  <script id="${at + 1}" type="${TYPES[kind]}" ${more}>\n    ${written}\n  </script>`;
  });
  writeFileSync(
    join(folder, `${name}.html`),
    `<!doctype html>\n<notebook>\n  <title>${name}</title>\n${scripts.join("\n")}\n</notebook>\n`,
  );
}

export interface OpenPage {
  page: Page;
  /** Errors and warnings of the console, refusals by the content policy, requests to anywhere but the file. */
  troubles: string[];
}

/** Opens a built page from disk as a reader would, and waits until no cell is without a value. */
export async function openPage(browser: Browser, file: string): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) troubles.push(`request to ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => !document.querySelector('[data-cell="waiting"]'));
  return { page, troubles };
}
