import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../../pipeline/errors.ts";
import { openDatabase } from "../../pipeline/store/database.ts";
import { modeltide } from "./program.ts";

const ITEMS = [
  { url: "https://news.example/a", title: "阿里云推出通义千问大模型", text: "", published: "2023-04-11" },
  { url: "https://news.example/b", title: "百度发布文心一言大模型", text: "", published: "2023-03-16" },
];

describe("modeltide build where something is wrong", () => {
  let dir = "";
  const published = () => join(dir, "market.duckdb");
  const run = (...args: string[]) => modeltide([...args, "--data", dir]);
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "modeltide-"));
    writeFileSync(join(dir, "items.jsonl"), ITEMS.map((item) => JSON.stringify(item)).join("\n"));
    expect(run("import", join(dir, "items.jsonl")).status).toBe(EXIT.done);
    expect(run("build").status).toBe(EXIT.done);
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("keeps the old file where a check fails, and names the check and the rows", async () => {
    const { connection, close } = await openDatabase(published(), "write");
    await connection.run("INSERT INTO store.keywords VALUES ('ghost\u001b[2J', '词', 1)");
    await connection.run("CHECKPOINT");
    close();
    const before = readFileSync(published());
    const { status, stderr } = run("build");
    expect(status).toBe(EXIT.storeUnwritable);
    expect(stderr).toContain("rows_have_parents: 1 (keywords ghost");
    expect(stderr).not.toContain("\u001b");
    expect(stderr).toContain("modeltide build --fresh");
    expect(readFileSync(published()).equals(before)).toBe(true);
    expect(readdirSync(dir).filter((name) => name.includes(".next") || name.endsWith(".lock"))).toEqual([]);
    const told = run("doctor");
    expect(told.status).toBe(EXIT.unexpected);
    expect(told.stdout).toMatch(
      /✗ store {4}rows_have_parents: 1 \(keywords ghost.*\n +→ What a row refers to is there: .*`modeltide build --fresh`/,
    );
  });

  it("waits for nobody: another build's process and the time it began are named", () => {
    writeFileSync(`${published()}.lock`, JSON.stringify({ pid: process.pid, since: "2026-01-02T03:04:05.000Z" }));
    const { status, stderr } = run("build");
    expect(status).toBe(EXIT.storeUnwritable);
    expect(stderr).toContain(`process ${process.pid}, since 2026-01-02T03:04:05.000Z`);
  });

  it("leaves out a record that cannot be read, names its place, and builds the rest", () => {
    const archive = join(dir, "archive");
    const [name = ""] = readdirSync(archive).filter((file) => file.endsWith(".warc.gz"));
    const bytes = readFileSync(join(archive, name));
    const index = readFileSync(join(archive, "index.cdxj"), "utf8").split("\n");
    const { offset, length } = JSON.parse(/\{.*\}/.exec(index[0] ?? "")?.[0] ?? "{}");
    bytes.fill(0, Number(offset) + 20, Number(offset) + Number(length));
    writeFileSync(join(archive, name), bytes);
    const { status, stderr, stdout } = run("build", "--fresh");
    expect(status).toBe(EXIT.partial);
    expect(stderr).toContain(`the record at byte ${offset} cannot be read`);
    expect(stdout).toMatch(/new articles +1 /);
    expect(run("doctor").stdout).toMatch(/✗ archive .*1 damaged\n +→ `modeltide archive verify`/);
  });

  it("says how to make anew what is no database, which then works", () => {
    writeFileSync(published(), "garbage");
    const { status, stderr } = run("build");
    expect([status, stderr]).toEqual([EXIT.storeUnwritable, expect.stringContaining("modeltide build --fresh")]);
    expect(run("doctor").stdout).toMatch(/✗ store .*\n +→ run `modeltide build --fresh`/);
    expect(run("diff", published(), published()).status).toBe(EXIT.usage);
    expect(run("build", "--fresh").stdout).toMatch(/new articles +2 /);
  });

  it("refuses a database of a newer version, and the doctor does not send one to the same build", async () => {
    const { connection, close } = await openDatabase(published(), "write");
    await connection.run("INSERT INTO main.migrations VALUES ('099_future.sql', 'x', now())");
    await connection.run("CHECKPOINT");
    close();
    expect([run("build").status, run("build").stderr]).toEqual([
      EXIT.storeUnwritable,
      expect.stringContaining("099_future.sql"),
    ]);
    expect(run("doctor").stdout).toMatch(/✗ store {4}schema 099_future.sql\n +→ .*build --fresh/);
  });

  it("puts its result where a link leads, and reads there", () => {
    const far = mkdtempSync(join(tmpdir(), "modeltide-"));
    try {
      renameSync(published(), join(far, "real.duckdb"));
      symlinkSync(join(far, "real.duckdb"), published());
      const count = ["sql", "SELECT count(*) AS n FROM store.runs", "--format", "csv"];
      expect(run(...count)).toMatchObject({ status: EXIT.done, stdout: "n\n1\n" });
      expect(run("build").status).toBe(EXIT.done);
      expect(lstatSync(published()).isSymbolicLink()).toBe(true);
      expect(run(...count)).toMatchObject({ status: EXIT.done, stdout: "n\n2\n" });
      rmSync(join(far, "real.duckdb"));
      expect(run("build").status).toBe(EXIT.done);
      expect(run(...count)).toMatchObject({ status: EXIT.done, stdout: "n\n1\n" });
    } finally {
      rmSync(far, { recursive: true });
    }
  });
});
