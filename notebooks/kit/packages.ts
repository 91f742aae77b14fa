import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What cells may import by name beside files of their own; all of it is installed, nothing is fetched. */
export const PACKAGES = ["@observablehq/plot", "@observablehq/inputs", "d3", "htl"];
/** What the kit offers to cells beside packages. */
export const MODULES = ["modeltide:charts", "modeltide:gold"];

const CDN = /^(?:npm:|https:\/\/cdn\.jsdelivr\.net\/npm\/)((?:@[^/@]+\/)?[^/@]+)(?:@[^/]+)?(\/.*)?$/;

/** The installed package's own specifier (`d3`, `d3-array`) for `npm:d3`, its address on a CDN, or its bare name; null for others. */
export function packageOf(specifier: string): string | null {
  const [, name = specifier, path = ""] = CDN.exec(specifier) ?? [];
  const inside = path.replace(/\/\+esm$/, "");
  return PACKAGES.includes(name) || /^d3-[a-z-]+$/.test(name) ? name + inside : null;
}

/** A specifier as people write it: `npm:lodash` for its address on a CDN. */
export function asWritten(specifier: string): string {
  const [, name, path = ""] = CDN.exec(specifier) ?? [];
  return name ? `npm:${name}${path.replace(/\/\+esm$/, "")}` : specifier;
}

/** True where a cell of a notebook may import this. */
export function mayImport(specifier: string, notebook: string): boolean {
  if (MODULES.includes(specifier) || specifier.startsWith("observable:runtime")) return true;
  if (/^\.{1,2}\//.test(specifier)) return existsSync(resolve(dirname(notebook), specifier));
  return packageOf(specifier) !== null;
}

/** Folder of Notebook Kit's compiled sources. */
export function kitFolder(packageRoot: string): string {
  for (let folder = packageRoot; ; folder = dirname(folder)) {
    const kit = join(folder, "node_modules", "@observablehq", "notebook-kit", "dist", "src");
    if (existsSync(kit)) return kit;
    if (folder === dirname(folder)) throw new Error("@observablehq/notebook-kit is not installed: run npm ci");
  }
}
