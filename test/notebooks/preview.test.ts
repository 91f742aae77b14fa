import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, renameSync, rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../pipeline/errors.ts";
import { openDatabase } from "../../pipeline/store/database.ts";
import { openBrowser } from "../analysis/report/browser.ts";
import { MAIN } from "../cli/program.ts";
import { makeDesk, writeNotebook } from "./fixture.ts";

let desk: Awaited<ReturnType<typeof makeDesk>>;
let browser: Browser;
let program: ChildProcess;
let address = "";

beforeAll(async () => {
  desk = await makeDesk();
  write("one");
  const place = ["--data", desk.data, "--folder", desk.folder];
  program = spawn(process.execPath, [MAIN, "notebooks", "preview", ...place], { env: { ...process.env, LANG: "C" } });
  const [said] = (await once(program.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  address = String(said).trim();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  program.kill("SIGKILL");
  rmSync(desk.dir, { recursive: true });
});

function write(word: string): void {
  writeNotebook(desk.folder, "followed", [
    ["md", `# ${word}`],
    ["sql", "SELECT name_en FROM store.vendors WHERE id = 'jiayun'", 'output="rows" hidden=""'],
    ["js", "rows[0].name_en"],
  ]);
}

/** Asks as it is told: `fetch` would tidy the path and the host up. */
async function statusOf(path: string, host?: string): Promise<number | undefined> {
  const { port } = new URL(address);
  const asked = request({ host: "127.0.0.1", port, path, headers: host ? { host } : {} }).end();
  const [response] = await once(asked, "response");
  response.resume();
  return response.statusCode;
}

describe("the preview", () => {
  it("listens on this machine only, lists the notebooks, and gives nothing else", async () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await (await fetch(address)).text()).toContain('<a href="./followed.html">followed</a>');
    expect(await statusOf("/followed.html", "evil.example")).toBe(403);
    for (const path of ["/../data/market.duckdb", "/%2e%2e/secret.html", "/none.html", "/followed"]) {
      expect([path, await statusOf(path)]).toEqual([path, 404]);
    }
    expect(await statusOf("/%")).toBe(400);
  });

  it("loads a page anew when its notebook changes, and when a database is published", async () => {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
    page.on("request", (asked) => asked.url().startsWith(address) || troubles.push(asked.url()));
    await page.goto(`${address}followed.html`);
    await page.waitForFunction(() => document.querySelector("#cell-3")?.textContent === '"Jiayun"');
    expect(await page.textContent("h1")).toBe("one");
    write("two");
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "two");
    const next = join(desk.data, "next.duckdb");
    copyFileSync(join(desk.data, "market.duckdb"), next);
    const { connection, close } = await openDatabase(next, "write");
    await connection.run("UPDATE store.vendors SET name_en = 'Renamed' WHERE id = 'jiayun'");
    close();
    renameSync(next, join(desk.data, "market.duckdb"));
    await page.waitForFunction(() => document.querySelector("#cell-3")?.textContent === '"Renamed"');
    expect(troubles).toEqual([]);
  });

  it("ends with Ctrl-C, readers or not", async () => {
    const ended = once(program, "exit");
    program.kill("SIGINT");
    expect((await ended)[0]).toBe(EXIT.done);
    await expect(fetch(address)).rejects.toThrow();
  });
});
