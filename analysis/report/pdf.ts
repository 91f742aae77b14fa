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

/** Prints the overview of a report page to a PDF file. */
export async function printPdf(index: string, path: string, chromium: string): Promise<string> {
  const { chromium: browserType } = await import("playwright");
  const browser = await browserType.launch({ executablePath: chromium, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(`${pathToFileURL(index).href}#/print`);
    await page.waitForSelector("main[data-ready]");
    await page.pdf({
      path,
      format: "A4",
      printBackground: true,
      margin: { top: "14mm", bottom: "14mm", left: "12mm", right: "12mm" },
    });
  } finally {
    await browser.close();
  }
  return path;
}
