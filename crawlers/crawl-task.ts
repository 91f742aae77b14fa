import type { IndexEntry } from "./archive.ts";
import type { ArticleTools } from "./article.ts";
import type { ArticleRef, Listing, ListRequest } from "./discover/index.ts";
import type { NextPage } from "./following.ts";
import type { SourceCrawl } from "./source-crawl.ts";

export type CrawlTask = { url: string; crawl: SourceCrawl } & (
  | { kind: "list"; listing: Listing; request: ListRequest }
  | { kind: "article"; ref: ArticleRef; address: string; known: IndexEntry | undefined }
  | { kind: "page"; ref: ArticleRef; page: NextPage }
);

export interface CrawlEvent {
  source: string;
  url: string;
  outcome: "dropped" | "blocked" | "failed";
  reason: string;
  detail?: string;
}

export interface SourceCrawlOptions extends ArticleTools {
  runId: string;
  /** Milliseconds since 1970: nothing older is wanted, and lists are read that far back. Null: what is new. */
  since: number | null;
  add: (task: CrawlTask, first: boolean) => void;
  log: (event: CrawlEvent) => void;
  onProgress: (crawl: SourceCrawl) => void;
}
