import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { observable } from "@observablehq/notebook-kit/vite";
import { escapeMarkup } from "../../analysis/escape.ts";
import { messageOf } from "../../pipeline/errors.ts";
import type { PageAnswer } from "./answers.ts";
import { bundle } from "./bundle.ts";
import { type Prepared, prepareCells } from "./cells.ts";
import { errorPage, onePage } from "./one-page.ts";
import { modeltidePlugin } from "./plugin.ts";
import { asIs, type Failure, type NotebookSource } from "./source.ts";

export interface Page {
  /** One HTML file that needs nothing else. */
  html: string;
  failures: Failure[];
  notes: Failure[];
  /** Kind of each cell (`sql`), by its id. */
  modes: Record<number, string>;
}

/**
 * Makes one notebook's page of the snapshot that the source holds open: nothing is kept between two calls, so a page is
 * never older than its database. A notebook that cannot be bundled gives a page that says why.
 * @param liveReload Address of an event stream at whose word the page loads itself anew.
 */
export async function makePage(path: string, source: NotebookSource, liveReload?: string): Promise<Page> {
  const text = readFileSync(path, "utf8");
  let prepared: Prepared | null = null;
  try {
    if (!/<notebook[\s>]/i.test(text)) throw new Error("it has no <notebook> element");
    const answers = (): Record<string, PageAnswer | { error: string }> => prepared?.answers ?? {};
    const footer = await snapshotLine(source);
    const output = await bundle(path, source.packageRoot, [
      modeltidePlugin({ source, text, answers }),
      observable({
        template: join(source.packageRoot, "notebooks", "kit", "template.html"),
        transformTemplate: (html) => withFooter(html, footer, source.lang),
        transformNotebook: async (notebook) => {
          prepared = await prepareCells(notebook, path, source);
          return prepared.notebook;
        },
      }),
    ]);
    const { failures, notes, modes } = prepared as unknown as Prepared;
    return { html: onePage(output, { text, ...(liveReload ? { liveReload } : {}) }), failures, notes, modes };
  } catch (error) {
    const message = asIs(`${basename(path)}: ${stripVTControlCharacters(messageOf(error))}`);
    const html = errorPage(message[source.lang], liveReload);
    return { html, failures: [{ cell: null, message }], notes: [], modes: {} };
  }
}

/** Which snapshot the page shows. */
async function snapshotLine({ query, lang }: NotebookSource): Promise<string> {
  const [row] = (await query("SELECT id, items, last_day FROM snapshot")).rows;
  const { id, items, last_day: last } = row ?? {};
  return {
    en: `Modeltide · snapshot ${String(id)} · ${String(items)} items until ${String(last)}`,
    zh: `模潮 Modeltide · 快照 ${String(id)} · ${String(items)} 条，截至 ${String(last)}`,
  }[lang];
}

function withFooter(template: string, line: string, lang: NotebookSource["lang"]): string {
  return template
    .replace('lang="zh-CN"', () => (lang === "zh" ? 'lang="zh-CN"' : 'lang="en"'))
    .replace("</footer>", () => `${escapeMarkup(line)}</footer>`);
}
