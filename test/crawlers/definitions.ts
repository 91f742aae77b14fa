import { type CrawlOptions, type CrawlSummary, crawl } from "../../crawlers/crawl.ts";
import { feed, listPage } from "../../crawlers/discover/index.ts";
import type { HostMap } from "../../crawlers/guard.ts";
import { defineSource, type Source, type SourceDefinition } from "../../crawlers/source.ts";

export const listOf = (paths: string[]): string =>
  `<ul>${paths.map((path) => `<li><a href="${path}">标题 ${path}</a></li>`).join("")}</ul>`;

export const articleOf = (name: string): string =>
  `<h1>${name}</h1><div class="body">${`关于${name}的一段足够长的正文。`.repeat(8)}</div>`;

/** A site with one list at `/list` and articles at `/a/…`. */
export function site(id: string, more: Partial<SourceDefinition> = {}): Source {
  const home = `http://${id}.test/`;
  return defineSource({
    id,
    name: { zh: `站点${id}` },
    home,
    hosts: [`${id}.test`],
    listings: [listPage(`${home}list`, { item: "li" })],
    article: /^http:\/\/[a-z0-9]+\.test\/a\//,
    extract: [{ from: "2020-01-01", title: "h1", body: ".body" }],
    ...more,
  });
}

/** Crawls without long pauses. */
export function crawlSites(
  sites: { hosts: HostMap },
  archiveDir: string,
  sources: Source[],
  more: Partial<CrawlOptions> = {},
): Promise<CrawlSummary> {
  const userAgent = "modeltide/0.1 (+tests)";
  return crawl({ sources, archiveDir, userAgent, hosts: sites.hosts, pace: 0.005, backoffMs: 5, ...more });
}

/** Two sites with lists and one with a full-text feed. */
export const threeSources = (): Source[] => [
  site("x"),
  site("y"),
  site("z", { listings: [feed("http://z.test/feed", { fullText: true })] }),
];
