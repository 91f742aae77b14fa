import { messageOf, SkipError } from "../pipeline/types.ts";
import { type ArticleTools, refuseChallenge } from "./article.ts";
import { canonicalUrl } from "./canonical.ts";
import type { ArticleRef, Listing, ListRequest } from "./discover/index.ts";
import type { SourceState } from "./health.ts";
import { decodeText } from "./http/charset.ts";
import { Refused } from "./http/refused.ts";
import { header } from "./http.ts";
import type { Source } from "./source.ts";
import type { ListMemory } from "./source-memory.ts";

export type ListTools = Omit<ArticleTools, "archive">;

interface Text {
  url: string;
  text: string;
  etag?: string | undefined;
  modified?: string | undefined;
}
interface Trouble {
  is: "trouble";
  state: SourceState;
  message: string;
}
export type ListResult =
  | { is: "page"; refs: ArticleRef[]; next: ListRequest[]; etag: string | undefined; modified: string | undefined }
  | { is: "unchanged" }
  /** A page after the last one. */
  | { is: "end" }
  | Trouble;

/**
 * Asks for a list and reads it: what it names that looks like an article of the source.
 * @param memory what the list was when all its articles had been settled: a 304 then stands for them
 * @throws Blocked, RetryError of the HTTP client
 */
export async function readList(
  source: Source,
  listing: Listing,
  request: ListRequest,
  memory: ListMemory | undefined,
  tools: ListTools,
): Promise<ListResult> {
  let answer: Text | ListResult;
  try {
    answer = request.waitFor ? await rendered(request, tools) : await ask(listing, request, memory, tools);
  } catch (error) {
    if (!(error instanceof SkipError)) throw error;
    const robots = error instanceof Refused && error.reason === "robots";
    return trouble(robots ? "blocked" : "unreachable", messageOf(error));
  }
  if ("is" in answer) return answer;
  const fetchedAt = new Date(tools.now()).toISOString();
  const refuse = (text: string) => refuseChallenge(request.url, Buffer.from(text), () => null);
  let page: ReturnType<Listing["read"]>;
  try {
    page = listing.read({ url: answer.url, text: answer.text, fetchedAt }, request);
  } catch (error) {
    refuse(answer.text);
    return trouble("drifted", `${listing.what}: ${messageOf(error)}`);
  }
  const refs = page.refs.filter((ref) => isArticle(source, ref));
  if (refs.length || page.next.length) {
    return { is: "page", refs, next: page.next, etag: answer.etag, modified: answer.modified };
  }
  if (request.page > 1) return { is: "end" };
  refuse(answer.text);
  return trouble("drifted", `${listing.what} found nothing`);
}

async function ask(
  listing: Listing,
  request: ListRequest,
  memory: ListMemory | undefined,
  tools: ListTools,
): Promise<Text | ListResult> {
  const at = String(tools.now());
  const answer = await tools.http({
    url: request.url.replaceAll("{now}", at),
    method: request.method,
    headers: request.headers,
    body: request.body?.replaceAll("{now}", at) ?? null,
    accept: listing.accept,
    limit: listing.limit,
    gunzip: listing.kind === "feed" || listing.kind === "sitemap",
    signal: tools.signal,
    etag: memory?.etag,
    modified: memory?.modified,
  });
  if (answer.status === 304) return { is: "unchanged" };
  if (answer.status !== 200) {
    return request.page > 1 ? { is: "end" } : trouble("drifted", `${listing.what} answered ${answer.status}`);
  }
  return {
    url: answer.url,
    text: decodeText(answer.body, header(answer.headers, "content-type") ?? ""),
    etag: header(answer.headers, "etag"),
    modified: header(answer.headers, "last-modified"),
  };
}

async function rendered(request: ListRequest, { render, signal }: ListTools): Promise<Text> {
  const page = await render(request.url, { waitFor: request.waitFor, signal });
  return { url: page.url, text: page.html.toString("utf8") };
}

const isArticle = (source: Source, ref: ArticleRef): boolean =>
  source.article.test(ref.url) || source.article.test(canonicalUrl(ref.url, source));

const trouble = (state: SourceState, message: string): Trouble => ({ is: "trouble", state, message });
