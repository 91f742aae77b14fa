import { load } from "cheerio/slim";
import { AskError, messageOf, SkipError } from "../pipeline/types.ts";
import type { ArchiveState } from "./archive/state.ts";
import { realClock } from "./clock.ts";
import { feed } from "./discover/index.ts";
import { FEED_LIMIT, type ListPage, PAGE_LIMIT } from "./discover/listing.ts";
import type { HostMap } from "./guard.ts";
import { decodeText } from "./http/charset.ts";
import { Blocked, type HttpClient, header, TryLater } from "./http.ts";
import { idOf, type OwnSource } from "./own-sources.ts";
import { Pace } from "./pace.ts";
import { openWeb } from "./web.ts";

export interface SuggestOptions {
  state: ArchiveState;
  userAgent: string;
  hosts?: HostMap;
  pace?: number;
  timeoutMs?: number;
  proxy?: string | null;
  signal?: AbortSignal;
  now?: () => Date;
}

/** A feed that was found and read. */
export interface Suggestion {
  entry: OwnSource;
  /** Entries that it names now, and titles of the newest. */
  items: number;
  titles: string[];
}

/** Where feeds lie that no page points to. */
const USUAL_PLACES = ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml"];
const TRIED_MAX = 12;

/**
 * Finds the feeds of an address: itself, those that its page points to, those in the usual places; and reads each.
 * @returns those that name articles, best first
 * @throws AskError where there is none, or the site does not want us
 */
export async function suggestSources(address: string, options: SuggestOptions): Promise<Suggestion[]> {
  const clock = realClock(options.now);
  const pace = new Pace(clock, { seconds: options.pace ?? 5, backoffMs: 10_000 });
  const web = openWeb(options.state, pace, clock, options);
  const signal = options.signal ?? new AbortController().signal;
  try {
    const start = await get(web.tools.http, address, signal);
    const own = start && readFeed(start);
    if (start && own) return [suggestion(start, own)];
    const found: Suggestion[] = [];
    const pointed = start ? pointedFeeds(start) : [];
    const places = pointed.length ? pointed : USUAL_PLACES.map((path) => new URL(path, address).href);
    for (const place of places.slice(0, TRIED_MAX)) {
      const answer = await get(web.tools.http, place, signal);
      const read = answer && readFeed(answer);
      if (answer && read) found.push(suggestion(answer, read));
    }
    if (!found.length) throw noFeed(address);
    return found.sort((a, b) => b.items - a.items);
  } finally {
    await web.close();
  }
}

interface Answer {
  url: string;
  text: string;
  fetchedAt: string;
}

/** What an address answers; null where that is nothing to be read. */
async function get(http: HttpClient, url: string, signal: AbortSignal): Promise<Answer | null> {
  try {
    const limit = Math.max(FEED_LIMIT, PAGE_LIMIT);
    const answer = await http({ url, accept: "*/*", limit, signal, gunzip: true });
    if (answer.status !== 200) return null;
    const text = decodeText(answer.body, header(answer.headers, "content-type") ?? "");
    return { url: answer.url, text, fetchedAt: answer.fetchedAt };
  } catch (error) {
    if (error instanceof SkipError || error instanceof TryLater) return null;
    if (!(error instanceof Blocked)) throw error;
    throw new AskError({ en: messageOf(error), zh: error.text.zh }, { cause: error });
  }
}

function readFeed(answer: Answer): ListPage["refs"] | null {
  try {
    const listing = feed(answer.url, { fullText: true });
    const { refs } = listing.read(answer, listing.first);
    return refs.length ? refs : null;
  } catch {
    return null;
  }
}

function pointedFeeds({ url, text }: Answer): string[] {
  const $ = load(text);
  const links = $(
    'link[rel~="alternate"][type*="rss"], link[rel~="alternate"][type*="atom"], link[type="application/feed+json"]',
  )
    .toArray()
    .flatMap((element) => $(element).attr("href") ?? []);
  return [...new Set(links.flatMap((href) => (URL.canParse(href, url) ? [new URL(href, url).href] : [])))];
}

function suggestion(answer: Answer, refs: ListPage["refs"]): Suggestion {
  const home = new URL(refs[0]?.url ?? answer.url).origin;
  const whole = refs.filter(({ item }) => item !== null).length;
  return {
    entry: {
      id: idOf(home),
      name: new URL(home).hostname,
      home: `${home}/`,
      feed: answer.url,
      full_text: whole > refs.length / 2,
      keep: neededParameters(refs.map(({ url }) => url)),
    },
    items: refs.length,
    titles: refs.slice(0, 3).flatMap(({ hints }) => hints.title ?? []),
  };
}

/** Parameters that articles are told apart by: without them several addresses would be one. */
function neededParameters(urls: string[]): string[] {
  const paths = new Set(urls.map((url) => new URL(url).pathname));
  if (paths.size === urls.length) return [];
  const names = new Set(urls.flatMap((url) => [...new URL(url).searchParams.keys()]));
  return [...names].filter((name) => !name.startsWith("utm_"));
}

const noFeed = (address: string): AskError =>
  new AskError({
    en: `no feed found at ${address}: give the address of the feed itself, or write a definition in crawlers/sources/.`,
    zh: `在 ${address} 没有找到订阅源:请直接给出订阅源地址,或在 crawlers/sources/ 写一个来源定义。`,
  });
