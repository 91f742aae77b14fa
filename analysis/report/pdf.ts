import { pathToFileURL } from "node:url";

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

/** A4 less its margins in pixels at 96 to the inch, and how small it is printed: two charts stand on a page. */
const PAPER_WIDTH = 703;
const SCALE = 0.8;

/** Prints all pages of a report but the table of launches to a PDF file. */
export async function printPdf(index: string, path: string, chromium: string): Promise<string> {
  const { chromium: browserType } = await import("playwright");
  const browser = await browserType.launch({ executablePath: chromium, args: FLAGS });
  try {
    // Charts are drawn as wide as they are printed.
    const page = await browser.newPage({ viewport: { width: Math.floor(PAPER_WIDTH / SCALE), height: 1200 } });
    await page.emulateMedia({ media: "print" });
    await page.goto(`${pathToFileURL(index).href}#/print`);
    await page.waitForSelector("main[data-ready]");
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".chart-picture")].every((one) => one.firstElementChild),
    );
    await page.pdf({
      path,
      format: "A4",
      printBackground: true,
      scale: SCALE,
      margin: { top: "14mm", bottom: "14mm", left: "12mm", right: "12mm" },
    });
  } finally {
    await browser.close();
  }
  return path;
}
