import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";

export interface TestRedis {
  url: string;
  /** Kills the server and starts it again on its append-only file. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Where a server of the tests stands: an address of this machine, or one in a network namespace. */
export interface Place {
  host?: string;
  namespace?: string | null;
}

/** Debian's redis-server on a free port of an address, with an append-only file in a folder. */
export async function startRedis(
  dir: string,
  { host = "127.0.0.1", namespace = null }: Place = {},
): Promise<TestRedis> {
  mkdirSync(dir, { recursive: true });
  const port = namespace ? 6379 : await freePort(host);
  const start = async () => {
    const settings = ["--appendonly", "yes", "--save", "", "--protected-mode", "no"];
    const command = inNamespace(namespace, [
      "redis-server",
      "--port",
      `${port}`,
      "--bind",
      host,
      "--dir",
      dir,
      ...settings,
    ]);
    const child = spawn(command[0] ?? "", command.slice(1), { stdio: "ignore" });
    await answering(child, inNamespace(namespace, ["redis-cli", "-h", host, "-p", `${port}`, "ping"]));
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

/** The command as it runs in a network namespace, or as it is. */
export const inNamespace = (namespace: string | null, command: string[]): string[] =>
  namespace ? ["ip", "netns", "exec", namespace, ...command] : command;

export function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function answering(server: ChildProcess, [program = "", ...ping]: string[]): Promise<void> {
  let failed: Error | null = null;
  server.on("error", (error) => {
    failed = error;
  });
  for (;;) {
    if (failed) throw new Error(`redis-server cannot be started: install it (apt-get install redis-server). ${failed}`);
    if (spawnSync(program, ping, { encoding: "utf8" }).stdout?.trim() === "PONG") return;
    await setTimeout(50);
  }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGKILL");
  await new Promise((resolve) => server.once("exit", resolve));
}
