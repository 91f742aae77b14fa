/** Time as the crawler sees it; tests hand in one that runs faster. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Waits; rejects with the signal's reason when it is aborted. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 ≤ x < 1, for jitter. */
  random: () => number;
}

/** A clock on the machine's time. */
export function realClock(now: () => Date = () => new Date()): Clock {
  return { now: () => now().getTime(), sleep, random: Math.random };
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
