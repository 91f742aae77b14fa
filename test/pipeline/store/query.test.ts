import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AskError, StopError } from "../../../pipeline/errors.ts";
import { openDatabase } from "../../../pipeline/store/database.ts";
import { queryFile } from "../../../pipeline/store/query.ts";

const LIMITS = { rows: 100, seconds: 20, memory: "256MB" };

describe("queries by people", () => {
  let dir = "";
  let path = "";
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "modeltide-"));
    path = join(dir, "market.duckdb");
    const database = await openDatabase(path, "write");
    await database.connection.run("CREATE TABLE t AS SELECT range::INTEGER AS n, '值' || range AS 名 FROM range(500)");
    database.close();
    writeFileSync(join(dir, "secret.csv"), "a,b\n1,2\n");
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it("answer with rows in order, up to the limit, and say that more were cut", async () => {
    const result = await queryFile(path, "SELECT n, 名 FROM t ORDER BY n", LIMITS);
    expect(result.columns).toEqual(["n", "名"]);
    expect(result.rows).toHaveLength(100);
    expect(result.rows[7]).toEqual({ n: 7, 名: "值7" });
    expect(result.cut).toBe(true);
  });

  it("give counts and sums as numbers", async () => {
    const { rows } = await queryFile(path, "SELECT count(*) AS n, sum(n) AS s, avg(n) AS a FROM t", LIMITS);
    expect(rows).toEqual([{ n: 500, s: 124750, a: 249.5 }]);
  });

  it("say how a PIVOT is to be written, which is two statements where it names no values", async () => {
    const pivot = (values: string) =>
      queryFile(path, `PIVOT (SELECT n % 2 AS odd FROM t) ON odd ${values} USING count(*)`, LIMITS);
    await expect(pivot("")).rejects.toThrow(/2 statements: .*name the values of a PIVOT/);
    expect((await pivot("IN (0, 1)")).rows).toEqual([{ 0: 250, 1: 250 }]);
  });

  for (const [what, sql] of [
    ["writing", "CREATE TABLE u AS SELECT 1"],
    ["deleting", "DELETE FROM t"],
    ["COPY TO a file", "COPY t TO '/tmp/modeltide-out.csv'"],
    ["reading another file", "SELECT * FROM read_csv('/etc/passwd')"],
    ["reading a file by name", "SELECT * FROM '/etc/passwd.csv'"],
    ["reading text", "SELECT * FROM read_text('/etc/passwd')"],
    ["listing folders", "SELECT * FROM glob('/etc/*')"],
    ["INSTALL", "INSTALL httpfs"],
    ["LOAD", "LOAD httpfs"],
    ["ATTACH", "ATTACH '/tmp/other.duckdb' AS other"],
    ["SET", "SET memory_limit = '100GB'"],
    ["RESET", "RESET ALL"],
    ["PRAGMA", "PRAGMA enable_external_access"],
    ["exporting the database", "EXPORT DATABASE '/tmp/modeltide-out'"],
    ["explaining a COPY that it would carry out", "EXPLAIN ANALYZE COPY t TO '/tmp/modeltide-out.csv'"],
    ["explaining a DELETE that it would carry out", "EXPLAIN ANALYZE DELETE FROM t"],
    ["a query in a query that reads a file", "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')"],
    ["reading JSON", "SELECT * FROM read_json('/etc/passwd')"],
    ["reading bytes", "SELECT * FROM read_blob('/proc/self/environ')"],
    ["reading Parquet", "SELECT * FROM parquet_metadata('/tmp/x.parquet')"],
    ["reading over the network", "SELECT * FROM read_csv('https://example.org/a.csv')"],
    ["secrets", "CREATE SECRET s (TYPE http)"],
    ["CALL", "CALL pragma_version()"],
    ["PREPARE", "PREPARE p AS SELECT 1"],
    ["two statements", "SELECT 1; SELECT 2"],
    ["nothing", ""],
    ["broken SQL", "SELEC 1"],
  ] as const) {
    it(`refuse ${what}, with a message`, async () => {
      await expect(queryFile(path, sql, LIMITS)).rejects.toThrow(AskError);
      await expect(queryFile(path, sql, LIMITS)).rejects.toThrow(/the query was refused: ./);
    });
  }

  it("stop an endless recursion at the time limit", async () => {
    const endless = "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r";
    await expect(queryFile(path, endless, { ...LIMITS, seconds: 1 })).rejects.toThrow(/ran longer than 1 s|memory/i);
  });

  it("stop a huge cross join at the time limit", async () => {
    const huge = "SELECT count(*) FROM t a, t b, t c, t d WHERE a.n + b.n + c.n + d.n = 7";
    await expect(queryFile(path, huge, { ...LIMITS, seconds: 1 })).rejects.toThrow(/ran longer than 1 s/);
  });

  it("refuse what needs more memory than they may have, and spill nothing to disk", async () => {
    const sorted = "SELECT hash(a.n, b.n, c.n) AS h FROM t a, t b, (FROM t LIMIT 80) c ORDER BY h";
    await expect(queryFile(path, sorted, { ...LIMITS, memory: "50MB" })).rejects.toThrow(
      /refused: .*(memory|max_temp)/i,
    );
    expect(readdirSync(dir)).toEqual(["market.duckdb", "secret.csv"]);
  });

  it("say what to run where there is no database", async () => {
    await expect(queryFile(join(dir, "none.duckdb"), "SELECT 1", LIMITS)).rejects.toThrow(StopError);
    await expect(queryFile(join(dir, "none.duckdb"), "SELECT 1", LIMITS)).rejects.toThrow(/modeltide weekly --sample/);
  });
});
