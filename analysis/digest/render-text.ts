import type { Digest } from "./digest.ts";

/** A digest as plain text, links written out. */
export function toText(digest: Digest): string {
  const sections = digest.sections.flatMap(({ heading, items }) => [
    "",
    `【${heading}】`,
    ...items.flatMap(({ subject, text, links, watched }) => [
      `${watched ? "★" : "·"} ${subject} ${text}`,
      ...links.map(({ name, url }) => `  ${name} ${url}`),
    ]),
  ]);
  return [
    digest.title,
    digest.lead,
    ...digest.leadLinks.map(({ name, url }) => `  ${name} ${url}`),
    ...sections,
    "",
    ...(digest.reportUrl ? [digest.reportUrl] : []),
    digest.note,
    "",
  ].join("\n");
}
