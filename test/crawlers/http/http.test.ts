import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { realClock } from "../../../crawlers/clock.ts";
import { openRoutes, type Routes } from "../../../crawlers/http/connect.ts";
import { createHttp, type FetchRequest, type HttpClient } from "../../../crawlers/http.ts";

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that is reached as `site.test`, and a client that may go nowhere else. */
async function site(handler: Handler, timeoutMs = 5000): Promise<{ get: Get; port: number; gated: string[] }> {
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, handler);
  return client(await listening(server), timeoutMs);
}

/** The same with a server that writes what it likes. */
async function rawSite(answer: (socket: Socket) => void, timeoutMs = 5000): Promise<{ get: Get }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => answer(socket));
  });
  const port = await listening(server);
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  });
  return client(port, timeoutMs);
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({
    close: () => {
      server.close();
      (server as { closeAllConnections?: () => void }).closeAllConnections?.();
    },
  });
  return (server.address() as AddressInfo).port;
}

type Get = (path: string, more?: Partial<FetchRequest>) => ReturnType<HttpClient>;

function client(port: number, timeoutMs: number): { get: Get; port: number; gated: string[] } {
  const hosts = { "site.test": { address: "127.0.0.1", port } };
  const routes: Routes = openRoutes({ hosts, proxy: null, perHost: 4, timeoutMs });
  open.push(routes);
  const gated: string[] = [];
  const http = createHttp({
    routes,
    userAgent: "modeltide/0.1 (+tests)",
    clock: realClock(),
    timeoutMs,
    gate: async (url) => {
      gated.push(url.href);
      return () => {};
    },
  });
  const { signal } = new AbortController();
  const get: Get = (path, more = {}) =>
    http({ url: `http://site.test${path}`, accept: "*/*", limit: 100_000, signal, ...more });
  return { get, port, gated };
}

const redirecting =
  (to: (path: string) => string): Handler =>
  (request, response) =>
    void response.writeHead(302, { location: to(request.url ?? "") }).end();

