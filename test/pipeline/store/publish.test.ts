import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT, StopError } from "../../../pipeline/errors.ts";
import { openDatabase, rows } from "../../../pipeline/store/database.ts";
import { acquireLock } from "../../../pipeline/store/lock.ts";
import { prepareNext, publish } from "../../../pipeline/store/publish.ts";

describe("publication", () => {
  let dir = "";
  let path = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "modeltide-"));
    path = join(dir, "market.duckdb");
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  async function publishValue(value: number, fresh: boolean): Promise<void> {
    const files = prepareNext(path, fresh);
    const database = await openDatabase(files.next, "write");
    await database.connection.run("CREATE OR REPLACE TABLE t AS SELECT $1::INTEGER AS v", [value]);
    await database.connection.run("CHECKPOINT");
    database.close();
    publish(files);
  }

  it("leaves a reader that is open with what it opened, and gives the next one the new file", async () => {
    await publishValue(1, true);
    const reader = await openDatabase(path, "read");
    await publishValue(2, false);
    expect(await rows(reader.connection, "SELECT v FROM t")).toEqual([{ v: 1 }]);
    reader.close();
    const next = await openDatabase(path, "read");
    expect(await rows(next.connection, "SELECT v FROM t")).toEqual([{ v: 2 }]);
    next.close();
  });

  it("goes on from the published file unless told to start afresh", async () => {
    await publishValue(1, true);
    expect(existsSync(prepareNext(path, false).next)).toBe(true);
    expect(existsSync(prepareNext(path, true).next)).toBe(false);
  });

  it("removes what a dead build left behind", () => {
    writeFileSync(`${path}.next`, "torn");
    writeFileSync(`${path}.next.wal`, "torn");
    prepareNext(path, true);
    expect(existsSync(`${path}.next`) || existsSync(`${path}.next.wal`)).toBe(false);
  });

  it("a second build is told who holds the lock and since when, with exit code 5", () => {
    const release = acquireLock(path, new Date("2026-01-02T03:04:05Z"));
    try {
      acquireLock(path, new Date());
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StopError);
      expect((error as StopError).exitCode).toBe(EXIT.storeUnwritable);
      expect((error as StopError).message).toContain(`process ${process.pid}, since 2026-01-02T03:04:05.000Z`);
    }
    release();
    acquireLock(path, new Date())();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it("takes over the lock of a process that is gone", () => {
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: 2 ** 22 - 7, since: "2026-01-01T00:00:00.000Z" }));
    const release = acquireLock(path, new Date());
    expect(JSON.parse(readFileSync(`${path}.lock`, "utf8")).pid).toBe(process.pid);
    release();
  });
});
