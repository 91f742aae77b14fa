import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * The page's script as one classic script: pages opened from disk can load neither modules nor other files.
 * @param sourceDir Folder `analysis` of the package, where the sources of pages and charts lie.
 */
export async function bundleClient(sourceDir: string): Promise<string> {
  const charts = (await readdir(join(sourceDir, "charts"))).filter(
    (file) => file.endsWith(".ts") && file !== "index.ts",
  );
  const imports = charts.map((file, at) => `import * as c${at} from "./charts/${file}";`);
  const entry = [
    'import { start } from "./report/client/main.ts";',
    ...imports,
    `start([${charts.map((_, at) => `c${at}`).join(",")}].flatMap((module) => ("chart" in module ? [module.chart] : [])));`,
  ];
  const result = await build({
    stdin: { contents: entry.join("\n"), resolveDir: sourceDir, sourcefile: "entry.js", loader: "js" },
    bundle: true,
    format: "iife",
    minify: true,
    // Chinese text stays readable and takes half the bytes of escapes; the page declares UTF-8.
    charset: "utf8",
    target: ["chrome110", "firefox115", "safari16"],
    write: false,
    logLevel: "silent",
  });
  return result.outputFiles[0]?.text ?? "";
}
