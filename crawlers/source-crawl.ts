import { entryKey } from "./archive.ts";
import { archiveItem, bringArticle } from "./article.ts";
import { canonicalUrl } from "./canonical.ts";
import { mayHaveChanged } from "./changed.ts";
import type { CrawlTask, SourceCrawlOptions } from "./crawl-task.ts";
import type { ArticleRef, Listing, ListRequest } from "./discover/index.ts";
import { missingPage, type NextPage, withinBounds } from "./following.ts";
import { type SourceRun, withYield } from "./health.ts";
import { type ListResult, readList } from "./list-reader.ts";
import type { Source } from "./source.ts";
import { type ListMemory, loadMemory, type SourceMemory, saveMemory } from "./source-memory.ts";
import { SourceTally } from "./source-tally.ts";

/** Pages of a list that are read where nothing else ends it sooner: in a usual run, and back to a given day. */
const PAGES_USUAL = 10;
const PAGES_SINCE = 500;
const DAY_MS = 86_400_000;

/** The crawl of one source: its ways in, in order, and the articles that they name. */
export class SourceCrawl {
  readonly source: Source;
  readonly tally = new SourceTally();
  readonly #options: SourceCrawlOptions;
  readonly #memory: SourceMemory;
  readonly #startedAt: string;
  readonly #seen = new Set<string>();
  readonly #lists: Record<string, ListMemory> = {};
  #way = -1;
  #pending = 0;
  #named = 0;
  /** True where the way reached what is known or wanted no more. */
  #covered = false;
  /** True where a list, or a further page of an article, could not be had. */
  #lost = false;
  /** The way whose first pages tell the source's health: the first that named any article. */
  #healthWay = -1;

  constructor(source: Source, options: SourceCrawlOptions) {
    this.source = source;
    this.#options = options;
    this.#memory = loadMemory(options.archive.state, source.id);
    this.#startedAt = new Date(options.now()).toISOString();
  }

  start(): void {
    this.#nextWay();
  }

  /** True where nothing is under way any more. */
  get done(): boolean {
    return this.#pending === 0;
  }

  /**
   * Does one task.
   * @throws Blocked, RetryError
   */
  async handle(task: CrawlTask): Promise<void> {
    if (task.kind === "list") await this.#readList(task.listing, task.request);
    else await this.#fetch(task);
    this.#done();
  }

  /** A task that will not be done any more. */
  giveUp(task: CrawlTask, how: "blocked" | "failed", reason: string): void {
    this.tally.trouble(how === "blocked" ? "blocked" : "unreachable", reason);
    // Articles are counted, not their lists and pages: the next run finds what is missing of them.
    if (task.kind === "article") this.tally.counts[how]++;
    else this.#lost = true;
    const url = task.kind === "article" ? task.address : task.url;
    if (task.kind !== "list") this.#options.log({ source: this.source.id, url, outcome: how, reason });
    this.#done();
  }

  /** What became of it; also keeps what later runs need to know. */
  finish(): SourceRun {
    const { state, message } = this.tally.judge(this.#memory.yields);
    const { counts, yielded } = this.tally;
    const settled = !this.#lost && counts.blocked === 0 && counts.failed === 0;
    saveMemory(this.#options.archive.state, this.source.id, {
      lists: settled ? { ...this.#memory.lists, ...this.#lists } : {},
      yields: state === "fine" ? withYield(this.#memory.yields, yielded ?? 0) : this.#memory.yields,
      lastFine: state === "fine" ? this.#startedAt : this.#memory.lastFine,
    });
    return this.#run(state, message);
  }

  /** The same for a run that was ended early: nothing is remembered, so that the next one reads the lists again. */
  interrupted(): SourceRun {
    return this.#run("interrupted", null);
  }

  #run(state: SourceRun["state"], message: string | null): SourceRun {
    const { runId } = this.#options;
    return { runId, sourceId: this.source.id, startedAt: this.#startedAt, ...this.tally.counts, state, message };
  }

  #nextWay(): void {
    const way = this.source.listings[++this.#way];
    if (!way) return;
    this.#named = 0;
    this.#covered = false;
    this.#pending += way.length;
    for (const listing of way) this.#addList(listing, listing.first);
  }

  #addList(listing: Listing, request: ListRequest): void {
    this.#options.add({ kind: "list", url: request.url, crawl: this, listing, request }, true);
  }

  /** One task less; when nothing is under way any more, the next way is tried where this one was not enough. */
  #done(): void {
    this.#pending--;
    if (this.#pending === 0) {
      const asked = this.#options.since !== null || this.#memory.lastFine !== null;
      if (!this.#named || (asked && !this.#covered)) this.#nextWay();
    }
    this.#options.onProgress(this);
  }

  async #readList(listing: Listing, request: ListRequest): Promise<void> {
    const memory = request.page === 1 ? this.#usable(request.url) : undefined;
    const result = await readList(this.source, listing, request, memory, this.#options);
    if (result.is === "trouble") this.tally.trouble(result.state, result.message);
    else if (result.is === "unchanged" && memory) this.#unchanged(request, memory);
    else if (result.is === "page") await this.#takePage(listing, request, result);
  }

  /** A list may answer 304 only where everything that is wanted now had been asked for when it was last read. */
  #usable(url: string): ListMemory | undefined {
    const memory = this.#memory.lists[url];
    const { since } = this.#options;
    return memory && (since === null || (memory.since !== null && memory.since <= since)) ? memory : undefined;
  }

