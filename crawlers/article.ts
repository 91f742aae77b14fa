import { type Item, messageOf, SkipError } from "../pipeline/types.ts";
import { payloadDigest } from "./archive/digest.ts";
import type { Archive, IndexEntry, NewRecord } from "./archive.ts";
import { entryKey } from "./archive.ts";
import type { BrowserSession } from "./browser.ts";
import { challengeMark } from "./challenge.ts";
import type { ArticleRef } from "./discover/index.ts";
import { PAGE_LIMIT } from "./discover/listing.ts";
import { Refused } from "./http/refused.ts";
import { Blocked, type Exchange, type Fetched, type HttpClient, header } from "./http.ts";
import { checkPage, hasBody, type PageFindings } from "./page-check.ts";
import type { Source } from "./source.ts";

export interface ArticleTools {
  archive: Archive;
  http: HttpClient;
  /** A page as a browser shows it, with the same manners; the browser is started with the first. */
  render: BrowserSession["render"];
  /** Finds the next page of the article on a page; without it, articles are taken as they are on one page. */
  nextPage?: FindNextPage | undefined;
  now: () => number;
  signal: AbortSignal;
}

/** Address of the same article's next page; null where the page leads to none. */
export type FindNextPage = (page: { html: Buffer; contentType: string; url: string }) => string | null;

export type Outcome =
  | ({ outcome: "fetched"; findings: (() => PageFindings | null) | null } & Leading)
  | ({ outcome: "unchanged" } & Leading)
  | { outcome: "dropped"; reason: string; detail?: string };

/** Where the page leads on to, and how many bytes it has. */
interface Leading {
  next?: string | null | undefined;
  bytes?: number;
}

/**
 * Brings one article, or one page of it, into the archive. What must not be fetched is dropped with its reason.
 * @param url its address, canonical for an article, which is the one that is asked
 * @param known what the archive holds of it
 * @throws Blocked, RetryError of the HTTP client
 */
export async function bringArticle(
  source: Source,
  url: string,
  ref: ArticleRef,
  known: IndexEntry | undefined,
  tools: ArticleTools,
): Promise<Outcome> {
  try {
    return await fetchArticle(source, url, ref, known, tools);
  } catch (error) {
    if (!(error instanceof SkipError)) throw error;
    const reason = error instanceof Refused ? error.reason : "refused";
    return { outcome: "dropped", reason, detail: messageOf(error) };
  }
}

async function fetchArticle(
  source: Source,
  url: string,
  ref: ArticleRef,
  known: IndexEntry | undefined,
  tools: ArticleTools,
): Promise<Outcome> {
  if (ref.detail) return fetchDetail(source, url, ref, tools);
  if (source.engine === "browser") return renderArticle(source, url, ref, known, tools);
  const conditional = known?.status === 200 ? { etag: known.etag, modified: known.modified } : {};
  const accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5";
  const answer = await tools.http({ url, accept, limit: PAGE_LIMIT, signal: tools.signal, ...conditional });
  const common = { sourceId: source.id, hints: ref.hints };
  for (const hop of answer.redirects) await tools.archive.append(pageRecord(hop, Buffer.alloc(0), common));
  if (answer.status === 304 && known) {
    await tools.archive.append(revisitRecord(answer, known, { ...common, next: known.next ?? null }));
    return { outcome: "unchanged", next: known.next };
  }
  if (answer.redirects.length && !source.hosts.includes(new URL(answer.url).hostname)) {
    return { outcome: "dropped", reason: "off-site" };
  }
  if (answer.status !== 200) {
    if (answer.status >= 400) await tools.archive.append(pageRecord(answer, answer.body, common));
    return {
      outcome: "dropped",
      reason: answer.status === 404 || answer.status === 410 ? "gone" : `status-${answer.status}`,
    };
  }
  const type = header(answer.headers, "content-type") ?? "";
  if (!/^\s*(?:text\/(?:html|plain)|application\/xhtml\+xml)/i.test(type || "text/html")) {
    return { outcome: "dropped", reason: "content-type" };
  }
  if (!answer.body.length) return { outcome: "dropped", reason: "empty" };
  const findings = () => checkPage(answer.body, type, source.extract, answer.fetchedAt);
  refuseChallenge(answer.url, answer.body, findings);
  const next = tools.nextPage?.({ html: answer.body, contentType: type, url: answer.url }) ?? null;
  const leading = { next, bytes: answer.body.length };
  const before = answer.redirects.length ? tools.archive.latest(answer.url) : known;
  if (before && before.digest === payloadDigest(answer.body)) {
    if (answer.redirects.length) return { outcome: "dropped", reason: "duplicate" };
    await tools.archive.append(revisitRecord(answer, before, { ...common, next }));
    return { outcome: "unchanged", ...leading };
  }
  await tools.archive.append(pageRecord(answer, answer.body, { ...common, next }));
  return { outcome: "fetched", findings, ...leading };
}

