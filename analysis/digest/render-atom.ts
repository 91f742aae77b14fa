import type { Digest } from "./digest.ts";
import { escapeHtml, toHtml } from "./render-html.ts";

/** The newest digests as an Atom feed (RFC 4287), one entry a week. */
export function toAtom(digests: Digest[]): string {
  const sorted = [...digests].sort((a, b) => b.week.localeCompare(a.week));
  const newest = sorted[0];
  const entries = sorted.map(
    (digest) => `<entry>
<id>urn:modeltide:digest:${digest.week}:${digest.lang}</id>
<title>${escapeHtml(digest.title)}</title>
<updated>${digest.made}</updated>
${digest.reportUrl ? `<link href="${escapeHtml(digest.reportUrl)}"/>\n` : ""}<summary>${escapeHtml(digest.lead)}</summary>
<content type="html">${escapeHtml(body(toHtml(digest)))}</content>
</entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${newest?.lang === "en" ? "en" : "zh-CN"}">
<id>urn:modeltide:digest</id>
<title>${newest?.lang === "en" ? "Modeltide" : "模潮周报"}</title>
<updated>${newest?.made ?? "1970-01-01T00:00:00.000Z"}</updated>
<author><name>Modeltide</name></author>
${entries.join("\n")}
</feed>
`;
}

const body = (html: string): string => html.slice(html.indexOf("<body>") + 6, html.indexOf("</body>")).trim();
