import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Digest, DigestLink } from "./digest.ts";
import { toAtom } from "./render-atom.ts";
import { toHtml } from "./render-html.ts";
import { toMarkdown } from "./render-markdown.ts";
import { toText } from "./render-text.ts";

/** Weeks that the feed holds. */
const FEED_WEEKS = 26;
/** What digests of older versions lack. */
const NOTHING: Partial<Digest> = { leadLinks: [] };

/** Writes a digest in all its forms and renews the feed of the newest weeks; gives the files' paths. */
export function writeDigest(dir: string, digest: Digest): string[] {
  mkdirSync(dir, { recursive: true });
  const write = (name: string, content: string): string => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  const stem = `${digest.week}.${digest.lang}`;
  const files = [
    write(`${stem}.json`, JSON.stringify(digest)),
    write(`${stem}.md`, toMarkdown(digest)),
    write(`${stem}.html`, toHtml(digest)),
    write(`${stem}.txt`, toText(digest)),
  ];
  const kept = readdirSync(dir)
    .filter((file) => /^\d{4}-W\d\d\.\w\w\.json$/.test(file) && file.endsWith(`.${digest.lang}.json`))
    .sort()
    .slice(-FEED_WEEKS);
  const digests = kept.map(
    (file): Digest => ({ ...NOTHING, ...(JSON.parse(readFileSync(join(dir, file), "utf8")) as Digest) }),
  );
  return [...files, write(`feed.${digest.lang}.xml`, toAtom(digests.map(withoutLocal)))];
}

/** A feed is read elsewhere, where paths of this machine lead nowhere. */
function withoutLocal(digest: Digest): Digest {
  const elsewhere = (links: DigestLink[]) => links.filter(({ url }) => !url.startsWith("file:"));
  return {
    ...digest,
    reportUrl: digest.reportUrl?.startsWith("file:") ? null : digest.reportUrl,
    leadLinks: elsewhere(digest.leadLinks),
    sections: digest.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => ({ ...item, links: elsewhere(item.links) })),
    })),
  };
}