/** Archives an entry that carries its whole article; the same entry once more is no change. */
export async function archiveItem(
  source: Source,
  url: string,
  ref: ArticleRef,
  item: Item,
  tools: Pick<ArticleTools, "archive" | "now">,
): Promise<Outcome> {
  const key = entryKey(source.id, url);
  const own = { ...item, url };
  const known = tools.archive.latest(key);
  if (known?.digest === payloadDigest(Buffer.from(JSON.stringify(own)))) return { outcome: "unchanged" };
  const fetchedAt = new Date(tools.now()).toISOString();
  await tools.archive.append({ kind: "entry", url: key, fetchedAt, sourceId: source.id, hints: ref.hints, item: own });
  return { outcome: "fetched", findings: null };
}

async function fetchDetail(source: Source, url: string, ref: ArticleRef, tools: ArticleTools): Promise<Outcome> {
  const { request, read } = ref.detail as NonNullable<ArticleRef["detail"]>;
  const answer = await tools.http({ ...request, accept: "application/json", limit: PAGE_LIMIT, signal: tools.signal });
  if (answer.status !== 200) return { outcome: "dropped", reason: `status-${answer.status}` };
  let item: Item | null;
  try {
    item = read(JSON.parse(answer.body.toString("utf8")), answer.fetchedAt);
  } catch {
    refuseChallenge(answer.url, answer.body, () => null);
    return { outcome: "dropped", reason: "unreadable" };
  }
  return item ? archiveItem(source, url, ref, item, tools) : { outcome: "dropped", reason: "empty" };
}

async function renderArticle(
  source: Source,
  url: string,
  ref: ArticleRef,
  known: IndexEntry | undefined,
  tools: ArticleTools,
): Promise<Outcome> {
  const page = await tools.render(url, { waitFor: source.extract.at(-1)?.body ?? null, signal: tools.signal });
  if (page.status >= 400) return { outcome: "dropped", reason: page.status === 404 ? "gone" : `status-${page.status}` };
  const type = "text/html; charset=utf-8";
  const fetchedAt = new Date(tools.now()).toISOString();
  const findings = () => checkPage(page.html, type, source.extract, fetchedAt);
  refuseChallenge(page.url, page.html, findings);
  const next = tools.nextPage?.({ html: page.html, contentType: type, url: page.url }) ?? null;
  const leading = { next, bytes: page.html.length };
  if (known?.digest === payloadDigest(page.html)) return { outcome: "unchanged", ...leading };
  await tools.archive.append({
    kind: "rendered",
    url,
    fetchedAt,
    sourceId: source.id,
    hints: ref.hints,
    next,
    body: page.html,
  });
  return { outcome: "fetched", findings, ...leading };
}

/** A page with the words of a challenge and without the article that the source promises is no article. */
export function refuseChallenge(url: string, body: Buffer, findings: () => PageFindings | null): void {
  const mark = challengeMark(body);
  if (!mark) return;
  const found = findings();
  if (found && hasBody(found)) return;
  if (!found && body.length > 64 * 1024) return;
  throw new Blocked(
    { en: `${url} answered with a test for robots ("${mark}")`, zh: `${url} 返回了人机验证页(“${mark}”)` },
    url,
  );
}

type Told = { sourceId: string; hints: ArticleRef["hints"]; next?: string | null };

function pageRecord(exchange: Exchange, body: Buffer, told: Told): NewRecord {
  const { url, request, status, headers, fetchedAt } = exchange;
  return { kind: "page", url, request, status, headers, fetchedAt, body, ...told };
}

function revisitRecord(answer: Fetched, known: IndexEntry, told: Told): NewRecord {
  const { url, request, status, headers, fetchedAt } = answer;
  const refersTo = { fetchedAt: known.fetchedAt };
  return { kind: "revisit", url, request, status, headers, fetchedAt, digest: known.digest, refersTo, ...told };
}
