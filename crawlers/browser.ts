import { existsSync } from "node:fs";
import { type Browser, chromium, type Route } from "playwright";
import { AskError, messageOf } from "../pipeline/types.ts";
import { Refused } from "./http/refused.ts";
import { Blocked, refusalOf, TryLater } from "./http.ts";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  // WebRTC would find its own way past the proxy.
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
];
/** What is not needed to read a text. */
const LEFT_OUT = new Set(["image", "media", "font", "stylesheet"]);
const DOCUMENT_MAX = 10 * 1024 * 1024;

/**
 * The Chromium that is there: the one named, then the usual places, then Playwright's own; null where there is none.
 * @param named path that the user gave (`MODELTIDE_CHROMIUM`)
 */
export function findChromium(named?: string): string | null {
  if (named) return existsSync(named) ? named : null;
  const own = chromium.executablePath();
  return [...PLACES, own].find((path) => path && existsSync(path)) ?? null;
}

export interface RenderOptions {
  /** CSS selector of what must be there before the document is read. */
  waitFor: string | null;
  signal: AbortSignal;
}

export interface Rendered {
  /** Address after redirects. */
  url: string;
  status: number;
  /** The document after its scripts have run, UTF-8. */
  html: Buffer;
}

export interface BrowserSession {
  render: (url: string, options: RenderOptions) => Promise<Rendered>;
  close: () => Promise<void>;
}

export interface BrowserOptions {
  path: string | null;
  /** Port of the guard's proxy on 127.0.0.1: the browser has no other way out. */
  proxyPort: number;
  userAgent: string;
  /** Milliseconds for one document. */
  timeoutMs: number;
}

/**
 * Starts a browser whose every connection goes through the guard's proxy.
 * @throws AskError where there is no Chromium or it does not start
 */
export async function openBrowser(options: BrowserOptions): Promise<BrowserSession> {
  const { path, proxyPort } = options;
  if (!path) {
    throw new AskError({
      en: 'no Chromium found: install one ("apt-get install chromium" or "npx playwright install chromium") or name it in MODELTIDE_CHROMIUM.',
      zh: "找不到 Chromium:请安装(apt-get install chromium 或 npx playwright install chromium),或用 MODELTIDE_CHROMIUM 指明路径。",
    });
  }
  let browser: Browser;
  try {
    browser = await chromium.launch({
      executablePath: path,
      args: [...FLAGS, "--proxy-bypass-list=<-loopback>"],
      proxy: { server: `http://127.0.0.1:${proxyPort}`, bypass: "<-loopback>" },
      handleSIGINT: false,
      handleSIGTERM: false,
    });
  } catch (error) {
    const what = messageOf(error).split("\n", 1)[0] ?? "";
    throw new AskError({ en: `${path} does not start: ${what}`, zh: `${path} 无法启动:${what}` }, { cause: error });
  }
  return {
    render: (url, asked) => render(browser, url, asked, options),
    close: () => browser.close(),
  };
}

async function render(
  browser: Browser,
  url: string,
  { waitFor, signal }: RenderOptions,
  { userAgent, timeoutMs }: BrowserOptions,
): Promise<Rendered> {
  signal.throwIfAborted();
  const context = await browser.newContext({
    userAgent,
    locale: "zh-CN",
    serviceWorkers: "block",
    acceptDownloads: false,
  });
  const stop = () => void context.close();
  signal.addEventListener("abort", stop, { once: true });
  let status = 0;
  try {
    const page = await context.newPage();
    page.on("dialog", (dialog) => void dialog.dismiss().catch(() => undefined));
    await page.route("**/*", (route: Route) =>
      LEFT_OUT.has(route.request().resourceType()) ? route.abort() : route.continue(),
    );
    // An answer without a body is an error to the browser, whatever its status says.
    page.on("response", (response) => {
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) status = response.status();
    });
    await page.goto(url, { timeout: timeoutMs, waitUntil: "domcontentloaded" });
    const refusal = refusalOf(page.url(), status);
    if (refusal) throw refusal;
    if (waitFor && status < 400) {
      // What does not come is reported by whoever finds nothing in the document.
      await page.waitForSelector(waitFor, { timeout: timeoutMs / 2, state: "attached" }).catch(() => undefined);
    }
    const html = Buffer.from(await page.content());
    if (html.length > DOCUMENT_MAX) {
      throw new Refused("too-large", { en: `${url}: document over 10 MB`, zh: `${url}:文档超过 10 MB` });
    }
    return { url: page.url(), status, html };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof Refused || error instanceof Blocked || error instanceof TryLater) throw error;
    const refusal = refusalOf(url, status);
    if (refusal) throw refusal;
    const what = messageOf(error).split("\n", 1)[0] ?? "";
    throw new TryLater({ en: `${url}: ${what}`, zh: `${url}:${what}` }, url, { cause: error });
  } finally {
    signal.removeEventListener("abort", stop);
    await context.close().catch(() => undefined);
  }
}
