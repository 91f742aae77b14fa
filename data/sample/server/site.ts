import type { SampleArticle } from "./articles.ts";

/** What a site answers: a body with its type; `status` 200 unless said, `delayMs` for a page that is slow. */
export interface SampleResponse {
  body: string | Buffer;
  type: string;
  status?: number;
  location?: string;
  delayMs?: number;
  /** Last-Modified, ISO 8601. */
  modified?: string;
}

/** One small site: pages computed from its articles. */
export interface SampleSite {
  id: string;
  name: string;
  /** Lines of robots.txt. */
  robots: string[];
  /** `names` gives every site's name by its id. */
  respond: (
    path: string,
    query: URLSearchParams,
    articles: SampleArticle[],
    names: Map<string, string>,
  ) => SampleResponse | null;
}

export const HTML = "text/html; charset=utf-8";

/** The article that a path names as `<prefix><slug><suffix>`. */
export function articleAt(
  path: string,
  prefix: string,
  suffix: string,
  articles: SampleArticle[],
): SampleArticle | undefined {
  if (!path.startsWith(prefix) || !path.endsWith(suffix)) return undefined;
  const slug = path.slice(prefix.length, path.length - suffix.length);
  return articles.find((article) => article.slug === slug);
}
