import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadViews } from "../../analysis/views.ts";
import { shipped } from "../../cli/paths.ts";
import { isBlank, splitStatements } from "../../cli/sql/statements.ts";
import { EXIT } from "../../pipeline/errors.ts";
import { loadMigrations, migrate, openDatabase, rows } from "../../pipeline/store/database.ts";
import { appendRows } from "../../pipeline/store/tables.ts";
import { installViews } from "../../pipeline/store/views.ts";
import { article } from "../analysis/fixture.ts";
import { MAIN, modeltide } from "./program.ts";

describe("modeltide sql", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const out = (name: string) => join(dir, name);
  beforeAll(async () => {
    const { connection, close } = await openDatabase(join(dir, "market.duckdb"), "write");
    await migrate(connection, await loadMigrations(shipped.migrations));
    await appendRows(connection, "articles", [
      article("a", "2026-03-02", { title: "=1+1", text: "甲|乙" }),
      article("b", "2026-03-09"),
    ]);
    await installViews(connection, await loadViews(shipped.views), { prepare: true });
    close();
  });
  afterAll(() => rmSync(dir, { recursive: true }));
  const sql = (args: string[], input?: string) =>
    modeltide(["sql", "--data", dir, ...args], input === undefined ? {} : { input });
  const QUERY = "SELECT id, title, date FROM articles ORDER BY id";

  describe("writes the answer", () => {
    it("as CSV with formulas defused and the mark that spreadsheets look for", () => {
      expect(sql([QUERY, "--format", "csv", "--bom"]).stdout).toBe(
        "\uFEFFid,title,date\na,'=1+1,2026-03-02\nb,标题 b,2026-03-09\n",
      );
    });

    it("as JSON, JSON lines and Markdown", () => {
      expect(JSON.parse(sql([QUERY, "--format", "json"]).stdout)).toEqual([
        { id: "a", title: "=1+1", date: "2026-03-02" },
        { id: "b", title: "标题 b", date: "2026-03-09" },
      ]);
      expect(sql(["SELECT id FROM articles ORDER BY id", "--format", "jsonl"]).stdout).toBe('{"id":"a"}\n{"id":"b"}\n');
      expect(sql(["SELECT text FROM articles WHERE id = 'a'", "--format", "markdown"]).stdout).toBe(
        "| text |\n| --- |\n| 甲\\|乙 |\n",
      );
    });

    it("to a file in any form, and says where", () => {
      const file = out("answer.csv");
      const { stdout, stderr } = sql([QUERY, "--format", "csv", "--out", file]);
      expect([stdout, stderr]).toEqual(["", `→ ${file}\n`]);
      expect(readFileSync(file, "utf8")).toMatch(/^id,title,date\n/);
    });

    it("as Parquet with the types that the columns have, up to the limit", async () => {
      const file = out("answer.parquet");
      const wide = `SELECT range::BIGINT AS n, DATE '2026-03-02' AS day, [1.5, NULL] AS list, {'a': 'x'} AS "the ""pair""",
        12.34::DECIMAL(9, 2) AS price, TIMESTAMPTZ '2026-03-02 08:00:00+08' AS at FROM range(5000)`;
      const { status, stderr } = sql([wide, "--format", "parquet", "--out", file, "--limit", "3000"]);
      expect([status, stderr]).toEqual([EXIT.done, expect.stringContaining("only the first 3000 rows")]);
      const { connection, close } = await openDatabase(":memory:", "write");
      const types = await rows<{ column_type: string }>(connection, `DESCRIBE FROM '${file}'`);
      expect(types.map(({ column_type }) => column_type)).toEqual([
        "BIGINT",
        "DATE",
        "DECIMAL(2,1)[]",
        "STRUCT(a VARCHAR)",
        "DECIMAL(9,2)",
        "TIMESTAMP WITH TIME ZONE",
      ]);
      const found = `SELECT count(*)::INTEGER AS n, max(n)::INTEGER AS last, any_value("the ""pair""".a) AS a FROM '${file}'`;
      expect(await rows(connection, found)).toEqual([{ n: 3000, last: 2999, a: "x" }]);
      close();
    });

    it("but no Parquet without a file, and no Parquet of what is refused", () => {
      expect(sql([QUERY, "--format", "parquet"])).toMatchObject({
        status: EXIT.usage,
        stderr: expect.stringContaining("--out FILE"),
      });
      const file = out("passwd.parquet");
      expect(sql(["FROM read_text('/etc/passwd')", "--format", "parquet", "--out", file]).status).toBe(EXIT.usage);
      expect(existsSync(file)).toBe(false);
    });
  });

  it("ends with the process what heeds neither time nor memory, and says so", () => {
    const { status, stderr } = sql([
      "SELECT sum(length(repeat('x', 4000000000 - i))) FROM range(100) t(i)",
      "--seconds",
      "1",
    ]);
    expect(status).toBe(EXIT.usage);
    expect(stderr).toMatch(/^modeltide: the query was refused: it (ran longer than 1 s|took more memory)/);
  });

  it("refuses limits that are no numbers", () => {
    for (const option of ["--limit", "--seconds"]) {
      expect(sql([QUERY, option, "many"])).toMatchObject({
        status: EXIT.usage,
        stderr: expect.stringContaining(option),
      });
    }
  });

  describe("reads a script from a pipe", () => {
    it("statement by statement, over lines and past semicolons in quotes and comments", () => {
      const script = "SELECT ';' AS a,\n -- one; two\n 2 AS b;\nSELECT 3 AS c; SELECT 4 AS d";
      expect(sql(["--format", "csv"], script)).toMatchObject({ status: EXIT.done, stdout: "a,b\n;,2\nc\n3\nd\n4\n" });
    });

    it("with commands that list what there is", () => {
      const { stdout } = sql([], ".tables\n.schema launches_by_week\n");
      expect(stdout).toMatch(/^articles +One row for each/m);
      expect(stdout).toMatch(/^search\(query, most\) /m);
      expect(stdout).toMatch(/^store\.articles /m);
      expect(stdout).toMatch(/^launches_by_week +week_start +DATE/m);
      expect(sql([], ".format csv\nSELECT 1 AS a;\n.quit\nSELECT 2;").stdout).toBe("a\n1\n");
    });

    it("and ends at the first statement that is refused, with exit code 2", () => {
      const { status, stdout, stderr } = sql(
        ["--format", "csv"],
        "SELECT 1 AS a;\nCOPY articles TO 'x.csv';\nSELECT 2 AS b;",
      );
      expect([status, stdout]).toEqual([EXIT.usage, "a\n1\n"]);
      expect(stderr).toMatch(/refused/);
      expect(sql([], ".nothing\n")).toMatchObject({ status: EXIT.usage, stderr: expect.stringContaining(".tables") });
    });

    it("but writes no file, of which there would be one for each statement", () => {
      expect(sql(["--out", out("x.csv")], "SELECT 1;").stderr).toMatch(/as an argument/);
    });
  });

  it("prompts on a terminal, goes on after an error, and leaves on .quit", (context) => {
    if (spawnSync("script", ["--version"]).error) return context.skip("no script(1) here to make a terminal");
    const line = `"${process.execPath}" "${MAIN}" sql --data "${dir}" --format csv`;
    const { stdout, status } = spawnSync("script", ["-qec", line, "/dev/null"], {
      input: "SELECT 40 + 2\nAS answer;\nSELEC 1;\nSELECT 43 AS next;\n.quit\n",
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C", TERM: "dumb" },
    });
    expect(status).toBe(0);
    const seen = stdout.replace(/\r/g, "");
    expect(seen).toContain("modeltide> ");
    expect(seen).toContain("...> ");
    expect(seen).toMatch(/answer\n42\n/);
    expect(seen).toMatch(/refused/);
    expect(seen).toMatch(/next\n43\n/);
  });
});

