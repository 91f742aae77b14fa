import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadArticles, type SampleArticle } from "../../data/sample/server/articles.ts";
import { packageRoot } from "../../pipeline/root.ts";

const MAIN = join(packageRoot, "dist", "cli", "main.js");
const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
const run = (...args: string[]) =>
  spawnSync(process.execPath, [MAIN, ...args], {
    encoding: "utf8",
    env: { ...process.env, LANG: "C" },
    maxBuffer: 1e8,
  });
const sql = (query: string) => {
  const { stdout, stderr, status } = run("sql", query, "--json", "--data", dir);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>[];
};

interface Labels {
  relevant: boolean;
  event: string;
  tier: string;
}

describe("the weekly run over the bundled newsroom", () => {
  let first: ReturnType<typeof run>;
  let articles: SampleArticle[] = [];
  beforeAll(async () => {
    articles = [...(await loadArticles(join(packageRoot, "data", "sample"))).values()].flat();
    first = run("weekly", "--sample", "--data", dir);
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it("ends with a summary and the report's place", () => {
    expect(first.status, first.stderr).toBe(0);
    expect(first.stdout).toMatch(/sources +7 \(7 fine\)/);
    expect(first.stdout).toMatch(new RegExp(`new articles +${articles.length} `));
    expect(first.stdout).toMatch(/launches +\d+ in all; from news: general \d+, industry \d+, application \d+/);
    expect(existsSync(join(dir, "report", "index.html"))).toBe(true);
  });

  it("finds every article with its title, day and text, reprint wrappers taken off", () => {
    const stored = sql("SELECT title, published_day::VARCHAR AS day, text FROM store.articles");
    const fold = (text: string) => text.normalize("NFKC").replace(/\s+/g, "");
    const known = new Map(stored.map((row) => [`${fold(String(row.title))} ${row.day}`, fold(String(row.text))]));
    const missing = articles.filter(
      (article) => !known.has(`${fold(article.title)} ${article.published.slice(0, 10)}`),
    );
    expect(missing.map(({ site, slug }) => `${site}/${slug}`)).toEqual([]);
    const wrong = articles.filter((article) => {
      const text = known.get(`${fold(article.title)} ${article.published.slice(0, 10)}`);
      return text !== fold(article.paragraphs.map((paragraph) => paragraph.replace(/^## /, "")).join(""));
    });
    expect(wrong.map(({ site, slug }) => `${site}/${slug}`)).toEqual([]);
  });

  it("joins the pages of an article, and leads from it to the record of each", () => {
    const long = articles.filter(({ pages }) => pages.length > 1);
    const pages = sql(
      `SELECT a.url AS article, p.number, c.url FROM store.pages p JOIN store.articles a ON a.id = p.article_id
       JOIN store.captures c ON c.id = p.capture_id WHERE p.shown ORDER BY ALL`,
    );
    const base = (slug: string) => `http://yangkan.newsroom.test/article/${slug}`;
    const expected = long.flatMap(({ slug, pages }) =>
      pages.map((_, at) => ({
        article: `${base(slug)}.html`,
        number: at + 1,
        url: `${base(slug)}${at > 0 ? `_${at + 1}` : ""}.html`,
      })),
    );
    expect(expected.length).toBeGreaterThanOrEqual(3);
    expect(pages).toEqual(expected);
  });

  it("joins each reprint to its original, which leads the story", () => {
    const stories = sql(
      `SELECT a.url, l.url AS lead FROM store.story_members m JOIN store.articles a ON a.id = m.article_id
       JOIN store.stories s ON s.id = m.story_id JOIN store.articles l ON l.id = s.lead_id WHERE a.source_id = 'yangzhuan'`,
    );
    const reprints = articles.filter(({ original }) => original);
    expect(stories).toHaveLength(reprints.length);
    for (const { url, lead } of stories) {
      const reprint = reprints.find(({ slug }) => String(url).includes(slug));
      expect(String(lead), String(url)).toContain(reprint?.original?.slug ?? "?");
    }
  });

  it("labels most articles as their authors did", () => {
    const stored = sql(
      `SELECT a.url, t.field, t.value FROM store.articles a JOIN store.tags t ON t.article_id = a.id
       WHERE t.field IN ('relevant', 'event', 'tier')`,
    );
    const originals = articles.filter(({ original }) => !original);
    const right = { relevant: 0, event: 0, tier: 0 };
    for (const { site, slug } of originals) {
      const path = join(packageRoot, "data", "sample", "sites", site, `${slug}.labels.json`);
      const truth = JSON.parse(readFileSync(path, "utf8")) as Labels;
      const own = stored.filter((row) => String(row.url).includes(slug) && String(row.url).includes(`//${site}.`));
      const value = (field: string) => own.find((row) => row.field === field)?.value ?? "none";
      if (value("relevant") === String(truth.relevant)) right.relevant++;
      if (value("event") === truth.event) right.event++;
      if (value("tier") === truth.tier) right.tier++;
    }
    expect(right.relevant / originals.length).toBeGreaterThan(0.95);
    expect(right.event / originals.length).toBeGreaterThan(0.6);
    expect(right.tier / originals.length).toBeGreaterThan(0.68);
  });

  it("loses nothing: every record became articles or was dropped with a reason", () => {
    const [captures] = sql(
      `SELECT count(*) AS n, count(*) FILTER (outcome = 'article') AS kept, count(*) FILTER (outcome = 'dropped' AND reason IS NOT NULL) AS dropped
       FROM store.captures`,
    );
    expect(Number(captures?.n)).toBe(Number(captures?.kept) + Number(captures?.dropped));
  });

  it("keeps away from what robots.txt forbids and records each source's health", () => {
    expect(sql("SELECT url FROM store.captures WHERE url LIKE '%/draft/%'")).toEqual([]);
    const health = sql("SELECT source_id, state, listed FROM store.source_runs ORDER BY source_id");
    expect(health).toHaveLength(7);
    expect(health.every((row) => row.state === "fine" && Number(row.listed) > 10)).toBe(true);
  });

  it("fetches nothing and adds nothing when run again", () => {
    const second = run("weekly", "--sample", "--data", dir);
    expect(second.status, second.stderr).toBe(0);
    expect(second.stdout).toMatch(/new articles +0 /);
    expect(second.stdout).toContain("nothing new since the last run");
    const [count] = sql("SELECT count(*) AS n, count(DISTINCT id) AS ids FROM store.articles");
    expect(Number(count?.n)).toBe(articles.length);
    expect(count?.ids).toEqual(count?.n);
  });
});
