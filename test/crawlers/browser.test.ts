import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, it } from "vitest";
import { findChromium, openBrowser } from "../../crawlers/browser.ts";
import { renderedList } from "../../crawlers/discover/index.ts";
import { startGuardProxy } from "../../crawlers/guard-proxy.ts";
import { archived, articleOf, crawlSites, type Handler, html, playSites, scratch, site } from "./sites.ts";

const browserPath = findChromium();
const rendered: Handler = (_request, response, path) => {
  if (path === "/list") {
    html(
      response,
      `<div id="l"></div><script>fetch("/data").then((r) => r.json()).then((paths) => {
      for (const path of paths) document.getElementById("l").innerHTML += '<li><a href="' + path + '">' + path + "</a></li>";
    });</script>`,
    );
  } else if (path === "/data") response.end('["/a/1","/a/2"]');
  else if (path === "/a/2") html(response, `<script>document.write(${JSON.stringify(articleOf("爪哇"))})</script>`);
  else html(response, articleOf(path));
};
const listings = [renderedList("http://x.test/list", { item: "li", waitFor: "li" })];

describe("sources that need a browser", () => {
  it("have their list read after its scripts have run, and their articles fetched plainly", async () => {
    const sites = await playSites({ "x.test": rendered });
    const dir = scratch();
    const { sources } = await crawlSites(sites, dir, [site("x", { listings })], { browserPath });
    expect(sources[0]).toMatchObject({ listed: 2, fetched: 2 });
    expect((await archived(dir)).map(({ capture }) => capture.kind)).toEqual(["page", "page"]);
  });

  it("have their articles archived as the browser holds them, where they need it", async () => {
    const sites = await playSites({ "x.test": rendered });
    const dir = scratch();
    const source = site("x", { listings, engine: "browser" });
    const { sources } = await crawlSites(sites, dir, [source], { browserPath });
    expect(sources[0]).toMatchObject({ fetched: 2, state: "fine" });
    const second = (await archived(dir)).find(({ capture }) => capture.url.endsWith("/a/2"));
    expect(second?.capture).toMatchObject({ kind: "rendered", sourceId: "x" });
    expect(second?.body.toString()).toContain("关于爪哇的一段");
    expect((await crawlSites(sites, dir, [source], { browserPath })).sources[0]).toMatchObject({ unchanged: 2 });
  });

  it.each([
    ["403 without a word", (response: Parameters<Handler>[1]) => void response.writeHead(403).end()],
    [
      "403 with a page",
      (response: Parameters<Handler>[1]) =>
        void response.writeHead(403, { "content-type": "text/html" }).end("<p>no</p>"),
    ],
  ])("are blocked where the list answers %s", async (_, refuse) => {
    const sites = await playSites({ "x.test": (_request, response) => refuse(response) });
    const { sources } = await crawlSites(sites, scratch(), [site("x", { listings })], { browserPath });
    expect(sources[0]).toMatchObject({ state: "blocked", listed: 0 });
    expect(sites.log).toEqual(["x.test /list"]);
  });

  it("cost only themselves where there is no browser", async () => {
    const sites = await playSites({ "x.test": rendered });
    const plain = site("y", { home: "http://x.test/", hosts: ["x.test"] });
    const { sources } = await crawlSites(sites, scratch(), [site("x", { listings }), plain], { browserPath: null });
    expect(sources[0]).toMatchObject({ state: "unreachable" });
    expect(sources[0]?.message).toContain("MODELTIDE_CHROMIUM");
    expect(sources[1]?.sourceId).toBe("y");
  });
});

describe("the browser's way out", () => {
  it("leads to no private address, neither by page, frame, script, redirect nor websocket", async () => {
    const reached: string[] = [];
    const secret = createServer((request, response) => {
      reached.push(request.url ?? "");
      response.end("secret");
    });
    secret.on("upgrade", (request, socket) => {
      reached.push(request.url ?? "");
      socket.destroy();
    });
    await new Promise<void>((resolve) => secret.listen(0, "127.0.0.1", resolve));
    const { port } = secret.address() as AddressInfo;
    const inside = `127.0.0.1:${port}`;
    const sites = await playSites({
      "x.test": (_request, response, path) => {
        if (path === "/go") response.writeHead(302, { location: `http://${inside}/redirect` }).end();
        else
          html(
            response,
            `<iframe src="http://${inside}/frame"></iframe><iframe src="http://localhost:${port}/name"></iframe>
            <script>new WebSocket("ws://${inside}/socket"); fetch("http://${inside}/fetch").finally(() => fetch("/go")).finally(() => {
              document.body.innerHTML += "<p id=done>done</p>"; });</script>`,
          );
      },
    });
    const proxy = await startGuardProxy({ hosts: sites.hosts, upstream: null, idleMs: 5000, limit: 1_000_000 });
    const browser = await openBrowser({
      path: browserPath,
      proxyPort: proxy.port,
      userAgent: "modeltide",
      timeoutMs: 20_000,
    });
    const { signal } = new AbortController();
    try {
      const page = await browser.render("http://x.test/", { waitFor: "#done", signal });
      expect(page.html.toString()).toContain('id="done"');
      await expect(browser.render(`http://${inside}/page`, { waitFor: null, signal })).rejects.toThrow();
      expect(reached).toEqual([]);
    } finally {
      await browser.close();
      await proxy.close();
      secret.close();
    }
  });

  it.each([
    ["CONNECT 127.0.0.1:443 HTTP/1.1", "403"],
    ["CONNECT 169.254.169.254:80 HTTP/1.1", "403"],
    ["CONNECT example.org:22 HTTP/1.1", "403"],
    ["GET http://127.0.0.1/ HTTP/1.1", "403"],
    ["GET http://0x7f.1/ HTTP/1.1", "403"],
    ["GET /etc/passwd HTTP/1.1", "403"],
  ])("answers %j with %s", async (line, status) => {
    const proxy = await startGuardProxy({ hosts: {}, upstream: null, idleMs: 2000, limit: 1000 });
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(proxy.port, "127.0.0.1", () => socket.write(`${line}\r\nHost: x\r\n\r\n`));
      socket.once("data", (data) => resolve(data.toString()));
      socket.once("error", reject);
    });
    await proxy.close();
    expect(answer.split(" ")[1]).toBe(status);
  });

  it("tunnels to a mapped host and closes a connection that brings too much", async () => {
    const big = createServer((_request, response) => void response.end("x".repeat(500_000)));
    await new Promise<void>((resolve) => big.listen(0, "127.0.0.1", resolve));
    const { port } = big.address() as AddressInfo;
    const hosts = { "x.test": { address: "127.0.0.1", port } };
    const proxy = await startGuardProxy({ hosts, upstream: null, idleMs: 2000, limit: 100_000 });
    const received = await new Promise<number>((resolve) => {
      let size = 0;
      const socket = connect(proxy.port, "127.0.0.1", () => socket.write("CONNECT x.test:443 HTTP/1.1\r\n\r\n"));
      socket.once("data", () => socket.write("GET / HTTP/1.1\r\nHost: x.test\r\n\r\n"));
      socket.on("data", (data) => {
        size += data.length;
      });
      socket.on("error", () => {});
      socket.on("close", () => resolve(size));
    });
    await proxy.close();
    big.close();
    expect(received).toBeGreaterThan(100);
    expect(received).toBeLessThan(400_000);
  });
});
