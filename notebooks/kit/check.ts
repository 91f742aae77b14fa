import { pathToFileURL } from "node:url";
import type { Browser, Page as BrowserPage } from "playwright";
import type { Page } from "./page.ts";
import { asIs, type Failure } from "./source.ts";

export interface Checker {
  /** Opens a page from disk as a reader would, waits until its cells stand, and says what failed. */
  check: (file: string, modes: Page["modes"]) => Promise<{ failures: Failure[]; notes: Failure[] }>;
  close: () => Promise<void>;
}

/** What Debian's Chromium needs to run in a container, and what keeps it from calling home. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Longest wait for a page's cells, in milliseconds. */
const PATIENCE = 20_000;

/** Starts a browser in which pages are tried. */
export async function openChecker(chromium: string): Promise<Checker> {
  const { chromium: browserType } = await import("playwright");
  const browser = await browserType.launch({ executablePath: chromium, args: FLAGS });
  return { check: (file, modes) => check(browser, file, modes), close: () => browser.close() };
}

async function check(browser: Browser, file: string, modes: Page["modes"]): ReturnType<Checker["check"]> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, offline: true });
  const page = await context.newPage();
  const failures: Failure[] = [];
  const cell = (id: number) => ({ id, mode: modes[id] ?? "js" });
  const whole = (message: string) => failures.push({ cell: null, message: asIs(message) });
  page.on("pageerror", (error) => whole(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) whole(`request to ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy/.test(message.text())) whole(message.text());
  });
  try {
    await page.goto(pathToFileURL(file).href);
    const late = await waitForCells(page);
    const failed = await page.$$eval('[data-cell="failed"][id^="cell-"]', (cells) =>
      cells.map((cell) => ({ id: Number(cell.id.slice(5)), text: cell.textContent?.trim() ?? "" })),
    );
    for (const { id, text } of failed) failures.push({ cell: cell(id), message: asIs(text) });
    const notes = late.map((id) => ({ cell: cell(id), message: STILL_WAITING }));
    return { failures, notes };
  } finally {
    await context.close();
  }
}

/** Ids of the cells that still have no value, which may be right: some wait for their reader. */
async function waitForCells(page: BrowserPage): Promise<number[]> {
  await page
    .waitForFunction(() => !document.querySelector('[data-cell="waiting"]'), undefined, { timeout: PATIENCE })
    .catch((error: Error) => {
      if (error.name !== "TimeoutError") throw error;
    });
  return page.$$eval('[data-cell="waiting"]', (cells) => cells.map((cell) => Number(cell.id.slice(5))));
}

const STILL_WAITING = {
  en: `it has no value after ${PATIENCE / 1000} s: does it wait for the reader?`,
  zh: `${PATIENCE / 1000} 秒后仍没有值：是在等读者操作吗？`,
};
