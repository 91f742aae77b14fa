import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { SharedManners, StoredRobots } from "../../crawlers/manners.ts";
import { keepLease, LEASE_MS } from "./lease.ts";

/**
 * Gives the milliseconds until the turn, or -1 while another has the host. Times are Redis's own, in milliseconds: the
 * clocks of the workers may differ. Of those that wait, the first to have asked is the next.
 */
const TURN = `
local host, busy, next = KEYS[1], KEYS[2], KEYS[3]
local token = ARGV[2]
local first = redis.call('GET', next)
if redis.call('EXISTS', busy) == 1 or (first and first ~= token) then
  if not first or first == token then redis.call('SET', next, token, 'PX', ARGV[4]) end
  return -1
end
redis.call('DEL', next)
redis.call('SET', busy, token, 'PX', ARGV[3])
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local known = redis.call('HMGET', host, 'at', 'delay', 'held')
local delay = math.max(tonumber(ARGV[1]), tonumber(known[2] or '0'))
local at = math.max(now, known[1] and tonumber(known[1]) + delay or 0, tonumber(known[3] or '0'))
redis.call('HSET', host, 'at', string.format('%.0f', at), 'delay', string.format('%.0f', delay))
redis.call('PEXPIRE', host, string.format('%.0f', at + delay - now + 3600000))
return at - now`;
const HOLD = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local held = math.max(now + tonumber(ARGV[1]), tonumber(redis.call('HGET', KEYS[1], 'held') or '0'))
redis.call('HSET', KEYS[1], 'held', string.format('%.0f', held))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', held - now + 3600000))`;

const DAY_SECONDS = 24 * 3600;
/** How long an origin whose robots.txt could not be had is left alone. */
const UNREACHABLE_SECONDS = 300;
const LOOK_MS = 200;
/** One that has not asked for so long does not wait any more. */
const WAITING_MS = 5 * LOOK_MS;

/** The agreement of all crawling workers of one queue. */
export function redisManners(redis: Redis, prefix: string): SharedManners {
  return {
    turn: async (name, delayMs, signal) => {
      const [host, busy, next] = ["host", "busy", "next"].map((what) => `${prefix}:${what}:${name}`) as [
        string,
        string,
        string,
      ];
      const token = randomUUID();
      for (;;) {
        const answer = await redis.eval(TURN, 3, host, busy, next, Math.round(delayMs), token, LEASE_MS, WAITING_MS);
        const waitMs = Number(answer);
        if (waitMs >= 0) {
          const giveUp = keepLease(redis, busy, token);
          return { waitMs, done: () => void giveUp() };
        }
        await setTimeout(LOOK_MS, undefined, { signal });
      }
    },
    hold: (name, ms) => void redis.eval(HOLD, 1, `${prefix}:host:${name}`, Math.round(ms)).catch(() => undefined),
    robots: async (origin, fetch, signal) => {
      const key = `${prefix}:robots:${origin}`;
      const lock = `${key}:fetching`;
      const token = randomUUID();
      const known = async () => {
        const found = await redis.get(key);
        return found ? { answer: JSON.parse(found) as StoredRobots | null } : null;
      };
      for (;;) {
        const found = await known();
        if (found) return found.answer;
        if (await redis.set(lock, token, "PX", LEASE_MS, "NX")) {
          const giveUp = keepLease(redis, lock, token);
          try {
            // Another may have brought it between the look and the lock.
            const brought = await known();
            if (brought) return brought.answer;
            const answer = await fetch();
            await redis.set(key, JSON.stringify(answer), "EX", answer ? DAY_SECONDS : UNREACHABLE_SECONDS);
            return answer;
          } finally {
            await giveUp();
          }
        }
        await setTimeout(LOOK_MS, undefined, { signal });
      }
    },
  };
}
