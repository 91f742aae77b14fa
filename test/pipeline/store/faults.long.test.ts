import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../../pipeline/errors.ts";
import { openDatabase, rows } from "../../../pipeline/store/database.ts";
import { MAIN, modeltide } from "../../cli/program.ts";

const ITEMS = 400;
const READER = `
import { DuckDBInstance } from "@duckdb/node-api";
let done = 0;
process.on("SIGTERM", () => { console.log(done); process.exit(0); });
for (;;) {
  const instance = await DuckDBInstance.create(process.argv[1], { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const [[articles, tagged]] = (await connection.runAndReadAll(
    "SELECT (SELECT count(*) FROM store.articles)::INTEGER, (SELECT count(DISTINCT article_id) FROM store.tags)::INTEGER")).getRows();
  if (articles !== ${ITEMS} || tagged !== ${ITEMS}) { console.log("mixed " + articles + " " + tagged); process.exit(1); }
  connection.closeSync(); instance.closeSync();
  done++;
}`;

describe("a build under faults", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const database = join(dir, "market.duckdb");
  const data = ["--data", dir];

  beforeAll(() => {
    const lines = Array.from({ length: ITEMS }, (_, at) =>
      JSON.stringify({ id: String(at), title: `第${at}号公司发布大模型 M${at}`, published: "2024-05-01" }),
    );
    writeFileSync(join(dir, "items.jsonl"), lines.join("\n"));
    expect(modeltide(["import", join(dir, "items.jsonl"), ...data]).status).toBe(EXIT.done);
    expect(modeltide(["build", ...data]).status).toBe(EXIT.done);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const articles = async (): Promise<number> => {
    const { connection, close } = await openDatabase(database, "read");
    try {
      const [row] = await rows<{ n: number }>(connection, "SELECT count(*)::INTEGER AS n FROM store.articles");
      return row?.n ?? 0;
    } finally {
      close();
    }
  };

  it("killed at 20 random moments leaves the old or the new file, whole", async () => {
    const started = performance.now();
    expect(modeltide(["build", "--fresh", ...data]).status).toBe(EXIT.done);
    const whole = performance.now() - started;
    for (let round = 0; round < 20; round++) {
      const child = spawn(process.execPath, [MAIN, "build", "--fresh", ...data], { stdio: "ignore" });
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * whole));
      child.kill("SIGKILL");
      await ended;
      expect(await articles()).toBe(ITEMS);
    }
    expect(modeltide(["build", ...data]).status).toBe(EXIT.done);
    expect(readdirSync(dir).filter((name) => /\.next|\.lock/.test(name))).toEqual([]);
  });

  it("disturbs none of 8 readers in other processes, who see no mixed state; one that stays open sees no change", async () => {
    const open = await openDatabase(database, "read");
    const [before] = await rows<{ n: number }>(open.connection, "SELECT count(*)::INTEGER AS n FROM store.runs");
    const readers = Array.from({ length: 8 }, () =>
      spawn(process.execPath, ["--input-type=module", "-e", READER, database], { stdio: ["ignore", "pipe", "pipe"] }),
    );
    const answers = readers.map(
      (child) =>
        new Promise<{ code: number | null; out: string }>((resolve) => {
          let out = "";
          child.stdout.on("data", (chunk) => {
            out += chunk;
          });
          child.stderr.on("data", (chunk) => {
            out += chunk;
          });
          child.once("exit", (code) => resolve({ code, out }));
        }),
    );
    for (let round = 0; round < 3; round++) expect(modeltide(["build", ...data]).status).toBe(EXIT.done);
    for (const child of readers) child.kill("SIGTERM");
    for (const { code, out } of await Promise.all(answers)) {
      expect(code, out).toBe(0);
      expect(Number(out)).toBeGreaterThan(0);
    }
    expect(await rows(open.connection, "SELECT count(*)::INTEGER AS n FROM store.runs")).toEqual([before]);
    open.close();
  });

  it("on a full disk leaves the old file and exits with 6", async (context) => {
    const small = join(dir, "small");
    mkdirSync(small);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", small], { stdio: "ignore" });
    } catch {
      return context.skip("no tmpfs may be mounted here");
    }
    try {
      const full = ["--data", small];
      const one = JSON.stringify({ id: "1", title: "甲公司发布大模型" });
      writeFileSync(join(dir, "one.jsonl"), one);
      expect(modeltide(["import", join(dir, "one.jsonl"), ...full]).status).toBe(EXIT.done);
      const built = modeltide(["build", ...full]);
      expect(built.status, built.stderr).toBe(EXIT.diskFull);
      expect(built.stderr).toContain(`the disk is full: no room for ${join(small, "market.duckdb")}`);
      expect(readdirSync(small).filter((name) => name.startsWith("market.duckdb"))).toEqual([]);
    } finally {
      execFileSync("umount", [small]);
    }
  });
});
