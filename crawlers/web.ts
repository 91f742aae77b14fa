import type { ArchiveState } from "./archive/state.ts";
import type { ArticleTools } from "./article.ts";
import { type BrowserSession, openBrowser } from "./browser.ts";
import type { Clock } from "./clock.ts";
import type { HostMap } from "./guard.ts";
import { type GuardProxy, startGuardProxy } from "./guard-proxy.ts";
import { openRoutes } from "./http/connect.ts";
import { createHttp } from "./http.ts";
import type { SharedManners } from "./manners.ts";
import type { Pace } from "./pace.ts";
import { RobotsCache } from "./robots-cache.ts";

export interface WebOptions {
  userAgent: string;
  hosts?: HostMap;
  perHost?: number;
  /** Milliseconds for one request. */
  timeoutMs?: number;
  browserPath?: string | null;
  proxy?: string | null;
  /** Where other processes ask the same hosts. */
  shared?: SharedManners | undefined;
}

export interface Web {
  tools: Pick<ArticleTools, "http" | "render">;
  close: () => Promise<void>;
}

const TIMEOUT_MS = 60_000;
const BROWSER_LIMIT = 50 * 1024 * 1024;

/** The web with the crawler's manners: robots.txt and pace before every request, the guard at every connection. */
export function openWeb(state: ArchiveState, pace: Pace, clock: Clock, options: WebOptions): Web {
  const { userAgent, hosts = {}, proxy = null, perHost = 1, timeoutMs = TIMEOUT_MS, shared } = options;
  const routes = openRoutes({ hosts, proxy, perHost, timeoutMs });
  const turn = (url: URL, signal: AbortSignal) => pace.turn(url.hostname, signal);
  const plain = createHttp({ routes, userAgent, clock, timeoutMs, gate: turn });
  const robots = new RobotsCache({ http: plain, state, pace, clock, product: productOf(userAgent), shared });
  const gate = async (url: URL, signal: AbortSignal) => {
    await robots.check(url, signal);
    return turn(url, signal);
  };
  let guard: Promise<GuardProxy> | null = null;
  let session: Promise<BrowserSession> | null = null;
  const openSession = async () => {
    guard = startGuardProxy({ hosts, upstream: proxy, idleMs: timeoutMs, limit: BROWSER_LIMIT });
    const { port } = await guard;
    return openBrowser({ path: options.browserPath ?? null, proxyPort: port, userAgent, timeoutMs });
  };
  return {
    tools: {
      http: createHttp({ routes, userAgent, clock, timeoutMs, gate }),
      render: async (url, { waitFor, signal }) => {
        const done = await gate(new URL(url), signal);
        try {
          session ??= openSession();
          return await (await session).render(url, { waitFor, signal });
        } finally {
          done();
        }
      },
    },
    close: async () => {
      await session?.then((opened) => opened.close()).catch(() => undefined);
      await (guard as Promise<GuardProxy> | null)?.then((opened) => opened.close());
      await routes.close();
    },
  };
}

/** The product token by which robots.txt knows the crawler: the letters that its name begins with. */
const productOf = (userAgent: string): string => /^[A-Za-z_-]+/.exec(userAgent)?.[0] ?? "*";
