import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { readArchive } from "../../crawlers/archive.ts";
import type { HostMap } from "../../crawlers/guard.ts";
import type { CapturedRecord } from "../../pipeline/types.ts";

export * from "./definitions.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse, path: string) => void;

export interface Sites {
  /** Reaches every `*.test` host. */
  hosts: HostMap;
  port: number;
  /** `host path` of every request, in order, robots.txt left out. */
  log: string[];
  /** The same with robots.txt. */
  all: string[];
}

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Plays sites by their host name until the test is over. robots.txt is 404 unless the handler of a host has one. */
export async function playSites(handlers: Record<string, Handler>): Promise<Sites> {
  const log: string[] = [];
  const all: string[] = [];
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    const host = request.headers.host ?? "";
    all.push(`${host} ${request.url}`);
    if (request.url !== "/robots.txt") log.push(`${host} ${request.url}`);
    const handler = handlers[host];
    if (!handler || (request.url === "/robots.txt" && !robotsOf.has(handler))) response.writeHead(404).end();
    else handler(request, response, request.url ?? "/");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  cleanups.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { hosts: { test: { address: "127.0.0.1", port } }, port, log, all };
}

const robotsOf = new WeakSet<Handler>();

/** A handler that is also asked for robots.txt. */
export function withRobots(robots: string | Handler, handler: Handler): Handler {
  const both: Handler = (request, response, path) => {
    if (path !== "/robots.txt") handler(request, response, path);
    else if (typeof robots === "string") response.writeHead(200, { "content-type": "text/plain" }).end(robots);
    else robots(request, response, path);
  };
  robotsOf.add(both);
  return both;
}

/** A folder of the test's own. */
export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-test-"));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export const html = (response: ServerResponse, body: string, headers: Record<string, string> = {}): void =>
  void response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(body);

export async function archived(dir: string): Promise<CapturedRecord[]> {
  const records: CapturedRecord[] = [];
  for await (const record of readArchive(dir)) records.push(record);
  return records;
}

export const urlsIn = async (dir: string): Promise<string[]> =>
  (await archived(dir)).map(({ capture }) => capture.url).sort();