describe("the prompt of modeltide sql", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  beforeAll(async () => (await openDatabase(join(dir, "market.duckdb"), "write")).close());
  afterAll(() => rmSync(dir, { recursive: true }));
  const ENDLESS = "SELECT sum(length(repeat('x', 4000000000 - i))) FROM range(100) t(i);";

  it("goes on after a query that had to be ended with its process, a script does not", async (context) => {
    expect(modeltide(["sql", "--data", dir, "--seconds", "1"], { input: `${ENDLESS}\nSELECT 43;` })).toMatchObject({
      status: EXIT.usage,
      stdout: "",
      stderr: expect.stringMatching(/^modeltide: the query was refused: it (ran longer than 1 s|took more memory)/),
    });
    const seen = await onTerminal(
      ["--seconds", "1"],
      [
        [/> $/, `${ENDLESS}\nSELECT 42 AS next;\n`],
        [/next\n42\n/, ".quit\n"],
      ],
    );
    if (seen === null) return context.skip("no script(1) here to make a terminal");
    expect(seen).toMatch(/it (ran longer than 1 s|took more memory)[\s\S]+next\n42\n/);
  });

  it("stops a query on Ctrl-C and goes on", async (context) => {
    const seen = await onTerminal(
      ["--seconds", "60"],
      [
        [/> $/, `${ENDLESS}\n`],
        [/t\(i\);\n/, "\u0003"],
        [/stopped[\s\S]+> $/, "SELECT 42 AS next;\n"],
        [/next\n42\n/, ".quit\n"],
      ],
    );
    if (seen === null) return context.skip("no script(1) here to make a terminal");
    expect(seen).toMatch(/the query was stopped[\s\S]+next\n42\n/);
  });

  /** Types each text once what the terminal shows fits; gives all that it showed, or null where none can be made. */
  async function onTerminal(args: string[], typed: [RegExp, string][]): Promise<string | null> {
    if (spawnSync("script", ["--version"]).error) return null;
    const line = [process.execPath, MAIN, "sql", "--data", dir, "--format", "csv", ...args].map((part) => `"${part}"`);
    const env = { ...process.env, LC_ALL: "C", TERM: "dumb" };
    const child = spawn("script", ["-qec", line.join(" "), "/dev/null"], { stdio: ["pipe", "pipe", "inherit"], env });
    let seen = "";
    child.stdout.on("data", (chunk: Buffer) => {
      seen += chunk.toString().replace(/\r/g, "");
      if (typed[0]?.[0].test(seen)) child.stdin.write(typed.shift()?.[1] ?? "");
    });
    await once(child, "exit");
    return seen;
  }
});

describe("statements", () => {
  it("end at semicolons outside of quotes, comments and dollar quotes", () => {
    expect(splitStatements(`a ';' ";" /* ; */ $x$;$x$; b -- ;\n; ; c`)).toEqual({
      statements: [`a ';' ";" /* ; */ $x$;$x$`, "b -- ;"],
      rest: " c",
    });
  });

  it("are not ended by what is still open", () => {
    expect(splitStatements("SELECT 'a;\n")).toEqual({ statements: [], rest: "SELECT 'a;\n" });
    expect(splitStatements("/* ;\n").statements).toEqual([]);
  });

  it("are none where only comments stand", () => {
    expect([isBlank(" -- a\n/* b */ "), isBlank("-- a\nb")]).toEqual([true, false]);
  });
});
