import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".pdf": "application/pdf",
};

/**
 * Serves the files of one folder on loopback, to look at; nothing outside the folder, no hidden file, no other host's
 * name (a page elsewhere could otherwise read it through a name that it points here).
 * @param port 0 for any that is free
 */
export async function serveFolder(folder: string, port: number): Promise<Server> {
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => refuse(response, 404));
  });
  await new Promise<void>((ready, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", ready);
  });
  return server;
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) return refuse(response, 403);
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  const asked = path.endsWith("/") ? `${path}index.html` : path;
  if (asked.includes("\0") || asked.split(/[\\/]/).some((part) => part.startsWith("."))) return refuse(response, 404);
  // Links that lead out of the folder are found by the real path.
  const file = await realpath(join(root, asked));
  if (!file.startsWith(root + sep) || !(await stat(file)).isFile()) return refuse(response, 404);
  response.writeHead(200, {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
    "referrer-policy": "no-referrer",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/plain" }).end(`${status}\n`);
}
