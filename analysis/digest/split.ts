import type { Digest, DigestItem, DigestSection } from "./digest.ts";

/**
 * Cuts a digest into parts that each fit a channel, between items and never inside one. Titles are numbered where there
 * is more than one part; a section that goes on keeps its heading.
 * @param size Bytes that a part takes when it is sent.
 * @throws Error where a single item is larger than the channel takes
 */
export function splitDigest(digest: Digest, limit: number, size: (part: Digest) => number): Digest[] {
  if (size(digest) <= limit) return [digest];
  const parts: DigestSection[][] = [[]];
  const draft = { ...digest, title: `${digest.title} (99/99)` };
  const fits = (sections: DigestSection[]) => size({ ...draft, sections }) <= limit;
  for (const section of digest.sections) {
    for (const item of section.items) {
      const open = parts.at(-1) ?? [];
      const grown = withItem(open, section, item);
      if (fits(grown)) {
        parts[parts.length - 1] = grown;
        continue;
      }
      const alone = withItem([], section, item);
      if (!fits(alone)) throw new Error(`“${item.subject}” alone is larger than ${limit} bytes`);
      if (open.length) parts.push(alone);
      else parts[parts.length - 1] = alone;
    }
  }
  return parts.map((sections, at) => ({
    ...digest,
    title: `${digest.title} (${at + 1}/${parts.length})`,
    lead: at ? "" : digest.lead,
    leadLinks: at ? [] : digest.leadLinks,
    sections,
  }));
}

function withItem(sections: DigestSection[], section: DigestSection, item: DigestItem): DigestSection[] {
  const last = sections.at(-1);
  if (last?.id !== section.id) return [...sections, { ...section, items: [item] }];
  return [...sections.slice(0, -1), { ...last, items: [...last.items, item] }];
}
