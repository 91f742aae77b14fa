import { Readable } from "node:stream";
import { request } from "undici";
import { type Message, messageOf, RetryError, StopError } from "../pipeline/types.ts";
import type { HeaderList } from "./archive/record.ts";
import type { Clock } from "./clock.ts";
import { checkedUrl } from "./guard.ts";
import type { Routes } from "./http/connect.ts";
import { decodeBody } from "./http/decode.ts";
import { Refused } from "./http/refused.ts";
import type { Done } from "./pace.ts";

export interface HttpOptions {
  routes: Routes;
  /** Names the program and how to reach who runs it; the same for every request. */
  userAgent: string;
  clock: Clock;
  /** Milliseconds for one request with its answer, redirects not included. */
  timeoutMs: number;
  /**
   * Asked before every request and every redirect: waits for the host's turn, throws where it must not be sent. What it
   * gives is called when the answer is there.
   */
  gate: (url: URL, signal: AbortSignal) => Promise<Done>;
}

export interface FetchRequest {
  url: string;
  accept: string;
  /** Largest body, bytes after decompression. */
  limit: number;
  signal: AbortSignal;
  method?: "GET" | "POST" | "PUT";
  headers?: Record<string, string>;
  body?: string | null;
  /** Validators of what is known already; a 304 answers them. */
  etag?: string | undefined;
  modified?: string | undefined;
  /** Gunzip a body that is itself a gzip file. */
  gunzip?: boolean;
}

/** One exchange of a chain of redirects. */
export interface Exchange {
  url: string;
  request: { method: string; headers: HeaderList; body?: string };
  status: number;
  headers: HeaderList;
  /** ISO 8601 in UTC, of the request. */
  fetchedAt: string;
}

export interface Fetched extends Exchange {
  /** Decompressed. */
  body: Buffer;
  /** Redirects before it, first to last. */
  redirects: Exchange[];
}

/** The host does not want us: 401, 403, 451 or a challenge. It is left alone for the rest of the run. */
export class Blocked extends StopError {
  readonly host: string;

  constructor(text: Message, url: string) {
    super(text);
    this.host = new URL(url).hostname;
  }
}

/** The host asks for patience (429, 503) or fails; `retryAfter` is what it said. */
export class TryLater extends RetryError {
  readonly host: string;
  readonly retryAfter: string | undefined;

  constructor(text: Message, url: string, options: { retryAfter?: string | undefined; cause?: unknown } = {}) {
    super(text, { cause: options.cause });
    this.host = new URL(url).hostname;
    this.retryAfter = options.retryAfter;
  }
}

const REDIRECTS_MAX = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const BLOCKED = new Set([401, 403, 451]);

export type HttpClient = (request: FetchRequest) => Promise<Fetched>;

/**
 * A client that keeps the crawler's manners. It follows up to ten redirects, each through the gate and the guard, and
 * answers with what came in the end, whatever its status, except where a status means to stop or to wait.
 * @throws Refused, Blocked, TryLater; the signal's reason where it is aborted
 */
export function createHttp(options: HttpOptions): HttpClient {
  return async (asked) => {
    const redirects: Exchange[] = [];
    let url = checkedUrl(asked.url);
    for (;;) {
      const done = await options.gate(url, asked.signal);
      const answer = await exchange(url, asked, options).finally(done);
      const target = redirectTarget(answer);
      if (!target) return { ...answer, redirects };
      const { body: _, ...hop } = answer;
      redirects.push(hop);
      if (redirects.length > REDIRECTS_MAX || redirects.some((seen) => seen.url === target)) {
        throw new Refused("redirects", {
          en: `${asked.url} redirects in a circle or more than ${REDIRECTS_MAX} times.`,
          zh: `${asked.url} 循环跳转或跳转超过 ${REDIRECTS_MAX} 次。`,
        });
      }
      url = checkedUrl(target);
    }
  };
}

