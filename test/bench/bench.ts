import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { loadArticles } from "../../data/sample/server/articles.ts";
import { packageRoot } from "../../pipeline/root.ts";

export interface Figure {
  what: string;
  value: number;
  unit: string;
}
export interface BenchInput {
  /** Files of JSON lines `{title, text, …}`, gzipped or not; the bundled newsroom where none is named. */
  corpus: string[];
  /** Megabytes, for those that take a size. */
  size?: number | undefined;
}
/** Yields figures as they are measured. Times are given as ratios of something measured in the same run. */
export type Bench = (input: BenchInput) => AsyncIterable<Figure>;

export interface BenchItem {
  id: string;
  title: string;
  text: string;
  published: string | null;
  source: string | null;
  url: string | null;
}

const SAMPLE_TIMES = 12;

/** The items to measure with: the given files, or the bundled newsroom's articles many times over. */
export async function benchItems({ corpus }: BenchInput): Promise<BenchItem[]> {
  const items: BenchItem[] = [];
  for (const file of corpus) {
    const input = file.endsWith(".gz") ? createReadStream(file).pipe(createGunzip()) : createReadStream(file);
    for await (const line of createInterface({ input })) {
      if (!line) continue;
      const item = JSON.parse(line) as Partial<BenchItem>;
      items.push({
        id: item.id ?? String(items.length),
        title: item.title ?? "",
        text: item.text ?? "",
        published: item.published ?? null,
        source: item.source ?? null,
        url: item.url ?? null,
      });
    }
  }
  if (items.length) return items;
  const articles = [...(await loadArticles(join(packageRoot, "data", "sample"))).values()].flat();
  return Array.from({ length: SAMPLE_TIMES }, (_, round) =>
    articles.map((article) => ({
      id: `${article.site}/${article.slug}/${round}`,
      title: round ? `${article.title}（之${round}）` : article.title,
      text: article.paragraphs.join("\n"),
      published: article.published,
      source: article.site,
      url: null,
    })),
  ).flat();
}

/** Seconds of CPU that this process takes for a piece of work. */
export async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
}

export async function wallSeconds(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}
