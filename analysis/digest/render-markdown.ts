import type { Digest, DigestItem, DigestLink } from "./digest.ts";

/** A digest as Markdown; text from outside cannot make markup of its own. */
export function toMarkdown(digest: Digest): string {
  const sections = digest.sections.flatMap(({ heading, items }) => ["", `## ${safe(heading)}`, "", ...items.map(line)]);
  const report = digest.reportUrl
    ? ["", `[${{ zh: "完整报告", en: "The full report" }[digest.lang]}](${target(digest.reportUrl)})`]
    : [];
  return [
    `# ${safe(digest.title)}`,
    "",
    `${safe(digest.lead)}${ways(digest.leadLinks)}`,
    ...sections,
    ...report,
    "",
    safe(digest.note),
    "",
  ].join("\n");
}

function line({ subject, text, links, watched }: DigestItem): string {
  return `- ${watched ? "★ " : ""}**${safe(subject)}** ${safe(text)}${ways(links)}`;
}

function ways(links: DigestLink[]): string {
  const all = links.map(({ name, url }) => `[${safe(name)}](${target(url)})`).join(" · ");
  return all ? ` ${all}` : "";
}

const safe = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");

/** Characters that would end a link's target early. */
const target = (url: string): string =>
  url.replace(/[()<>\s\\]/g, (char) => `%${(char.codePointAt(0) ?? 32).toString(16).toUpperCase().padStart(2, "0")}`);
