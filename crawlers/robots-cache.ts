import { RetryError } from "../pipeline/types.ts";
import type { ArchiveState } from "./archive/state.ts";
import type { Clock } from "./clock.ts";
import { Refused } from "./http/refused.ts";
import { Blocked, type HttpClient, TryLater } from "./http.ts";
import type { SharedManners, StoredRobots } from "./manners.ts";
import type { Pace } from "./pace.ts";
import { parseRobots, type RobotsRules, robotsVerdict } from "./robots.ts";

export interface RobotsCacheOptions {
  http: HttpClient;
  state: ArchiveState;
  pace: Pace;
  clock: Clock;
  product: string;
  /** Where other processes ask the same hosts. */
  shared?: SharedManners | undefined;
}
const DAY_MS = 86_400_000;
const BYTES_MAX = 5 * 1024 * 1024;

/**
 * Each host's robots.txt, asked once a day. An answer of 4xx allows everything; 5xx and no answer at all forbid
 * everything for this run.
 */
export class RobotsCache {
  readonly #options: RobotsCacheOptions;
  readonly #known = new Map<string, Promise<RobotsRules | null>>();

  constructor(options: RobotsCacheOptions) {
    this.#options = options;
  }

  /** @throws Refused (robots) naming the rule where the address must not be fetched */
  async check(url: URL, signal: AbortSignal): Promise<void> {
    let rules = this.#known.get(url.origin);
    if (!rules) {
      rules = this.#load(url, signal);
      this.#known.set(url.origin, rules);
    }
    const loaded = await rules;
    if (!loaded) {
      const reason = `${url.origin}/robots.txt cannot be reached`;
      this.#options.pace.rest(url.hostname, { kind: "failing", reason });
      throw new Refused("robots-unreachable", { en: reason, zh: `无法取得 ${url.origin}/robots.txt` });
    }
    const { allowed, rule } = robotsVerdict(loaded, url.href);
    if (allowed) return;
    throw new Refused("robots", {
      en: `${url.href} is not fetched: robots.txt says "${rule}"`,
      zh: `未采集 ${url.href}:robots.txt 规定“${rule}”`,
    });
  }

  async #load(url: URL, signal: AbortSignal): Promise<RobotsRules | null> {
    const { state, clock, pace, product, shared } = this.#options;
    const name = `robots/${url.protocol.slice(0, -1)}_${url.host.replace(/[^a-z0-9.-]/g, "_")}`;
    let stored = state.read(name) as StoredRobots | null;
    if (!stored || clock.now() - Date.parse(stored.fetchedAt) > DAY_MS) {
      const fetch = () => this.#fetch(url, signal);
      stored = shared ? await shared.robots(url.origin, fetch, signal) : await fetch();
      if (stored) state.write(name, stored);
    }
    if (!stored) return null;
    const rules = parseRobots(stored.status < 300 ? stored.text : "", product);
    if (rules.crawlDelay !== null) pace.slowDown(url.hostname, rules.crawlDelay);
    return rules;
  }

  async #fetch(url: URL, signal: AbortSignal): Promise<StoredRobots | null> {
    const { http, pace } = this.#options;
    const address = `${url.origin}/robots.txt`;
    for (;;) {
      try {
        const answer = await http({ url: address, accept: "text/plain, */*;q=0.5", limit: BYTES_MAX, signal });
        pace.succeed(url.hostname);
        return { fetchedAt: answer.fetchedAt, status: answer.status, text: answer.body.toString("utf8", 0, 600_000) };
      } catch (error) {
        if (error instanceof Blocked)
          return { fetchedAt: new Date(this.#options.clock.now()).toISOString(), status: 403, text: "" };
        if (error instanceof Refused) return null;
        if (!(error instanceof RetryError)) throw error;
        const retryAfter = error instanceof TryLater ? error.retryAfter : undefined;
        if (!pace.strike(url.hostname, error.message, retryAfter)) return null;
      }
    }
  }
}
