import { AskError, messageOf, RetryError, SkipError } from "../pipeline/types.ts";
import type { ArchiveState } from "./archive/state.ts";
import { refuseChallenge } from "./article.ts";
import { canonicalUrl } from "./canonical.ts";
import { realClock } from "./clock.ts";
import type { ArticleRef, Listing } from "./discover/index.ts";
import { PAGE_LIMIT } from "./discover/listing.ts";
import type { HostMap } from "./guard.ts";
import type { SourceState } from "./health.ts";
import { Refused } from "./http/refused.ts";
import { Blocked, header } from "./http.ts";
import { readList } from "./list-reader.ts";
import { Pace } from "./pace.ts";
import { checkPage, hasBody } from "./page-check.ts";
import type { Source } from "./source.ts";
import { fitsTimeFormat } from "./time-format.ts";
import { openWeb, type Web } from "./web.ts";

export interface CheckOptions {
  sources: Source[];
  /** Where robots.txt files are kept. */
  state: ArchiveState;
  userAgent: string;
  hosts?: HostMap;
  pace?: number;
  timeoutMs?: number;
  browserPath?: string | null;
  proxy?: string | null;
  signal?: AbortSignal;
  now?: () => Date;
  onProgress?: (check: SourceCheck) => void;
}

/** What a source's first list and one article are, against what its definition promises. */
export interface SourceCheck {
  sourceId: string;
  state: Exclude<SourceState, "interrupted">;
  /** The list that was read, and how many articles it named. */
  list: string;
  items: number;
  /** The article that was looked at. */
  article: string | null;
  title: string | null;
  time: string | null;
  bodyLength: number;
  /** What does not fit: each selector that found nothing, each list that failed. */
  problems: string[];
}

/**
 * Fetches each source's first list that names anything and one article of it, and compares. Nothing is archived.
 * @throws the signal's reason where it is aborted
 */
export async function checkSources(options: CheckOptions): Promise<SourceCheck[]> {
  const clock = realClock(options.now);
  const pace = new Pace(clock, { seconds: options.pace ?? 5, backoffMs: 10_000 });
  const web = openWeb(options.state, pace, clock, options);
  const signal = options.signal ?? new AbortController().signal;
  try {
    return await Promise.all(
      options.sources.map(async (source) => {
        const result = await checkSource(source, web, clock.now, signal);
        options.onProgress?.(result);
        return result;
      }),
    );
  } finally {
    await web.close();
  }
}

async function checkSource(source: Source, web: Web, now: () => number, signal: AbortSignal): Promise<SourceCheck> {
  const result: SourceCheck = {
    sourceId: source.id,
    state: "drifted",
    list: "",
    items: 0,
    article: null,
    title: null,
    time: null,
    bodyLength: 0,
    problems: [],
  };
  try {
    for (const listing of source.listings.flat()) {
      const refs = await tryList(source, listing, web, now, signal, result);
      if (!refs.length) continue;
      await tryArticle(source, refs[0] as ArticleRef, web, now, signal, result);
      break;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    result.problems.push(messageOf(error));
    if (error instanceof Blocked) result.state = "blocked";
    else if (error instanceof RetryError || error instanceof AskError) result.state = "unreachable";
    else if (error instanceof SkipError)
      result.state = error instanceof Refused && error.reason === "robots" ? "blocked" : "unreachable";
    else throw error;
    return result;
  }
  if (result.items > 0 && result.problems.length === 0) result.state = "fine";
  return result;
}

async function tryList(
  source: Source,
  listing: Listing,
  web: Web,
  now: () => number,
  signal: AbortSignal,
  result: SourceCheck,
): Promise<ArticleRef[]> {
  const answer = await readList(source, listing, listing.first, undefined, { ...web.tools, now, signal });
  result.list = listing.what;
  if (answer.is === "trouble") {
    result.state = answer.state as SourceCheck["state"];
    result.problems.push(answer.message);
  }
  if (answer.is !== "page") return [];
  result.items = answer.refs.length;
  return answer.refs;
}

async function tryArticle(
  source: Source,
  ref: ArticleRef,
  web: Web,
  now: () => number,
  signal: AbortSignal,
  result: SourceCheck,
): Promise<void> {
  const url = canonicalUrl(ref.url, source);
  result.article = url;
  result.title = ref.hints.title ?? null;
  result.time = ref.hints.published ?? null;
  if (ref.item) {
    result.bodyLength = (ref.item.html ?? ref.item.text ?? "").length;
    return;
  }
  const { http, render } = web.tools;
  if (source.engine === "browser") {
    const page = await render(url, { waitFor: source.extract.at(-1)?.body ?? null, signal });
    compare(source, page.html, "text/html; charset=utf-8", new Date(now()).toISOString(), result);
    return;
  }
  const request = ref.detail?.request ?? { url };
  const answer = await http({ ...request, accept: "*/*", limit: PAGE_LIMIT, signal });
  if (answer.status !== 200) result.problems.push(`${request.url} answered ${answer.status}`);
  else if (ref.detail) {
    const item = ref.detail.read(JSON.parse(answer.body.toString("utf8")), answer.fetchedAt);
    result.bodyLength = (item?.html ?? item?.text ?? "").length;
    if (!item) result.problems.push(`${request.url}: no text where the definition says`);
  } else compare(source, answer.body, header(answer.headers, "content-type") ?? "", answer.fetchedAt, result);
}

function compare(source: Source, body: Buffer, contentType: string, fetchedAt: string, result: SourceCheck): void {
  const findings = checkPage(body, contentType, source.extract, fetchedAt);
  refuseChallenge(result.article ?? source.home, body, () => findings);
  if (!findings) return;
  result.title = findings.title ?? result.title;
  result.time = findings.time ?? result.time;
  result.bodyLength = findings.bodyLength;
  result.problems.push(...findings.missing.map((missing) => `found nothing: ${missing}`));
  if (!hasBody(findings) && !findings.missing.length) result.problems.push("the article has no text");
  if (findings.time && source.timeFormat && !fitsTimeFormat(findings.time, source.timeFormat)) {
    result.problems.push(`time "${findings.time.slice(0, 40)}" is not written ${source.timeFormat}`);
  }
}
