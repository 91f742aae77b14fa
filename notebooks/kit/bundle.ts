import { dirname, join } from "node:path";
import { build, type PluginOption, type Rolldown } from "vite";
import { kitFolder } from "./packages.ts";

/**
 * Bundles a notebook's page: one script, one style sheet, files as data addresses. Nothing is written.
 * @throws Error where a module has no such export or cannot be parsed
 */
export async function bundle(
  path: string,
  packageRoot: string,
  plugins: PluginOption[],
): Promise<Rolldown.RolldownOutput> {
  const output = await build({
    configFile: false,
    root: dirname(path),
    base: "./",
    publicDir: false,
    logLevel: "silent",
    resolve: {
      alias: [{ find: /^observable:styles\/(.*)$/, replacement: `${join(kitFolder(packageRoot), "styles")}/$1` }],
    },
    plugins,
    build: {
      write: false,
      target: "es2022",
      assetsInlineLimit: () => true,
      cssCodeSplit: false,
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: { input: path, output: { codeSplitting: false } },
    },
  });
  return (Array.isArray(output) ? output[0] : output) as Rolldown.RolldownOutput;
}
