/** A robots.txt as it was answered. */
export interface StoredRobots {
  /** ISO 8601 in UTC. */
  fetchedAt: string;
  status: number;
  text: string;
}

/** What several crawling processes agree on, wherever they run: one pace for each host, one robots.txt for all. */
export interface SharedManners {
  /**
   * Takes the host's next turn among all processes; gives the milliseconds until then.
   * @param delayMs milliseconds from this turn to the next; the longest that any process asks for holds for all
   */
  turn: (host: string, delayMs: number) => Promise<number>;
  /** Has nobody ask the host for so many milliseconds. */
  hold: (host: string, ms: number) => void;
  /** What one of the processes fetched of an origin; `fetch` is called in one at a time, and in none while it is known. */
  robots: (
    origin: string,
    fetch: () => Promise<StoredRobots | null>,
    signal: AbortSignal,
  ) => Promise<StoredRobots | null>;
}
