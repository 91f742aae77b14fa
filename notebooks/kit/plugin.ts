import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { loadCharts } from "../../analysis/charts/index.ts";
import type { PageAnswer } from "./answers.ts";
import { kitFolder, packageOf } from "./packages.ts";
import type { NotebookSource } from "./source.ts";

/** What a page is bundled from beside its own cells. */
export interface PageParts {
  source: NotebookSource;
  /** The notebook's text, in which charts are named. */
  text: string;
  answers: () => Record<string, PageAnswer | { error: string }>;
}

const VIRTUAL = "\0modeltide:";
/** What asks for the network when it is imported. */
const OUTSIDE = /^(?:https?:|npm:|jsr:|\/\/)/;

/**
 * Gives the bundler everything from the disk: packages by their installed selves, the kit's own modules, and the modules
 * `modeltide:*` made of the snapshot. What is not there is a module that says so, never an address on the network.
 */
export function modeltidePlugin(parts: PageParts): Plugin {
  const { packageRoot } = parts.source;
  const kit = kitFolder(packageRoot);
  const client = (file: string) => join(packageRoot, "notebooks", "kit", "client", file);
  const own: Record<string, string> = {
    "observable:runtime": client("runtime.ts"),
    "modeltide:charts": client("charts.ts"),
  };
  return {
    name: "modeltide",
    enforce: "pre",
    async resolveId(specifier, importer) {
      if (own[specifier]) return own[specifier];
      if (specifier.startsWith("modeltide:")) return `\0${specifier}`;
      if (specifier.startsWith("observable:")) return join(kit, specifier.slice("observable:".length));
      if (importer?.startsWith(kit)) {
        if (specifier.endsWith("/recommendedLibraries.js")) return client("libraries.ts");
        if (specifier.endsWith("/sampleDatasets.js")) return `${VIRTUAL}nothing`;
      }
      const name = packageOf(specifier);
      if (name) return (await this.resolve(name, join(packageRoot, "package.json"), { skipSelf: true }))?.id;
      return OUTSIDE.test(specifier) ? `${VIRTUAL}missing:${specifier}` : null;
    },
    load: (id) => (id.startsWith(VIRTUAL) ? loadVirtual(id.slice(VIRTUAL.length), parts) : null),
  };
}

async function loadVirtual(name: string, { source, text, answers }: PageParts): Promise<string> {
  switch (name) {
    case "answers":
      return `export const answers = ${embedded(answers())};`;
    case "gold":
      return `export const gold = ${embedded(await source.gold())};`;
    case "chart-list":
      return chartList(source.packageRoot);
    case "chart-rows":
      return chartRows(source, text);
    case "nothing":
      return "export {};";
    default:
      return `export default undefined; throw new Error(${JSON.stringify(`${name.replace(/^missing:/, "")} is not installed; pages fetch nothing`)});`;
  }
}

function chartList(packageRoot: string): string {
  const files = chartFiles(packageRoot);
  const imports = files.map((file, at) => `import { chart as c${at} } from ${JSON.stringify(file)};`);
  const list = files.map((_, at) => `c${at}`).join(", ");
  return `${imports.join("\n")}\nexport const list = [${list}].sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));`;
}

/** The rows of those charts that the notebook names in quotes. */
async function chartRows({ query, lang, today }: NotebookSource, text: string): Promise<string> {
  const [snapshot] = (await query("SELECT * FROM snapshot")).rows;
  const views: Record<string, unknown> = {};
  for (const { id, view } of await loadCharts()) {
    if (views[view] || !new RegExp(`["'\`]${id}["'\`]`).test(text)) continue;
    views[view] = (await query(`SELECT * FROM ${view}`)).rows;
  }
  return `export const { snapshot, views, today, lang } = ${embedded({ snapshot, views, today, lang })};`;
}

function chartFiles(packageRoot: string): string[] {
  const folder = join(packageRoot, "analysis", "charts");
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .map((file) => join(folder, file));
  return files.filter((file) => /^export const chart\b/m.test(readFileSync(file, "utf8")));
}

/** Data as code: text that the parser of JSON reads, never code of its own. */
const embedded = (value: unknown): string => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
