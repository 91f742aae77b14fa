import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { canonicalUrl } from "../../crawlers/canonical.ts";
import type { ArticleRef, Listing } from "../../crawlers/discover/index.ts";
import { decodeText } from "../../crawlers/http/charset.ts";
import { checkPage, hasBody } from "../../crawlers/page-check.ts";
import { loadSources, type Source } from "../../crawlers/source.ts";
import { fitsTimeFormat } from "../../crawlers/time-format.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { createExtractor, loadBoilerplate } from "../../pipeline/stages/extract/index.ts";
import type { Dropped, Extracted } from "../../pipeline/types.ts";

/*
 * A folder a source: `list.*` is what its first listing answered (`list-3.*` the third, counted over all ways),
 * `page.html` the first article of that list, `detail.json` what an interface gave for it. All written for the test in
 * the shape that is known of the site. Without a page the article is what interface or list carry.
 */
const List = z.strictObject({
  count: z.number().int().positive(),
  first: z.strictObject({ url: z.url(), title: z.string().optional(), published: z.string().optional() }),
});
const Article = z.strictObject({
  title: z.string(),
  published: z.string().nullable(),
  source: z.string().nullable(),
  author: z.string().nullable(),
  must_contain: z.array(z.string()).min(1),
  must_not_contain: z.array(z.string()),
});
const Expected = z.object({ list: List, article: Article, detail: Article.optional() }).catchall(List);

/** The moment at which every saved answer counts as fetched. */
const fetchedAt = "2026-11-25T02:00:00.000Z";
const extractor = createExtractor(await loadBoilerplate(join(packageRoot, "data", "lexicon")));
const sources = await loadSources(join(packageRoot, "crawlers", "sources"));
const folderOf = (id: string) => join(import.meta.dirname, id);
const expectedOf = (id: string) =>
  Expected.parse(JSON.parse(readFileSync(join(folderOf(id), "expected.json"), "utf8")));
const answers = (id: string) =>
  readdirSync(folderOf(id)).filter((name) => /^list(?:-\d+)?\.(?:xml|html|json|js)$/.test(name));
const held = sources.filter(({ id }) => existsSync(join(folderOf(id), "expected.json")));
const keyOf = (file: string) => file.replace(/\.\w+$/, "");

describe("the saved answers", () => {
  it("lack no source, and have no folder whose source is gone", () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(sources.map(({ id }) => id).sort());
    expect(held).toEqual(sources);
  });

  it.each(held.map(({ id }) => id))("of %s are whole: list, article, what is expected of each", (id) => {
    const { article, detail, ...lists } = expectedOf(id);
    expect(answers(id).map(keyOf).sort()).toEqual(Object.keys(lists).sort());
    for (const file of readdirSync(folderOf(id))) {
      expect(decodeText(readFileSync(join(folderOf(id), file)), ""), file).not.toContain("\uFFFD");
    }
  });
});

describe.each(held.map((source) => [source.id, source] as const))("%s", (id, source) => {
  const expected = expectedOf(id);
  const page = existsSync(join(folderOf(id), "page.html")) ? readFileSync(join(folderOf(id), "page.html")) : null;

  it.each(answers(id))("finds its articles in %s", (file) => {
    const { count, first } = expected[keyOf(file)] as z.infer<typeof List>;
    const refs = refsOf(source, file);
    expect(new Set(refs.map(({ url }) => canonicalUrl(url, source))).size).toBe(count);
    const [{ url, hints }] = refs as [ArticleRef];
    const { title, published } = hints;
    expect({ url: canonicalUrl(url, source), title, published }).toEqual(first);
    for (const { item } of refs) if (item) expect(clean(extractor.item(item, fetchedAt), source)).not.toBe("");
  });

  it("gives a clean article", () => {
    const [ref] = refsOf(
      source,
      answers(id)
        .sort()
        .find((name) => keyOf(name) === "list") ?? "",
    ) as [ArticleRef];
    const url = canonicalUrl(ref.url, source);
    if (page) {
      const result = extractor.page({ html: page, url, fetchedAt, rules: source.extract });
      compare(result, expected.article, source);
      if (source.extract.length) expect((result as Extracted).rule).toMatch(/^(?:source:|state$)/);
    } else compare(viaList(source, ref), expected.article, source);
    if (expected.detail) compare(viaList(source, ref), expected.detail, source);
  });

  it.runIf(page)("has a page that a check would find fine, with its boilerplate on it", () => {
    const html = page as Buffer;
    const findings = checkPage(html, "text/html", source.extract, fetchedAt);
    expect(findings?.missing ?? []).toEqual([]);
    if (findings) expect(hasBody(findings)).toBe(true);
    if (source.timeFormat) expect(fitsTimeFormat(findings?.time ?? "", source.timeFormat)).toBe(true);
    const written = decodeText(html, "text/html");
    if (source.boilerplate.length) expect(source.boilerplate.some((phrase) => written.includes(phrase))).toBe(true);
  });
});

/** What a listing of the source finds in a saved answer: what looks like an article of it, as a crawl takes it. */
function refsOf(source: Source, file: string): ArticleRef[] {
  const listing = source.listings.flat()[Number(/-(\d+)\./.exec(file)?.[1] ?? 1) - 1] as Listing;
  const text = decodeText(readFileSync(join(folderOf(source.id), file)), "");
  const { refs } = listing.read({ url: listing.first.url, text, fetchedAt }, listing.first);
  return refs.filter(({ url }) => source.article.test(url) || source.article.test(canonicalUrl(url, source)));
}

/** The article without its page: what an interface or the list itself carries. */
function viaList(source: Source, first: ArticleRef): Extracted | Dropped {
  const refs = [first, ...answers(source.id).flatMap((file) => refsOf(source, file))];
  const detail = refs.find((ref) => ref.detail)?.detail;
  const file = join(folderOf(source.id), "detail.json");
  const item = detail && existsSync(file) ? detail.read(JSON.parse(readFileSync(file, "utf8")), fetchedAt) : first.item;
  return item ? extractor.item(item, fetchedAt) : { dropped: "no-article" };
}

function compare(result: Extracted | Dropped, expected: z.infer<typeof Article>, source: Source): void {
  const { must_contain, must_not_contain, ...fields } = expected;
  expect(result).toMatchObject(fields);
  const text = clean(result, source);
  for (const part of must_contain) expect(text).toContain(part);
  for (const part of must_not_contain) expect(text).not.toContain(part);
}

/** The text of what was extracted, of which none is what the source says stands around its articles. */
function clean(result: Extracted | Dropped, source: Source): string {
  expect(result).not.toHaveProperty("dropped");
  const { text } = result as Extracted;
  for (const phrase of source.boilerplate) expect(text).not.toContain(phrase);
  return text;
}
