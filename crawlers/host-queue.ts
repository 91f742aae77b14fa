import { type IRequestManager, Request } from "@crawlee/basic";
import type { Clock } from "./clock.ts";
import type { Pace } from "./pace.ts";

/** Something to do at a host. */
export interface Task {
  url: string;
}

interface Waiting<T> {
  queue: { request: Request; task: T }[];
  active: number;
}

/**
 * Crawlee's queue in memory, one line for each host: a request is handed out only when its host may be asked again, and
 * hosts take turns. What is to be fetched follows from lists and archive, so nothing of it needs to survive a crash.
 */
export class HostQueue<T extends Task> implements IRequestManager {
  readonly #pace: Pace;
  readonly #clock: Clock;
  readonly #perHost: number;
  readonly #hosts = new Map<string, Waiting<T>>();
  readonly #tasks = new WeakMap<object, T>();
  #order: string[] = [];
  #queued = 0;
  #active = 0;
  #handled = 0;
  #number = 0;
  #waking = 0;
  /** Called when a host has become ready. */
  wake: () => void = () => {};

  constructor(pace: Pace, clock: Clock, perHost: number) {
    this.#pace = pace;
    this.#clock = clock;
    this.#perHost = perHost;
  }

  /** Lines a task up at its host; in front where it leads to others. */
  add(task: T, first = false): void {
    const uniqueKey = String(++this.#number);
    const request = new Request({ url: task.url, uniqueKey });
    request.id = uniqueKey;
    this.#tasks.set(request, task);
    this.#line(request, task, first);
    this.wake();
  }

  /** The task behind a request. */
  taskOf(request: object): T {
    return this.#tasks.get(request) as T;
  }

  /** Takes out everything that waits for a host. */
  drain(host: string): T[] {
    const waiting = this.#hosts.get(host);
    if (!waiting) return [];
    const drained = waiting.queue.splice(0);
    this.#queued -= drained.length;
    return drained.map(({ task }) => task);
  }

  async isEmpty(): Promise<boolean> {
    if (this.#ready()) return false;
    this.#scheduleWake();
    return true;
  }

  async isFinished(): Promise<boolean> {
    return this.#queued === 0 && this.#active === 0;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the interface leaves the type of user data to the caller
  async fetchNextRequest(): Promise<any> {
    const host = this.#ready();
    const waiting = host === undefined ? undefined : this.#hosts.get(host);
    const next = waiting?.queue.shift();
    if (!host || !waiting || !next) return null;
    this.#order = [...this.#order.filter((name) => name !== host), host];
    waiting.active++;
    this.#active++;
    this.#queued--;
    return next.request;
  }

  async markRequestHandled(request: Request): Promise<null> {
    this.#release(request);
    this.#handled++;
    return null;
  }

  /** A request that is to be tried again goes to the end of the line: the host's other pages come first. */
  async reclaimRequest(request: Request): Promise<null> {
    this.#release(request);
    this.#line(request, this.taskOf(request), false);
    return null;
  }

  async handledCount(): Promise<number> {
    return this.#handled;
  }

  getTotalCount(): number {
    return this.#handled + this.#active + this.#queued;
  }

  getPendingCount(): number {
    return this.#active + this.#queued;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Request> {
    for (let next = await this.fetchNextRequest(); next; next = await this.fetchNextRequest()) yield next;
  }

  addRequest(): never {
    throw new Error("tasks are added with add()");
  }

  addRequestsBatched(): never {
    throw new Error("tasks are added with add()");
  }

  #line(request: Request, task: T, first: boolean): void {
    const { hostname } = new URL(task.url);
    let waiting = this.#hosts.get(hostname);
    if (!waiting) {
      waiting = { queue: [], active: 0 };
      this.#hosts.set(hostname, waiting);
      this.#order.push(hostname);
    }
    if (first) waiting.queue.unshift({ request, task });
    else waiting.queue.push({ request, task });
    this.#queued++;
  }

  #release(request: Request): void {
    const waiting = this.#hosts.get(new URL(request.url).hostname);
    if (waiting) waiting.active--;
    this.#active--;
  }

  #ready(): string | undefined {
    const now = this.#clock.now();
    return this.#order.find((host) => this.#mayStart(host) && this.#pace.readyAt(host) <= now);
  }

  #mayStart(host: string): boolean {
    const waiting = this.#hosts.get(host);
    return waiting !== undefined && waiting.queue.length > 0 && waiting.active < this.#perHost;
  }

  /** One timer for the host that is ready next. */
  #scheduleWake(): void {
    const times = this.#order.filter((host) => this.#mayStart(host)).map((host) => this.#pace.readyAt(host));
    if (!times.length) return;
    const at = Math.min(...times);
    const now = this.#clock.now();
    if (this.#waking > now && this.#waking <= at) return;
    this.#waking = at;
    void this.#clock.sleep(Math.max(1, at - now)).then(() => this.wake());
  }
}