describe("the HTTP client", () => {
  it("says who it is, sends what it was given, and gives back the decompressed body with all headers", async () => {
    let seen: IncomingMessage["headers"] = {};
    const { get } = await site((request, response) => {
      seen = request.headers;
      response.writeHead(200, { "content-encoding": "gzip", "x-a": "1", etag: '"e"' }).end(gzipSync("内容"));
    });
    const answer = await get("/x?a=b", { etag: '"old"', modified: "Wed, 08 Mar 2023 01:12:00 GMT" });
    expect(answer.body.toString()).toBe("内容");
    expect(answer.headers).toContainEqual(["etag", '"e"']);
    expect(seen).toMatchObject({
      host: "site.test",
      "user-agent": "modeltide/0.1 (+tests)",
      "if-none-match": '"old"',
      "if-modified-since": "Wed, 08 Mar 2023 01:12:00 GMT",
    });
    expect(answer.request).toMatchObject({ method: "GET" });
  });

  it("follows redirects, each through the gate, and tells of each", async () => {
    const { get, gated } = await site((request, response) => {
      if (request.url === "/c") response.end("da");
      else response.writeHead(301, { location: request.url === "/a" ? "/b" : "http://site.test/c#x" }).end();
    });
    const answer = await get("/a");
    expect(answer.url).toBe("http://site.test/c");
    expect(answer.redirects.map(({ url, status }) => [url, status])).toEqual([
      ["http://site.test/a", 301],
      ["http://site.test/b", 301],
    ]);
    expect(gated).toEqual(["http://site.test/a", "http://site.test/b", "http://site.test/c"]);
  });

  it("gives up on circles and on more than ten redirects", async () => {
    const circle = await site(redirecting((path) => (path === "/a" ? "/b" : "/a")));
    await expect(circle.get("/a")).rejects.toMatchObject({ reason: "redirects" });
    const endless = await site(redirecting((path) => `${path}x`));
    await expect(endless.get("/a")).rejects.toMatchObject({ reason: "redirects" });
    expect(endless.gated).toHaveLength(11);
  });

  it.each([
    "http://127.0.0.1:80/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://10.0.0.1/",
    "http://localhost/",
    "file:///etc/passwd",
    "http://site.test:22/",
    "//127.0.0.1/",
    "http://user:pw@site.test/",
  ])("refuses a redirect to %s", async (target) => {
    const { get, gated } = await site((request, response) =>
      request.url === "/" ? void response.writeHead(302, { location: target }).end() : void response.end("reached"),
    );
    await expect(get("/")).rejects.toMatchObject({ reason: "forbidden-address" });
    expect(gated.filter((url) => url.startsWith("http://site.test/")).length).toBeLessThanOrEqual(2);
  });

  it("connects to no private address that a name leads to", async () => {
    const server = createServer((_request, response) => void response.end("reached"));
    const port = await listening(server);
    const routes = openRoutes({ hosts: {}, proxy: null, perHost: 1, timeoutMs: 2000 });
    open.push(routes);
    const { request } = await import("undici");
    const url = new URL(`http://localhost:${port}/`);
    await expect(request(url, { dispatcher: routes.to(url) })).rejects.toMatchObject({ reason: "forbidden-address" });
  });

  it("stops an endless body at the limit, with and without a length", async () => {
    const { get } = await rawSite((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
      const pour = () => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 97)));
        if (!socket.destroyed) socket.once("drain", pour);
      };
      pour();
    });
    await expect(get("/")).rejects.toMatchObject({ reason: "too-large" });
  });

  it("stops a flood of headers", async () => {
    const { get } = await rawSite((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      for (let at = 0; at < 5000 && !socket.destroyed; at++) socket.write(`x-${at}: ${"a".repeat(1000)}\r\n`);
    });
    await expect(get("/")).rejects.toMatchObject({ name: "TryLater" });
  });

  it("stops waiting for a server that drips", async () => {
    const timers: NodeJS.Timeout[] = [];
    open.push({ close: () => timers.forEach(clearInterval) });
    const { get } = await rawSite((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n");
      timers.push(setInterval(() => !socket.destroyed && socket.write("a"), 20));
    }, 400);
    await expect(get("/")).rejects.toThrow(/no whole answer within 0.4 s/);
  });

  it("stops waiting for a server that says nothing", async () => {
    const { get } = await rawSite(() => {}, 300);
    await expect(get("/")).rejects.toMatchObject({ name: "TryLater" });
  });

  it("takes a body that is cut short for a passing failure", async () => {
    const { get } = await rawSite((socket) => {
      socket.end("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\nabc");
    });
    await expect(get("/")).rejects.toMatchObject({ name: "TryLater" });
  });

  it.each([401, 403, 451])("takes %i for a wish to be left alone", async (status) => {
    const { get } = await site((_request, response) => void response.writeHead(status).end("no"));
    await expect(get("/")).rejects.toMatchObject({ name: "Blocked", host: "site.test" });
  });

  it.each([429, 500, 503])("takes %i for a wish to come later, and tells how long", async (status) => {
    const { get } = await site((_request, response) => void response.writeHead(status, { "retry-after": "7" }).end());
    await expect(get("/")).rejects.toMatchObject({ name: "TryLater", retryAfter: "7" });
  });

  it("ends at once when it is asked to", async () => {
    const { get } = await rawSite(() => {}, 60_000);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error("enough")), 50);
    await expect(get("/", { signal: stop.signal })).rejects.toThrow("enough");
  });

  it("goes through the user's proxy, but reaches hosts of the map directly", async () => {
    const proxied: string[] = [];
    const proxy = createServer((request, response) => {
      proxied.push(request.url ?? "");
      response.end("by proxy");
    });
    const proxyPort = await listening(proxy);
    const own = createServer((_request, response) => void response.end("direct"));
    const hosts = { "site.test": { address: "127.0.0.1", port: await listening(own) } };
    const routes = openRoutes({ hosts, proxy: `http://127.0.0.1:${proxyPort}`, perHost: 1, timeoutMs: 3000 });
    open.push(routes);
    const http = createHttp({
      routes,
      userAgent: "m",
      clock: realClock(),
      timeoutMs: 3000,
      gate: async () => () => {},
    });
    const { signal } = new AbortController();
    const ask = { accept: "*/*", limit: 1000, signal };
    expect((await http({ url: "http://example.invalid/a", ...ask })).body.toString()).toBe("by proxy");
    expect((await http({ url: "http://site.test/a", ...ask })).body.toString()).toBe("direct");
    await expect(http({ url: "http://127.0.0.1/a", ...ask })).rejects.toMatchObject({ reason: "forbidden-address" });
    expect(proxied).toEqual(["http://example.invalid/a"]);
  });
});