async function exchange(url: URL, asked: FetchRequest, options: HttpOptions): Promise<Omit<Fetched, "redirects">> {
  const fetchedAt = new Date(options.clock.now()).toISOString();
  const { signal, done } = deadline(asked.signal, options.timeoutMs);
  const headers = requestHeaders(url, asked, options.userAgent);
  const sent = { method: asked.method ?? "GET", headers, ...(asked.body ? { body: asked.body } : {}) };
  try {
    const answer = await request(url, {
      dispatcher: options.routes.to(url),
      method: sent.method,
      headers: headers.flat(),
      body: asked.body ?? null,
      signal,
      responseHeaders: "raw",
    } as Parameters<typeof request>[1]);
    const received = headerList(answer.headers as unknown as string[]);
    const known = { url: url.href, request: sent, status: answer.statusCode, headers: received, fetchedAt };
    const challenged = header(received, "cf-mitigated") === "challenge";
    const refusal = refusalOf(url.href, challenged ? 403 : answer.statusCode, header(received, "retry-after"));
    if (refusal || REDIRECTS.has(answer.statusCode) || answer.statusCode === 304) {
      await answer.body.dump({ limit: 64 * 1024, signal }).catch(() => undefined);
      if (refusal) throw refusal;
      return { ...known, body: Buffer.alloc(0) };
    }
    const body = await decodeBody(answer.body instanceof Readable ? answer.body : Readable.from(answer.body), {
      limit: asked.limit,
      encoding: header(received, "content-encoding") ?? "",
      gunzip: asked.gunzip ?? false,
    });
    return { ...known, body };
  } catch (error) {
    throw translated(error, url, asked.signal);
  } finally {
    done();
  }
}

/** Header by its name in lower case; several of one name as one, joined by commas. */
export function header(headers: HeaderList, name: string): string | undefined {
  const found = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  return found.length ? found.join(", ") : undefined;
}

function requestHeaders(url: URL, asked: FetchRequest, userAgent: string): HeaderList {
  const headers: HeaderList = [
    ["host", url.host],
    ["user-agent", userAgent],
    ["accept", asked.accept],
    ["accept-language", "zh-CN, zh;q=0.9, en;q=0.5"],
    ["accept-encoding", "gzip, deflate, br"],
  ];
  if (asked.etag) headers.push(["if-none-match", asked.etag]);
  if (asked.modified) headers.push(["if-modified-since", asked.modified]);
  for (const [name, value] of Object.entries(asked.headers ?? {})) headers.push([name.toLowerCase(), value]);
  return headers;
}

function headerList(raw: (string | Buffer)[]): HeaderList {
  const list: HeaderList = [];
  for (let at = 0; at + 1 < raw.length; at += 2) list.push([String(raw[at]), String(raw[at + 1])]);
  return list;
}

/** What a status asks of us; null where it asks nothing. */
export function refusalOf(url: string, status: number, retryAfter?: string): Blocked | TryLater | null {
  if (BLOCKED.has(status)) {
    return new Blocked({ en: `${url} answered ${status}: not welcome`, zh: `${url} 返回 ${status}:拒绝访问` }, url);
  }
  if (status !== 429 && status < 500) return null;
  return new TryLater({ en: `${url} answered ${status}`, zh: `${url} 返回 ${status}` }, url, { retryAfter });
}

function redirectTarget({ status, headers, url }: Exchange): string | null {
  const location = REDIRECTS.has(status) ? header(headers, "location") : undefined;
  if (!location) return null;
  // Written-out addresses are checked as they are written; the parser would already have smoothed them.
  if (/^https?:/i.test(location)) return location.split("#", 1)[0] ?? null;
  try {
    return new URL(location, url).href.split("#", 1)[0] ?? null;
  } catch {
    return null;
  }
}

/** Ends with the outer signal or after the time given; `done` lets go of both. */
function deadline(outer: AbortSignal, ms: number): { signal: AbortSignal; done: () => void } {
  const own = new AbortController();
  const stop = () => own.abort(outer.reason);
  const timer = setTimeout(() => own.abort(new Error(`no whole answer within ${ms / 1000} s`)), ms);
  if (outer.aborted) stop();
  else outer.addEventListener("abort", stop, { once: true });
  return {
    signal: own.signal,
    done: () => {
      clearTimeout(timer);
      outer.removeEventListener("abort", stop);
    },
  };
}

function translated(error: unknown, url: URL, outer: AbortSignal): unknown {
  if (error instanceof StopError || error instanceof RetryError || error instanceof Refused) return error;
  if (outer.aborted) return outer.reason;
  const what = messageOf(error) || String((error as NodeJS.ErrnoException).code);
  return new TryLater({ en: `${url.href}: ${what}`, zh: `${url.href}:${what}` }, url.href, { cause: error });
}
