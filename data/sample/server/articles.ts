import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const FrontMatter = z.object({
  title: z.string().min(1),
  published: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
  author: z.string().optional(),
  basis: z.string().optional(),
  reprint_of: z.string().optional(),
});

/** One article of the bundled newsroom as it stands on disk. */
export interface SampleArticle {
  site: string;
  /** File name without ending, `YYYY-MM-DD-slug`; unique within its site. */
  slug: string;
  title: string;
  /** ISO 8601, always +08:00. */
  published: string;
  author: string | null;
  /** Paragraphs; a subhead starts with `## `. */
  paragraphs: string[];
  /** The same by pages, where the article is spread over several: a line of `+++` stands between two. */
  pages: string[][];
  /** The original that a reprint carries. */
  original: SampleArticle | null;
}

/** All articles of `<dir>/sites`, newest first in each site. Throws with the file's name where one is malformed. */
export async function loadArticles(dir: string): Promise<Map<string, SampleArticle[]>> {
  const root = join(dir, "sites");
  const sites = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const bySite = new Map<string, SampleArticle[]>();
  const reprintOf = new Map<SampleArticle, string>();
  for (const { name: site } of sites) {
    const files = (await readdir(join(root, site))).filter((file) => file.endsWith(".md"));
    const articles = await Promise.all(files.map((file) => readArticle(root, site, file, reprintOf)));
    articles.sort((a, b) => b.published.localeCompare(a.published) || a.slug.localeCompare(b.slug));
    bySite.set(site, articles);
  }
  for (const [reprint, key] of reprintOf) {
    const [site = "", slug = ""] = key.split("/");
    const original = bySite.get(site)?.find((article) => article.slug === slug);
    if (!original) throw new Error(`${reprint.site}/${reprint.slug}.md: reprint_of names ${key}, which is not there`);
    reprint.original = original;
    reprint.paragraphs = original.paragraphs;
    reprint.pages = [original.paragraphs];
  }
  return bySite;
}

async function readArticle(
  root: string,
  site: string,
  file: string,
  reprintOf: Map<SampleArticle, string>,
): Promise<SampleArticle> {
  const path = join(root, site, file);
  const [, head, body = ""] = (await readFile(path, "utf8")).split(/^---\n/m);
  const front = FrontMatter.safeParse(parse(head ?? ""));
  if (!front.success) throw new Error(`${path}: ${z.prettifyError(front.error)}`);
  const pages = body.split(/^\+{3}$/m).map((part) =>
    part
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.trim())
      .filter(Boolean),
  );
  const article: SampleArticle = {
    site,
    slug: file.slice(0, -3),
    title: front.data.title,
    published: front.data.published,
    author: front.data.author ?? null,
    paragraphs: pages.flat(),
    pages,
    original: null,
  };
  if (front.data.reprint_of) reprintOf.set(article, front.data.reprint_of);
  return article;
}
