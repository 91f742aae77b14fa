import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { checkAddress, checkedUrl, guardedLookup, type HostMap, mappedHost } from "./guard.ts";

export interface GuardProxyOptions {
  hosts: HostMap;
  /** The user's own proxy, `http://host:port`, that everything goes on to. */
  upstream: string | null;
  /** Milliseconds without a byte after which a connection is closed. */
  idleMs: number;
  /** Bytes that one connection may bring in. */
  limit: number;
}

export interface GuardProxy {
  port: number;
  close: () => Promise<void>;
}

/**
 * A proxy on loopback for a browser: it looks names up by itself and passes on only what the guard lets through.
 */
export async function startGuardProxy(options: GuardProxyOptions): Promise<GuardProxy> {
  const server = createServer((request, response) => forward(request, response, options));
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("connect", (request: IncomingMessage, socket: Socket, head: Buffer) =>
    tunnel(request, socket, head, options),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Where to connect for a checked address, and how names are looked up on the way. */
function destination(url: URL, { hosts, upstream }: GuardProxyOptions) {
  const mapped = mappedHost(url.hostname, hosts);
  if (mapped) return { host: mapped.address, port: mapped.port, trusted: true, proxied: false };
  if (upstream) {
    const proxy = new URL(upstream);
    return { host: proxy.hostname, port: Number(proxy.port || 80), trusted: true, proxied: true };
  }
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  return { host: url.hostname.replace(/^\[|\]$/g, ""), port, trusted: false, proxied: false };
}

function forward(request: IncomingMessage, response: ServerResponse, options: GuardProxyOptions): void {
  let url: URL;
  try {
    url = checkedUrl(request.url ?? "");
  } catch {
    response.writeHead(403).end();
    return;
  }
  const { host, port, trusted, proxied } = destination(url, options);
  const headers = { ...request.headers, host: url.host, connection: "close" };
  delete (headers as Record<string, unknown>)["proxy-connection"];
  const onward = httpRequest(
    {
      host,
      port,
      method: request.method,
      path: proxied ? url.href : url.pathname + url.search,
      headers,
      agent: false,
      timeout: options.idleMs,
      ...(trusted ? {} : { lookup: guardedLookup() }),
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      let size = 0;
      answer.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > options.limit) onward.destroy(new Error("too large"));
      });
      answer.pipe(response);
    },
  );
  if (!trusted) onward.on("socket", (socket) => guardSocket(socket, url));
  onward.on("timeout", () => onward.destroy(new Error("timeout")));
  onward.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

function tunnel(request: IncomingMessage, socket: Socket, head: Buffer, options: GuardProxyOptions): void {
  socket.on("error", () => socket.destroy());
  let url: URL;
  try {
    url = checkedUrl(`https://${request.url ?? ""}/`);
  } catch {
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    return;
  }
  const { host, port, trusted, proxied } = destination(url, options);
  const onward = connect({ host, port, ...(trusted ? {} : { lookup: guardedLookup() }) });
  if (!trusted) guardSocket(onward, url);
  onward.setTimeout(options.idleMs, () => onward.destroy());
  let size = 0;
  onward.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > options.limit) onward.destroy();
  });
  onward.once("connect", () => {
    if (onward.destroyed) return;
    if (proxied) onward.write(`CONNECT ${request.url} HTTP/1.1\r\nHost: ${request.url}\r\n\r\n`);
    else socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    onward.write(head);
    onward.pipe(socket);
    socket.pipe(onward);
  });
  onward.on("error", () => socket.destroy());
  onward.once("close", () => socket.destroy());
  socket.once("close", () => onward.destroy());
}

/** Written-out addresses need no look-up; whatever the socket really reached is looked at once more. */
function guardSocket(socket: Socket, url: URL): void {
  socket.once("connect", () => {
    try {
      checkAddress(socket.remoteAddress ?? "", url.hostname);
    } catch (error) {
      socket.destroy(error as Error);
    }
  });
}
