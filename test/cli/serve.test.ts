import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveFolder } from "../../cli/serve.ts";

const dir = mkdtempSync(join(tmpdir(), "modeltide-serve-"));
let server: Server;
beforeAll(async () => {
  mkdirSync(join(dir, "report", "charts"), { recursive: true });
  writeFileSync(join(dir, "secret.txt"), "secret");
  writeFileSync(join(dir, "report", ".hidden"), "secret");
  writeFileSync(join(dir, "report", "index.html"), "<!doctype html>报告");
  writeFileSync(join(dir, "report", "charts", "一.svg"), "<svg/>");
  symlinkSync(join(dir, "secret.txt"), join(dir, "report", "link.txt"));
  server = await serveFolder(join(dir, "report"), 0);
});
afterAll(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

/** Sends the path as it is: `fetch` would tidy it up. */
function get(
  path: string,
  options: { method?: string; host?: string } = {},
): Promise<{ status: number; body: string; type: string }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((done, fail) => {
    const headers = { host: options.host ?? `127.0.0.1:${port}` };
    const asked = request(
      { host: "127.0.0.1", port, path, method: options.method ?? "GET", headers },
      (response: IncomingMessage) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          body += chunk;
        });
        response.on("end", () =>
          done({ status: response.statusCode ?? 0, body, type: response.headers["content-type"] ?? "" }),
        );
      },
    );
    asked.on("error", fail);
    asked.end();
  });
}

describe("serving the report", () => {
  it("listens on loopback only and gives the page and the charts", async () => {
    expect((server.address() as AddressInfo).address).toBe("127.0.0.1");
    expect(await get("/")).toEqual({ status: 200, body: "<!doctype html>报告", type: "text/html; charset=utf-8" });
    expect(await get(`/charts/${encodeURIComponent("一")}.svg`)).toMatchObject({ status: 200, type: "image/svg+xml" });
  });

  for (const path of [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/charts/..%2f..%2fsecret.txt",
    "/charts/..%5c..%5csecret.txt",
    "//etc/passwd",
    "/link.txt",
    "/.hidden",
    "/%00",
    "/%",
    "/charts",
    "/none",
  ]) {
    it(`refuses ${path}`, async () => {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body).not.toContain("secret");
    });
  }

  it("refuses writing and names of other hosts", async () => {
    expect((await get("/", { method: "POST" })).status).toBe(405);
    expect((await get("/", { host: "evil.example" })).status).toBe(403);
  });
});
