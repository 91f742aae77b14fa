import type { Digest, DigestItem, DigestLink } from "./digest.ts";

/** A digest as an HTML page that mail programs show too: no script, no style sheet, nothing loaded. */
export function toHtml(digest: Digest): string {
  const sections = digest.sections.map(
    ({ heading, items }) => `<h2>${escapeHtml(heading)}</h2>\n<ul>\n${items.map(line).join("\n")}\n</ul>`,
  );
  const report = digest.reportUrl
    ? `<p><a href="${escapeHtml(digest.reportUrl)}">${{ zh: "完整报告", en: "The full report" }[digest.lang]}</a></p>`
    : "";
  return `<!doctype html>
<html lang="${digest.lang === "zh" ? "zh-CN" : "en"}">
<head><meta charset="utf-8"><title>${escapeHtml(digest.title)}</title></head>
<body>
<h1>${escapeHtml(digest.title)}</h1>
<p>${escapeHtml(digest.lead)}${ways(digest.leadLinks)}</p>
${sections.join("\n")}
${report}
<p><small>${escapeHtml(digest.note)}</small></p>
</body>
</html>
`;
}

function line({ subject, text, links, watched }: DigestItem): string {
  return `<li>${watched ? "★ " : ""}<strong><bdi>${escapeHtml(subject)}</bdi></strong> <bdi>${escapeHtml(text)}</bdi>${ways(links)}</li>`;
}

function ways(links: DigestLink[]): string {
  const all = links.map(({ name, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`).join(" · ");
  return all ? ` ${all}` : "";
}

export const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
