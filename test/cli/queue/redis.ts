import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { Redis } from "ioredis";

export interface TestRedis {
  url: string;
  /** Kills the server and starts it again on its append-only file. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Debian's redis-server on a free port of an address, with an append-only file in a folder. */
export async function startRedis(dir: string, host = "127.0.0.1"): Promise<TestRedis> {
  mkdirSync(dir, { recursive: true });
  const port = await freePort(host);
  const start = async () => {
    const parameters = [
      "--port",
      port,
      "--bind",
      host,
      "--dir",
      dir,
      "--appendonly",
      "yes",
      "--save",
      "",
      "--protected-mode",
      "no",
    ];
    const child = spawn("redis-server", parameters.map(String), { stdio: "ignore" });
    await answering(`redis://${host}:${port}`, child);
    return child;
  };
  let server = await start();
  return {
    url: `redis://${host}:${port}`,
    restart: async () => {
      await ended(server);
      server = await start();
    },
    stop: () => ended(server),
  };
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  let failed: Error | null = null;
  server.on("error", (error) => {
    failed = error;
  });
  for (;;) {
    if (failed) throw new Error(`redis-server cannot be started: install it (apt-get install redis-server). ${failed}`);
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.ping();
      return;
    } catch {
      await setTimeout(50);
    } finally {
      client.disconnect();
    }
  }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGKILL");
  await new Promise((resolve) => server.once("exit", resolve));
}
