import { Option } from "commander";
import { Redis } from "ioredis";
import { AskError, EXIT, messageOf, StopError } from "../../pipeline/errors.ts";
import type { CliContext } from "../context.ts";

export interface RedisOptions {
  redis: string;
  queue: string;
}

const CONNECT_MS = 5000;

/** `--redis` and `--queue`: where jobs wait. */
export const redisOptions = ({ text }: CliContext): Option[] => [
  new Option("--redis <url>", text({ en: "redis://host:port of the queue", zh: "队列所在的 redis://主机:端口" }))
    .env("MODELTIDE_REDIS")
    .default("redis://127.0.0.1:6379"),
  new Option(
    "--queue <name>",
    text({ en: "name of the queue, where one Redis serves several", zh: "队列名,一个 Redis 供多个项目用时区分" }),
  ).default("modeltide"),
];

/**
 * Connects once and says why where that fails; a connection that is lost later is made again for as long as it takes.
 * @throws AskError for an address that is none; StopError where nobody answers
 */
export async function connectRedis({ redis: url, queue }: RedisOptions): Promise<Redis> {
  if (!/^rediss?:\/\//.test(url)) {
    throw new AskError({
      en: `--redis ${url}: write redis://host:port, or rediss:// with TLS.`,
      zh: `--redis ${url}:请写成 redis://主机:端口;使用 TLS 时写 rediss://。`,
    });
  }
  if (!/^[\w-]{1,60}$/.test(queue)) {
    throw new AskError({
      en: `--queue ${queue}: a name has letters, digits, - and _ only.`,
      zh: `--queue ${queue}:名称只能含字母、数字、- 与 _。`,
    });
  }
  await tryOut(url);
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  // Every command waits for the connection to come back; the event itself needs no answer.
  connection.on("error", () => {});
  return connection;
}

async function tryOut(url: string): Promise<void> {
  const trial = new Redis(url, { lazyConnect: true, connectTimeout: CONNECT_MS, retryStrategy: () => null });
  let why = "";
  trial.on("error", (error) => {
    why ||= messageOf(error);
  });
  try {
    await trial.connect();
    await trial.ping();
  } catch (error) {
    const { host } = new URL(url);
    throw new StopError(
      {
        en: `no Redis answers at ${host} (${why || messageOf(error)}): start one ("redis-server --appendonly yes"), or name yours with --redis.`,
        zh: `${host} 没有 Redis 应答(${why || messageOf(error)}):请启动一个(redis-server --appendonly yes),或用 --redis 指明。`,
      },
      { exitCode: EXIT.storeUnwritable },
    );
  } finally {
    trial.disconnect();
  }
}
