import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../pipeline/errors.ts";
import { openDatabase, rows } from "../../pipeline/store/database.ts";
import { modeltide } from "./program.ts";

const TITLE = "阿里云推出通义千问大模型";
const SECRET = "企业可以申请试用的独门说法";

describe("modeltide export", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const out = join(dir, "out");
  const run = (...args: string[]) => {
    const result = modeltide([...args, "--data", dir]);
    expect(result.status, result.stderr).toBe(EXIT.done);
    return result.stdout;
  };
  const ask = async (sql: string) => {
    const { connection, close } = await openDatabase(join(out, "market.duckdb"), "read");
    const found = await rows(connection, sql);
    close();
    return found;
  };

  beforeAll(() => {
    const text = `阿里云在峰会上推出大模型通义千问,${SECRET},成本和数据安全另行说明。`;
    const items = [
      { url: "https://news.example/a", title: TITLE, text, published: "2023-04-11", source: "甲报" },
      {
        url: "https://news.example/b",
        title: "=cmd|' /C calc'!A0 大模型",
        text: "",
        published: "2023-05-02",
        source: "乙报",
      },
    ];
    writeFileSync(join(dir, "items.jsonl"), items.map((item) => JSON.stringify(item)).join("\n"));
    run("import", join(dir, "items.jsonl"));
    run("build");
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it("gives a database with everything, which can be asked as the published one", async () => {
    run("export", "--format", "duckdb", "--out", out);
    expect(await ask("SELECT title FROM articles WHERE url LIKE '%/a'")).toEqual([{ title: TITLE }]);
    expect(await ask("SELECT title FROM search('独门说法')")).toEqual([{ title: TITLE }]);
  });

  it("gives one without the publishers' words, in no view, no table and no block of the file", async () => {
    const columns = "SELECT id, date::TEXT AS day, url, tier, vendors, event FROM articles ORDER BY id";
    const labels = await ask(columns);
    const spans = `SELECT field, value, list_filter(json_extract(evidence, '$[*].start'), lambda s: s::TEXT <> 'null') AS starts FROM evidence ORDER BY ALL`;
    const places = await ask(spans);
    run("export", "--format", "duckdb", "--without-text", "--out", out);
    expect(await ask(columns)).toEqual(labels);
    expect(await ask(spans)).toEqual(places);
    expect(await ask("FROM search('通义千问')")).toEqual([]);
    expect(await ask("SELECT 1 FROM store.tags WHERE evidence::TEXT LIKE '%features%'")).toEqual([]);
    const bytes = readFileSync(join(out, "market.duckdb"));
    for (const words of [TITLE, SECRET, "独门说法", "峰会上"]) expect(bytes.includes(words), words).toBe(false);
  });

  it("writes Parquet by month, CSV and JSON lines with a description of each column", () => {
    for (const format of ["parquet", "csv", "jsonl"]) {
      run("export", "--format", format, "--out", join(out, format));
      const { resources } = JSON.parse(readFileSync(join(out, format, "datapackage.json"), "utf8"));
      const articles = resources.find(({ name }: { name: string }) => name === "articles");
      expect(articles.schema.fields).toEqual(expect.arrayContaining([{ name: "date", type: "date" }]));
    }
    expect(readdirSync(join(out, "parquet", "articles")).sort()).toEqual(["month=2023-04", "month=2023-05"]);
    expect(readFileSync(join(out, "csv", "articles.csv"), "utf8")).toContain(
      `"'=cmd|' /C calc'!A0 大模型"`.replace(/"/g, ""),
    );
    expect(readFileSync(join(out, "jsonl", "articles.jsonl"), "utf8")).toContain(SECRET);
  });

  it("describes files that are there, in the forms that the description's types are written in", () => {
    for (const format of ["parquet", "csv", "jsonl"]) {
      const folder = join(out, `described-${format}`);
      run("export", "--format", format, "--out", folder);
      const { resources } = JSON.parse(readFileSync(join(folder, "datapackage.json"), "utf8"));
      const paths: string[] = resources.flatMap(({ path }: { path: string | string[] }) => path);
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.includes("."));
      expect([...paths, "datapackage.json"].sort()).toEqual(files.sort());
      if (format === "parquet") continue;
      const content = readFileSync(join(folder, `articles.${format}`), "utf8");
      expect(content).toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00/);
      expect(content).toMatch(format === "csv" ? /"\[""\w+""\]"/ : /\["\w+"\]/);
    }
  });

  it("leaves the words out of files too, and the places of evidence in", () => {
    for (const format of ["csv", "jsonl"]) {
      run("export", "--format", format, "--without-text", "--out", join(out, `bare-${format}`));
      for (const file of readdirSync(join(out, `bare-${format}`))) {
        const content = readFileSync(join(out, `bare-${format}`, file), "utf8");
        for (const words of [TITLE, SECRET, "独门", '"features"']) expect(content, file).not.toContain(words);
      }
      expect(readFileSync(join(out, `bare-${format}`, `evidence.${format}`), "utf8")).toMatch(/start/);
    }
  });

  it("leaves the words out of Parquet, whatever a reader makes of its pages", async () => {
    const folder = join(out, "bare-parquet");
    run("export", "--format", "parquet", "--without-text", "--out", folder);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".parquet"),
    );
    expect(files.length).toBeGreaterThan(10);
    // The bytes are compressed: what they hold shows when it is read.
    const { connection, close } = await openDatabase(":memory:", "write");
    let content = "";
    for (const file of files) {
      const path = join(folder, file);
      const found = await rows<{ row: string }>(
        connection,
        `SELECT to_json(t)::VARCHAR AS "row" FROM read_parquet('${path}') t`,
      );
      content += `${found.map(({ row }) => row).join("\n")}\n${readFileSync(path, "latin1")}`;
      const [ends] = await rows<{ ends: string }>(
        connection,
        `SELECT to_json(list([stats_min_value, stats_max_value]))::VARCHAR AS ends FROM parquet_metadata('${path}')`,
      );
      content += ends?.ends;
    }
    close();
    expect(content).toContain("https://news.example/a");
    for (const words of [TITLE, SECRET, "独门", "峰会上", "features"]) expect(content, words).not.toContain(words);
  });

  it("says what to run where there is no database yet, and makes no folder", () => {
    const none = join(dir, "none");
    const result = modeltide(["export", "--data", none]);
    expect([result.status, result.stderr]).toEqual([EXIT.nothingFetched, expect.stringContaining("modeltide build")]);
    expect(existsSync(none)).toBe(false);
  });
});
