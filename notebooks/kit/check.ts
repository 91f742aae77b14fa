import { setTimeout as sleep } from "node:timers/promises";
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
/** After this a page that cannot even be asked is given up. */
const STUCK = PATIENCE + 10_000;
/** Longest message kept of a cell: a value of the database may stand in it. */
const MOST_TEXT = 2000;

/** Starts a browser in which pages are tried. */
export async function openChecker(chromium: string): Promise<Checker> {
  const { chromium: browserType } = await import("playwright");
  const browser = await browserType.launch({
    executablePath: chromium,
    args: FLAGS,
    // Ctrl-C ends the build in order; the browser goes with it.
    handleSIGINT: false,
    handleSIGTERM: false,
  });
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
    const stands = await Promise.race([howCellsStand(page), sleep(STUCK, null, { ref: false })]);
    if (!stands) failures.push({ cell: null, message: NO_ANSWER });
    for (const { id, text } of stands?.failed ?? []) failures.push({ cell: cell(id), message: asIs(text) });
    return { failures, notes: (stands?.waiting ?? []).map((id) => ({ cell: cell(id), message: STILL_WAITING })) };
  } finally {
    await context.close();
  }
}

/** Which cells failed, with their errors, and which still have no value, which may be right: some wait for their reader. */
async function howCellsStand(
  page: BrowserPage,
): Promise<{ failed: { id: number; text: string }[]; waiting: number[] }> {
  await page
    .waitForFunction(() => !document.querySelector('[data-cell="waiting"]'), undefined, { timeout: PATIENCE })
    .catch((error: Error) => {
      if (error.name !== "TimeoutError") throw error;
    });
  return page.$$eval(
    '[id^="cell-"]',
    (cells, most) => {
      const all = cells.map((cell) => ({
        id: Number(cell.id.slice(5)),
        stands: (cell as HTMLElement).dataset.cell,
        text: (cell.textContent ?? "").trim().slice(0, most),
      }));
      return {
        failed: all.filter(({ stands }) => stands === "failed"),
        waiting: all.filter(({ stands }) => stands === "waiting").map(({ id }) => id),
      };
    },
    MOST_TEXT,
  );
}

const NO_ANSWER = {
  en: "the page does not answer: a cell runs without end.",
  zh: "页面没有响应：有单元格一直在运行。",
};
const STILL_WAITING = {
  en: `it has no value after ${PATIENCE / 1000} s: does it wait for the reader?`,
  zh: `${PATIENCE / 1000} 秒后仍没有值：是在等读者操作吗？`,
};