  #unchanged(request: ListRequest, memory: ListMemory): void {
    this.#name(memory.items);
    this.tally.counts.listed += memory.items;
    this.tally.counts.unchanged += memory.items;
    this.#covered = true;
    this.#lists[request.url] = memory;
  }

  async #takePage(listing: Listing, request: ListRequest, page: ListResult & { is: "page" }): Promise<void> {
    const { since } = this.#options;
    const { refs, next, etag, modified } = page;
    if (request.page === 1) {
      this.#name(refs.length);
      this.#lists[request.url] = {
        ...(etag ? { etag } : {}),
        ...(modified ? { modified } : {}),
        items: refs.length,
        since,
      };
    } else this.#named += refs.length;
    let known = 0;
    for (const ref of refs) if (await this.#take(ref)) known++;
    const times = refs.flatMap(({ time }) => time ?? []);
    const wanted = since ?? this.#implicitSince();
    if (wanted !== null && times.some((time) => time < wanted)) this.#covered = true;
    if (since === null && known > 0) this.#covered = true;
    const past = since !== null && times.length > 0 && times.every((time) => time < since);
    const nothingNew = since === null && refs.length > 0 && known === refs.length;
    if (past || nothingNew || request.page >= (since === null ? PAGES_USUAL : PAGES_SINCE)) return;
    this.#pending += next.length;
    for (const following of next) this.#addList(listing, following);
  }

  /** Notes how many articles a first page named; what counts for the source's health is the first way that names any. */
  #name(count: number): void {
    this.#named += count;
    if (this.#named > 0 && (this.tally.yielded === null || this.#way === this.#healthWay)) {
      this.tally.yielded = this.#named;
      this.#healthWay = this.#way;
    }
  }

  /** @returns true where the archive knew the article */
  async #take(ref: ArticleRef): Promise<boolean> {
    const { archive, since, now } = this.#options;
    const address = canonicalUrl(ref.url, this.source);
    if (this.#seen.has(address) || (since !== null && ref.time !== null && ref.time < since)) return false;
    this.#seen.add(address);
    this.tally.counts.listed++;
    if (archive.isForgotten(address)) {
      this.tally.settle({ outcome: "dropped", reason: "forgotten" });
      return true;
    }
    const page = archive.latest(address);
    const entry = archive.latest(entryKey(this.source.id, address));
    if (!page && !entry) this.tally.counts.new++;
    if (ref.item && !page) {
      this.tally.settle(await archiveItem(this.source, address, ref, ref.item, this.#options));
      return entry !== undefined;
    }
    const known = page ?? entry;
    if (known && !mayHaveChanged(ref, known, now())) {
      this.tally.settle({ outcome: "unchanged" });
      const missing = page ? missingPage(page, (url) => archive.latest(url), now()) : null;
      if (missing) this.#follow(ref, missing);
      return missing === null;
    }
    this.#pending++;
    const url = ref.detail?.request.url ?? address;
    this.#options.add({ kind: "article", url, crawl: this, ref, address, known: page }, false);
    return known !== undefined;
  }

  /** Fetches an article, or a page of one, and lines up the page that it leads to. */
  async #fetch(task: CrawlTask & { kind: "article" | "page" }): Promise<void> {
    const { ref } = task;
    const page = task.kind === "page" ? task.page : { url: task.address, number: 1, bytes: 0 };
    const known = task.kind === "page" ? this.#options.archive.latest(page.url) : task.known;
    const outcome = await bringArticle(this.source, page.url, ref, known, this.#options);
    if (outcome.outcome === "dropped") this.#options.log({ source: this.source.id, url: page.url, ...outcome });
    if (task.kind === "article") this.tally.settle(outcome);
    if (outcome.outcome === "dropped" || !outcome.next) return;
    this.#follow(ref, { url: outcome.next, number: page.number + 1, bytes: page.bytes + (outcome.bytes ?? 0) });
  }

  #follow(ref: ArticleRef, page: NextPage): void {
    const { url } = page;
    if (this.#seen.has(url) || !this.source.hosts.includes(new URL(url).hostname)) return;
    this.#seen.add(url);
    const { archive, add, log } = this.#options;
    const reason = archive.isForgotten(url) ? "forgotten" : withinBounds(page) ? null : "page-limit";
    if (reason) log({ source: this.source.id, url, outcome: "dropped", reason });
    else {
      this.#pending++;
      add({ kind: "page", url, crawl: this, ref, page }, false);
    }
  }

  /** Without a wish, lists are read back to a day before the last run that was fine. */
  #implicitSince(): number | null {
    return this.#memory.lastFine === null ? null : Date.parse(this.#memory.lastFine) - DAY_MS;
  }
}
