import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { loadArticles, type SampleArticle } from "../../data/sample/server/articles.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { isoWeek } from "../../pipeline/time.ts";
import { EVENTS, INDUSTRIES, TIERS } from "../../pipeline/types.ts";

const SAMPLE = join(packageRoot, "data", "sample");
const Labels = z.strictObject({
  relevant: z.boolean(),
  event: z.enum(EVENTS),
  tier: z.enum(TIERS),
  vendors: z.array(z.string().min(1)),
  models: z.array(z.string().min(1)),
  industries: z.array(z.enum(INDUSTRIES)).max(3),
});
type Labels = z.infer<typeof Labels>;

const labelsOf = (article: SampleArticle): Labels => {
  const file = join(SAMPLE, "sites", article.site, `${article.slug}.labels.json`);
  return Labels.parse(JSON.parse(readFileSync(file, "utf8")));
};

describe("the bundled newsroom", () => {
  let originals: SampleArticle[] = [];
  let reprints: SampleArticle[] = [];
  beforeAll(async () => {
    const all = [...(await loadArticles(SAMPLE)).values()].flat();
    originals = all.filter((article) => !article.original);
    reprints = all.filter((article) => article.original);
  });

  it("has at least 180 articles in every one of 26 weeks on seven sites", () => {
    expect(originals.length).toBeGreaterThanOrEqual(180);
    expect(new Set(originals.map(({ published }) => isoWeek(published.slice(0, 10)))).size).toBe(26);
    expect(new Set([...originals, ...reprints].map(({ site }) => site)).size).toBe(7);
  });

  it("carries legal labels beside each original and none beside a reprint", () => {
    for (const article of originals) expect(() => labelsOf(article), article.slug).not.toThrow();
    const files = readdirSync(join(SAMPLE, "sites", "yangzhuan"));
    expect(files.filter((file) => file.endsWith(".labels.json"))).toEqual([]);
  });

  it("spans all events and tiers, 40 vendors and 15 industries, and news that is not about AI", () => {
    const labels = originals.map(labelsOf);
    expect(new Set(labels.map(({ event }) => event)).size).toBe(EVENTS.length);
    expect(new Set(labels.map(({ tier }) => tier)).size).toBe(TIERS.length);
    expect(new Set(labels.flatMap(({ vendors }) => vendors)).size).toBeGreaterThanOrEqual(40);
    expect(new Set(labels.flatMap(({ industries }) => industries)).size).toBeGreaterThanOrEqual(15);
    expect(labels.filter(({ relevant }) => !relevant).length).toBeGreaterThanOrEqual(10);
  });

  it("names every labelled model in the article itself", () => {
    const fold = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
    const missing = originals.flatMap((article) =>
      labelsOf(article)
        .models.filter((model) => !fold(article.title + article.paragraphs.join("")).includes(fold(model)))
        .map((model) => `${article.site}/${article.slug}: ${model}`),
    );
    expect(missing).toEqual([]);
  });

  it("reprints appear after their originals", () => {
    expect(reprints.length).toBeGreaterThanOrEqual(20);
    for (const reprint of reprints) {
      expect(reprint.original?.published.localeCompare(reprint.published), reprint.slug).toBe(-1);
    }
  });

  it("writes the old portal's articles in characters that GBK has", () => {
    for (const article of originals.filter(({ site }) => site === "yangcheng")) {
      const text = article.title + article.paragraphs.join("\n");
      expect(iconv.decode(iconv.encode(text, "gbk"), "gbk")).toBe(text);
    }
  });
});
