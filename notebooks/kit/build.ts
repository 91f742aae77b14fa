import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { escapeMarkup } from "../../analysis/escape.ts";
import { openChecker } from "./check.ts";
import { makePage } from "./page.ts";
import type { Failure, NotebookSource } from "./source.ts";

export interface BuildOptions {
  /** Folder that holds the notebooks, `*.html`. */
  folder: string;
  /** Names of the notebooks to build; all where empty. */
  names: string[];
  /** Folder that the pages are written to; made where missing. */
  outDir: string;
  /** Path of a Chromium in which each page is opened; cells in JavaScript are not tried where absent. */
  chromium: string | null;
  /** Told of each notebook before it is made. */
  progress?: (name: string) => void;
  signal?: AbortSignal;
}

export interface BuiltNotebook {
  name: string;
  file: string;
  bytes: number;
  failures: Failure[];
  notes: Failure[];
}

/** Names of a folder's notebooks, in order. */
export function listNotebooks(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /^[^._].*\.html$/.test(file) && file !== "index.html")
    .map((file) => basename(file, ".html"))
    .sort();
}

/** Makes a page of each notebook, opens it in a browser, and lists them in `index.html`. A failing cell costs no page. */
export async function buildNotebooks(options: BuildOptions, source: NotebookSource): Promise<BuiltNotebook[]> {
  const { folder, names, outDir, signal } = options;
  mkdirSync(outDir, { recursive: true });
  const checker = options.chromium ? await openChecker(options.chromium) : null;
  const built: BuiltNotebook[] = [];
  try {
    for (const name of names.length ? names : listNotebooks(folder)) {
      signal?.throwIfAborted();
      options.progress?.(name);
      const path = join(folder, `${name}.html`);
      const page = await makePage(path, source);
      const file = join(outDir, `${name}.html`);
      writeFileSync(file, page.html);
      const seen = (await checker?.check(file, page.modes)) ?? { failures: [], notes: [] };
      const known = new Set(page.failures.map(({ cell }) => cell?.id ?? null));
      built.push({
        name,
        file,
        bytes: Buffer.byteLength(page.html),
        failures: [...page.failures, ...seen.failures.filter(({ cell }) => !known.has(cell?.id ?? null))],
        notes: [...page.notes, ...seen.notes],
      });
    }
  } finally {
    await checker?.close();
  }
  writeFileSync(join(outDir, "index.html"), indexPage(folder, made(folder, outDir), source.lang));
  return built;
}

/** Notebooks that have a page. */
function made(folder: string, outDir: string): string[] {
  return listNotebooks(folder).filter((name) => existsSync(join(outDir, `${name}.html`)));
}

/** A list of the notebooks, by their titles. */
export function indexPage(folder: string, names: string[], lang: NotebookSource["lang"]): string {
  const items = names
    .filter((name) => name !== "index")
    .map((name) => {
      const [, title = name] =
        /<title>([^<]*)<\/title>/i.exec(readFileSync(join(folder, `${name}.html`), "utf8")) ?? [];
      return `<li><a href="./${encodeURIComponent(name)}.html">${title}</a></li>`;
    });
  const heading = escapeMarkup({ en: "Modeltide · notebooks", zh: "模潮 Modeltide · 笔记本" }[lang]);
  return `<!doctype html>
<html lang="${lang === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>${heading}</title><style>body{font:17px/1.7 sans-serif;max-width:40em;margin:3em auto;padding:0 1em}</style></head>
<body><h1>${heading}</h1><ul>
${items.join("\n")}
</ul></body></html>
`;
}
