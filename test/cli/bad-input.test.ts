import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../../pipeline/errors.ts";
import { loadLexicon } from "../../pipeline/lexicon.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { modeltide } from "./program.ts";

describe("bad input costs one item and never the run", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const data = () => ["--data", join(dir, "data")];
  const sql = (query: string) => JSON.parse(modeltide(["sql", query, "--json", ...data()]).stdout);

  it("a malformed line of JSON is named, the other lines are kept, the exit code says in part", () => {
    const file = join(dir, "items.jsonl");
    const lines = [
      '{"id":"1","title":"甲公司发布大模型"}',
      "{broken",
      "[]",
      '{"id":"4"}',
      '{"id":"5","title":"另一条"}',
    ];
    writeFileSync(file, lines.join("\n"));
    const result = modeltide(["import", file, ...data()]);
    expect(result.status).toBe(EXIT.partial);
    expect(result.stderr).toMatch(/items\.jsonl:2: /);
    expect(result.stderr).toMatch(/items\.jsonl:3: /);
    expect(result.stderr).toMatch(/items\.jsonl:4: neither title nor text/);
    expect(result.stdout).toBe("2 archived, 0 known already, 3 bad, 0 kept out on a publisher's wish\n");
  });

  it("the same items again add nothing, gzipped or not", () => {
    const line =
      '{"id":"1","title":"甲公司发布大模型","published":"2024-05-01","source":"某报","url":"http://a.example/1"}\n';
    writeFileSync(join(dir, "a.jsonl"), line);
    writeFileSync(join(dir, "b.jsonl.gz"), gzipSync(line));
    modeltide(["import", join(dir, "a.jsonl"), ...data()]);
    expect(modeltide(["import", join(dir, "b.jsonl.gz"), ...data()]).stdout).toMatch(/^0 archived, 1 known already/);
    expect(modeltide(["import", "-", ...data()], { input: line }).stdout).toMatch(/^0 archived, 1 known already/);
    expect(modeltide(["build", ...data()]).status).toBe(EXIT.done);
    expect(sql("SELECT external_id, publisher, published_day::VARCHAR AS day FROM store.articles")).toEqual([
      { external_id: "1", publisher: "某报", day: "2024-05-01" },
    ]);
  });

  it("a missing file is named with what to give instead, and what was there stays", () => {
    const result = modeltide(["import", join(dir, "none.jsonl"), ...data()]);
    expect([result.status, result.stderr]).toEqual([
      EXIT.usage,
      expect.stringMatching(/none\.jsonl.*\.jsonl, \.html or \.warc/s),
    ]);
    expect(existsSync(join(dir, "data"))).toBe(false);
  });

  it("an empty page is named and costs nothing else", () => {
    writeFileSync(join(dir, "empty.html"), "");
    writeFileSync(join(dir, "good.html"), `<title>某模型发布</title><h1>某模型发布</h1><p>${"正文。".repeat(60)}</p>`);
    const result = modeltide(["import", join(dir, "empty.html"), join(dir, "good.html"), ...data()]);
    expect(result.status).toBe(EXIT.partial);
    expect(result.stderr).toContain("empty.html: empty");
    expect(result.stdout).toMatch(/^1 archived/);
  });

  it("a page in a wrongly named charset is dropped with that reason, or read right, never stored as garbage", () => {
    const garbled = Buffer.concat([
      Buffer.from('<meta charset="gbk"><title>a</title><p>'),
      Buffer.from("百度发布文心一言大模型。".repeat(40)),
    ]);
    writeFileSync(join(dir, "wrong.html"), garbled);
    modeltide(["import", join(dir, "wrong.html"), ...data()]);
    modeltide(["build", ...data()]);
    for (const { text } of sql("SELECT text FROM store.articles")) expect(text).toContain("百度发布文心一言大模型");
    expect(sql("SELECT outcome, reason FROM store.captures")).toHaveLength(1);
  });

  it("a live crawl without a contact is refused before anything is fetched", () => {
    const result = modeltide(["weekly", ...data()], { cwd: dir });
    expect([result.status, result.stderr]).toEqual([EXIT.usage, expect.stringMatching(/MODELTIDE_CONTACT/)]);
    expect(existsSync(join(dir, "data", "archive"))).toBe(false);
  });

  it("an unknown setting is named with its file", () => {
    writeFileSync(join(dir, "modeltide.yaml"), "contact: me@example.org\npase: 3\n");
    const result = modeltide(["weekly", ...data()], { cwd: dir });
    expect([result.status, result.stderr]).toEqual([EXIT.usage, expect.stringMatching(/modeltide\.yaml.*pase/s)]);
  });

  it("an unknown source is named", () => {
    const result = modeltide(["crawl", "--source", "no-such", ...data()], {
      env: { MODELTIDE_CONTACT: "me@example.org" },
    });
    expect([result.status, result.stderr]).toEqual([
      EXIT.usage,
      expect.stringMatching(/no source "no-such".*sources list/),
    ]);
  });

  it("a missing or malformed lexicon file is named with its line before nodejieba can abort the process", async () => {
    const lexicon = join(dir, "lexicon");
    cpSync(join(packageRoot, "data", "lexicon"), lexicon, { recursive: true });
    writeFileSync(
      join(lexicon, "models.csv"),
      "name,vendor,tier,industries,kind,aliases,ambiguous,basis\n某模型,nobody,huge,,model,,,public\n",
    );
    await expect(loadLexicon(lexicon)).rejects.toThrow(/models\.csv:2/);
    rmSync(join(lexicon, "vendors.csv"));
    await expect(loadLexicon(lexicon)).rejects.toThrow(/vendors\.csv/);
  });
});
