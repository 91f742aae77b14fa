import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright";
import { findChromium } from "../../../crawlers/browser.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium of this machine; the tests need a real one. */
export async function openBrowser(): Promise<Browser> {
  const path = findChromium(process.env.MODELTIDE_CHROMIUM);
  if (!path) throw new Error("no Chromium: npm test installs one, or name yours in MODELTIDE_CHROMIUM");
  return chromium.launch({ executablePath: path, args: FLAGS });
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Errors and policy violations that the page met with, and requests that it tried to make. */
  troubles: string[];
}

/** A new reader of the site at an address; what goes wrong is kept. */
export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) troubles.push(`request to ${request.url()}`);
  });
  await page.goto(address);
  await ready(page);
  return { page, context, troubles };
}

/** The page that the address names is drawn, charts and all. */
export async function ready(page: Page): Promise<void> {
  await page.waitForSelector("main[data-ready]");
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".chart-picture")].every((one) => one.firstElementChild),
  );
}
