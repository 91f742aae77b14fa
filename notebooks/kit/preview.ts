import { existsSync, watch } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { basename, dirname, join } from "node:path";
import { indexPage, listNotebooks } from "./build.ts";
import { errorPage } from "./one-page.ts";
import { makePage, type Page } from "./page.ts";
import type { NotebookSource } from "./source.ts";

export interface PreviewOptions {
  folder: string;
  database: string;
  lang: NotebookSource["lang"];
  /** 0 for any that is free. */
  port: number;
  /** Opens the database anew for each page, so that a page shows what was published last. */
  open: () => Promise<{ source: NotebookSource; close: () => void }>;
  /** Told of each page that was made. */
  made: (name: string, page: Page) => void;
}

export interface Preview {
  address: string;
  close: () => Promise<void>;
}

const EVENTS = "/events";
/** Editors write a file in several steps. */
const SETTLE_MS = 150;

/** Serves notebooks on this machine only; pages load themselves anew when a notebook or the database changes. */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const readers = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const { host = "" } = request.headers;
    if (request.method !== "GET" || !/^(127\.0\.0\.1|localhost):\d+$/.test(host)) return send(response, 403, "403\n");
    if (request.url === EVENTS) return listen(response, readers);
    void answer(request.url ?? "/", response, options).catch((error: unknown) => {
      if (error instanceof URIError) send(response, 400, "400\n");
      else send(response, 500, errorPage(error instanceof Error ? error.message : String(error), EVENTS));
    });
  });
  const stop = watchAll(options, () => {
    for (const reader of readers) reader.write("event: change\ndata:\n\n");
  });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(options.port, "127.0.0.1", ready);
  }).catch((error) => {
    stop();
    throw error;
  });
  return { address: addressOf(server), close: () => close(server, stop) };
}

async function answer(url: string, response: ServerResponse, options: PreviewOptions): Promise<void> {
  const { folder, lang, made } = options;
  const pathname = decodeURIComponent(new URL(url, "http://localhost").pathname);
  const names = listNotebooks(folder);
  if (pathname === "/") return send(response, 200, indexPage(folder, names, lang));
  const name = basename(pathname, ".html");
  if (pathname !== `/${name}.html` || !names.includes(name)) return send(response, 404, "404\n");
  const { source, close: done } = await options.open();
  try {
    const page = await makePage(join(folder, `${name}.html`), source, EVENTS);
    made(name, page);
    send(response, 200, page.html);
  } finally {
    done();
  }
}

function listen(response: ServerResponse, readers: Set<ServerResponse>): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(":\n\n");
  readers.add(response);
  response.on("close", () => readers.delete(response));
}

function send(response: ServerResponse, status: number, text: string): void {
  const type = text.startsWith("<") ? "text/html; charset=utf-8" : "text/plain";
  response.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(text);
}

/** A build renames a new file over the database: its folder is watched, not the file. */
function watchAll({ folder, database }: PreviewOptions, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  };
  const watchers = [watch(folder, { recursive: true }, soon)];
  const file = basename(database);
  if (existsSync(dirname(database))) {
    watchers.push(watch(dirname(database), (_, name) => (name === file ? soon() : undefined)));
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : ""}/`;
}

async function close(server: Server, stop: () => void): Promise<void> {
  stop();
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeAllConnections();
  await closed;
}
