import type { Redis } from "ioredis";

const RENEW = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end`;
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

/** Milliseconds after which what a process had is free again, where the process died and says nothing any more. */
export const LEASE_MS = 30_000;

/**
 * Keeps a key that holds this token from expiring for as long as it takes.
 * @returns gives the key up; it may be awaited, and never fails: without Redis the lease ends by itself
 */
export function keepLease(redis: Redis, key: string, token: string): () => Promise<void> {
  const renew = () => void redis.eval(RENEW, 1, key, token, LEASE_MS).catch(() => undefined);
  const timer = setInterval(renew, LEASE_MS / 3);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await redis.eval(RELEASE, 1, key, token).catch(() => undefined);
  };
}
