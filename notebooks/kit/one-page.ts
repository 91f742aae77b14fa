import type { Rolldown } from "vite";
import { escapeMarkup } from "../../analysis/escape.ts";
import { inlineScript, policyHash } from "../../analysis/inline.ts";

interface PageOptions {
  /** The notebook's text. */
  text: string;
  liveReload?: string;
}

/**
 * Puts what the bundler made into one HTML file. Its content policy allows this script and no request at all, so that
 * crawled text that got into the page as markup could still do nothing.
 */
export function onePage({ output }: Rolldown.RolldownOutput, { text, liveReload }: PageOptions): string {
  const named = (end: string) => output.filter(({ fileName }) => fileName.endsWith(end));
  const html = textOf(named(".html")[0]);
  const css = named(".css").map(textOf).join("\n");
  const code = inlineScript(output.flatMap((part) => (part.type === "chunk" ? [part.code] : [])).join("\n"));
  const left = output.filter(({ fileName }) => !/\.(html|css|js)$/.test(fileName));
  if (left[0]) throw new Error(`${left[0].fileName} could not be put into the page`);
  const body = html
    .replace(/<script type="module"[^>]*\ssrc="[^"]*"[^>]*><\/script>/g, "")
    .replace(/<link rel="stylesheet"[^>]*>/g, "");
  // d3 compiles readers of CSV files; pages that read none may compile nothing.
  const compiles = /\b[ct]sv|dsv/i.test(text);
  return withReload(
    body
      .replace("</head>", () => `<style>${css.replace(/<\/style/gi, "<\\/style")}</style></head>`)
      .replace("</body>", () => `<script type="module">${code}</script></body>`),
    [code],
    { compiles, ...(liveReload ? { liveReload } : {}) },
  );
}

/** A page that says why there is no other. */
export function errorPage(message: string, liveReload?: string): string {
  const html = `<!doctype html>
<html><head><meta charset="utf-8"><title>!</title></head>
<body><pre class="observablehq--error" data-cell="failed">${escapeMarkup(message)}</pre></body></html>`;
  return withReload(html, [], { compiles: false, ...(liveReload ? { liveReload } : {}) });
}

/** Adds the content policy and, for the preview, the script that waits for changes. */
function withReload(html: string, scripts: string[], options: { compiles: boolean; liveReload?: string }): string {
  const { compiles, liveReload } = options;
  const reload = liveReload
    ? `new EventSource(${JSON.stringify(liveReload)}).addEventListener("change", () => location.reload());`
    : null;
  const allowed = [...scripts, ...(reload ? [reload] : [])].map((script) => `'${policyHash(script)}'`);
  const policy = [
    "default-src 'none'",
    `script-src ${[...allowed, ...htlMarks()].join(" ")}${compiles ? " 'unsafe-eval'" : ""}`,
    // Plot and Inputs set styles on their elements.
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    `connect-src data: blob:${reload ? " 'self'" : ""}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html
    .replace(/<meta charset[^>]*>/i, (meta) => `${meta}<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace("</body>", () => `${reload ? `<script>${reload}</script>` : ""}</body>`);
}

/**
 * htl, which Inputs are made with, writes `onclick="::3"` into an element before it sets the function itself. These texts
 * are no code, but a policy that does not know them reports each.
 */
function htlMarks(): string[] {
  return ["'unsafe-hashes'", ...Array.from({ length: 40 }, (_, at) => `'${policyHash(`::${at}`)}'`)];
}

function textOf(part: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): string {
  if (part?.type !== "asset") throw new Error("the bundler made no page");
  return typeof part.source === "string" ? part.source : Buffer.from(part.source).toString("utf8");
}
