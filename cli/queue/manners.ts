import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { SharedManners, StoredRobots } from "../../crawlers/manners.ts";

/** Times are Redis's own, in milliseconds: the clocks of the workers may differ. */
const TURN = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local ready = tonumber(redis.call('HGET', KEYS[1], 'ready') or '0')
local delay = math.max(tonumber(ARGV[1]), tonumber(redis.call('HGET', KEYS[1], 'delay') or '0'))
local at = math.max(now, ready)
redis.call('HSET', KEYS[1], 'ready', string.format('%.0f', at + delay), 'delay', string.format('%.0f', delay))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', at + delay - now + 3600000))
return at - now`;
const HOLD = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local ready = tonumber(redis.call('HGET', KEYS[1], 'ready') or '0')
local at = math.max(now + tonumber(ARGV[1]), ready)
redis.call('HSET', KEYS[1], 'ready', string.format('%.0f', at))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', at - now + 3600000))`;
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

const DAY_SECONDS = 24 * 3600;
/** How long an origin whose robots.txt could not be had is left alone. */
const UNREACHABLE_SECONDS = 300;
const FETCHING_MS = 120_000;
const LOOK_MS = 200;

/** The agreement of all crawling workers of one queue. */
export function redisManners(redis: Redis, prefix: string): SharedManners {
  const host = (name: string) => `${prefix}:host:${name}`;
  return {
    turn: async (name, delayMs) => Number(await redis.eval(TURN, 1, host(name), Math.round(delayMs))),
    hold: (name, ms) => void redis.eval(HOLD, 1, host(name), Math.round(ms)).catch(() => undefined),
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
        if (await redis.set(lock, token, "PX", FETCHING_MS, "NX")) {
          try {
            // Another may have brought it between the look and the lock.
            const brought = await known();
            if (brought) return brought.answer;
            const answer = await fetch();
            await redis.set(key, JSON.stringify(answer), "EX", answer ? DAY_SECONDS : UNREACHABLE_SECONDS);
            return answer;
          } finally {
            await redis.eval(RELEASE, 1, lock, token);
          }
        }
        await setTimeout(LOOK_MS, undefined, { signal });
      }
    },
  };
}
