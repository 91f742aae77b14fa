import { colourProperties } from "../charts/colours.ts";
import { inlineScript, policyHash } from "../inline.ts";
import type { ReportData } from "./report-data.ts";

/**
 * One HTML file that holds everything: style, data and script. Its content policy allows exactly this style and this
 * script and no request at all, from disk as from a server.
 */
export function renderPage(data: ReportData, script: string, css: string): string {
  const style = `${themes()}\n${css}`;
  const code = inlineScript(script);
  const policy = [
    "default-src 'none'",
    `script-src '${policyHash(code)}'`,
    `style-src '${policyHash(style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="${data.lang === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${data.lang === "zh" ? "模潮 · 中国大模型市场" : "Modeltide · large models in China"}</title>
<style>${style}</style>
</head>
<body>
<noscript>本报告的图表由页面内的脚本绘制，请允许脚本运行；不会发出任何网络请求。 / The charts are drawn by a script inside this page: please allow it to run. It makes no network request.</noscript>
<div id="app"></div>
<script type="application/json" id="data">${inlineJson(data)}</script>
<script>${code}</script>
</body>
</html>
`;
}

/** JSON that cannot end its element, open a comment, or be read as a line end by an old parser. */
function inlineJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

/** The charts' colours as custom properties: light, dark where the system asks for it, either where the reader does. */
function themes(): string {
  const light = colourProperties("light");
  const dark = colourProperties("dark");
  return [
    `:root{color-scheme:light;${light}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${dark}}}`,
    `:root[data-theme=dark]{color-scheme:dark;${dark}}`,
    `@media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;${light}}}`,
  ].join("\n");
}
