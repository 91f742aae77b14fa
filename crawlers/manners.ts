/** A robots.txt as it was answered. */
export interface StoredRobots {
  /** ISO 8601 in UTC. */
  fetchedAt: string;
  status: number;
  text: string;
}

/** A host's turn, which is this process's until `done` is called. */
export interface SharedTurn {
  /** Milliseconds until the request may be sent. */
  waitMs: number;
  done: () => void;
}

/** What several crawling processes agree on, wherever they run: one pace for each host, one robots.txt for all. */
export interface SharedManners {
  /**
   * Takes the host's next turn among all processes, once no other has a request under way there.
   * @param delayMs milliseconds from the turn before to this one; the longest that any process asks for holds for all
   * @throws the signal's reason where it is aborted while others have the host
   */
  turn: (host: string, delayMs: number, signal: AbortSignal) => Promise<SharedTurn>;
  /** Has nobody ask the host for so many milliseconds. */
  hold: (host: string, ms: number) => void;
  /** What one of the processes fetched of an origin; `fetch` is called in one at a time, and in none while it is known. */
  robots: (
    origin: string,
    fetch: () => Promise<StoredRobots | null>,
    signal: AbortSignal,
  ) => Promise<StoredRobots | null>;
}
