import type { Clock } from "./clock.ts";
import type { SharedManners } from "./manners.ts";
import { Slots } from "./slots.ts";

export interface PaceOptions {
  /** Seconds between the starts of two requests to one host. */
  seconds: number;
  /** Milliseconds of the first back-off; each further one doubles it. */
  backoffMs: number;
  /** Requests to one host at a time; one where nothing is said. */
  perHost?: number | undefined;
}

const STRIKES_MAX = 3;
const RETRY_AFTER_MAX_MS = 600_000;

interface Host {
  /** Milliseconds since 1970 before which nothing is sent. */
  readyAt: number;
  delayMs: number;
  strikes: number;
  resting: Resting | null;
  slots: Slots;
}

/** Why a host is left alone for the rest of the run: it does not want us, or it fails. */
export interface Resting {
  kind: "blocked" | "failing";
  reason: string;
}

/** Says that a request is over. */
export type Done = () => void;

/** When each host may be asked again. */
export class Pace {
  readonly #clock: Clock;
  readonly #options: PaceOptions;
  readonly #shared: SharedManners | null;
  readonly #hosts = new Map<string, Host>();

  /** @param shared where other processes ask the same hosts */
  constructor(clock: Clock, options: PaceOptions, shared: SharedManners | null = null) {
    this.#clock = clock;
    this.#options = options;
    this.#shared = shared;
  }

  /** Milliseconds since 1970 from which on the host may be asked. */
  readyAt(host: string): number {
    return this.#host(host).readyAt;
  }

  /**
   * Waits for the host's next turn and takes it: when the pause is over and what was asked before has been answered.
   * Turns are given in the order in which they were asked for.
   * @returns what is to be called when the answer is there, or will not come
   */
  async turn(host: string, signal: AbortSignal): Promise<Done> {
    const state = this.#host(host);
    const leave = await state.slots.enter(signal);
    let done = leave;
    try {
      const shared = await this.#shared?.turn(host, state.delayMs, signal);
      if (shared) {
        done = () => {
          shared.done();
          leave();
        };
      }
      const at = shared ? this.#clock.now() + shared.waitMs : Math.max(this.#clock.now(), state.readyAt);
      state.readyAt = at + state.delayMs;
      const wait = at - this.#clock.now();
      if (wait > 0) await this.#clock.sleep(wait, signal);
      return done;
    } catch (error) {
      done();
      throw error;
    }
  }

  /** Asks for a longer pause than the usual one (a source's wish, Crawl-delay). */
  slowDown(host: string, seconds: number): void {
    const state = this.#host(host);
    const more = seconds * 1000 - state.delayMs;
    if (more <= 0) return;
    state.delayMs += more;
    if (state.readyAt) state.readyAt += more;
  }

  /**
   * Takes note of a refusal or failure: the host is given time, three times in a row; after that it rests for the run.
   * @param retryAfter value of Retry-After: seconds or a date; obeyed up to ten minutes
   * @returns true while another attempt is worth it
   */
  strike(host: string, reason: string, retryAfter?: string): boolean {
    const state = this.#host(host);
    if (++state.strikes > STRIKES_MAX) {
      state.resting = { kind: "failing", reason };
      return false;
    }
    const asked = this.#askedFor(retryAfter);
    const grown = this.#options.backoffMs * 2 ** (state.strikes - 1) * (0.5 + this.#clock.random());
    const wait = asked !== null && asked <= RETRY_AFTER_MAX_MS ? asked : grown;
    state.readyAt = Math.max(state.readyAt, this.#clock.now() + wait);
    this.#shared?.hold(host, wait);
    return true;
  }

  /** The host answered as it should. */
  succeed(host: string): void {
    this.#host(host).strikes = 0;
  }

  /** Leaves the host alone for the rest of the run. */
  rest(host: string, resting: Resting): void {
    this.#host(host).resting ??= resting;
  }

  /** Why the host is left alone; null where it is not. */
  resting(host: string): Resting | null {
    return this.#host(host).resting;
  }

  #askedFor(retryAfter: string | undefined): number | null {
    if (!retryAfter) return null;
    if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
    const date = Date.parse(retryAfter);
    return Number.isNaN(date) ? null : Math.max(0, date - this.#clock.now());
  }

  #host(host: string): Host {
    const known = this.#hosts.get(host);
    if (known) return known;
    const { seconds, perHost = 1 } = this.#options;
    const fresh: Host = {
      readyAt: 0,
      delayMs: seconds * 1000,
      strikes: 0,
      resting: null,
      slots: new Slots(perHost),
    };
    this.#hosts.set(host, fresh);
    return fresh;
  }
}
