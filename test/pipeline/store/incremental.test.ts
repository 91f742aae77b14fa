import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../../pipeline/errors.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { modeltide } from "../../cli/program.ts";

const FIRST = [
  {
    url: "https://news.example/a",
    title: "百度发布文心一言，开放内测",
    text: "百度今日正式发布大模型文心一言，并向首批用户开放内测。文心一言可以写作、推理，也能理解图片。",
    published: "2023-03-16",
    source: "甲报",
  },
  {
    url: "https://news.example/b",
    title: "讯飞发布星火认知大模型",
    text: "科大讯飞在合肥发布星火认知大模型，面向教育与办公。",
    published: "2023-05-06",
    source: "乙报",
  },
];
const SECOND = [
  {
    url: "https://other.example/a",
    title: "百度发布文心一言，开放内测",
    text: "百度今日正式发布大模型文心一言，并向首批用户开放内测。文心一言可以写作、推理，也能理解图片。",
    published: "2023-03-17",
    source: "丙报",
  },
  {
    url: "https://other.example/c",
    title: "阿里云推出通义千问大模型",
    text: "阿里云在峰会上推出大模型通义千问，企业可以申请试用，价格另行公布。",
    published: "2023-04-11",
    source: "丙报",
  },
];

/** Everything that must not depend on how many builds made it. */
const CONTENT = [
  "SELECT * FROM store.articles ORDER BY ALL",
  "SELECT * FROM store.tags ORDER BY ALL",
  "SELECT * FROM store.mentions ORDER BY ALL",
  "SELECT * FROM store.numbers ORDER BY ALL",
  "SELECT * FROM store.keywords ORDER BY ALL",
  `SELECT d.article_id, coalesce(t.term, p.term::TEXT) AS term, p.count FROM store.postings p
   JOIN store.documents d ON d.doc = p.doc LEFT JOIN store.terms t ON t.id = p.term ORDER BY ALL`,
  "SELECT article_id, length, terms FROM store.documents ORDER BY ALL",
  "SELECT term FROM store.terms ORDER BY ALL",
  "SELECT * EXCLUDE (built_at, id) FROM snapshot",
  "SELECT * FROM launch_reports",
  "SELECT * FROM search('大模型 发布')",
  "SELECT * FROM store.stories ORDER BY ALL",
  "SELECT * FROM store.story_members ORDER BY ALL",
  "SELECT * FROM store.story_links ORDER BY ALL",
  "SELECT * FROM store.launches ORDER BY ALL",
  "SELECT * FROM store.launch_values ORDER BY ALL",
  "SELECT * FROM store.launch_articles ORDER BY ALL",
  "SELECT * EXCLUDE (run_id) FROM store.captures ORDER BY ALL",
  "SELECT * EXCLUDE (run_id) FROM store.drops ORDER BY ALL",
];

describe("builds on top of one another", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const run = (...args: string[]) => {
    const result = modeltide([...args, "--data", dir]);
    expect(result.status, result.stderr).toBe(EXIT.done);
    return result.stdout;
  };
  const sql = (query: string) => JSON.parse(run("sql", query, "--json")) as Record<string, unknown>[];
  const content = () => CONTENT.map(sql);
  const bring = (name: string, items: object[]) => {
    const file = join(dir, name);
    writeFileSync(file, items.map((item) => JSON.stringify(item)).join("\n"));
    run("import", file);
  };

  const plan = () => JSON.parse(run("build", "--dry-run", "--json"));
  const nothing = { newCaptures: 0, removedCaptures: 0, relabelled: 0, because: null };
  let before: unknown;
  let between: unknown;

  beforeAll(() => {
    bring("first.jsonl", FIRST);
    before = [plan(), existsSync(join(dir, "market.duckdb"))];
    run("build");
    bring("second.jsonl", SECOND);
    between = plan();
    run("build");
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it("can be asked what they would do, which does nothing", () => {
    expect(before).toEqual([{ ...nothing, newCaptures: 2 }, false]);
    expect(between).toEqual({ ...nothing, newCaptures: 2 });
    expect(plan()).toEqual(nothing);
  });

  it("keep what each one's checks found", () => {
    const found = sql("SELECT run_id, name, severity, offending FROM store.checks ORDER BY run_id, name");
    const names = readdirSync(join(packageRoot, "pipeline", "store", "checks")).map((file) => file.slice(0, -4));
    const runs = sql("SELECT id FROM store.runs ORDER BY id").map(({ id }) => id);
    expect(runs).toHaveLength(2);
    expect(found.map(({ run_id, name }) => [run_id, name])).toEqual(
      runs.flatMap((id) => names.sort().map((name) => [id, name])),
    );
    expect(found.filter(({ severity, offending }) => severity === "error" && offending !== 0)).toEqual([]);
  });

  it("give what one build from the whole archive gives", () => {
    const grown = content();
    const joined = sql("SELECT members FROM store.stories WHERE members > 1");
    expect([grown[0]?.length, joined]).toEqual([4, [{ members: 2 }]]);
    run("build", "--fresh");
    expect(content()).toEqual(grown);
  });

  it("lose what was taken out of the archive, and know where moved records lie", () => {
    run("archive", "forget", "https://news.example/a");
    expect(run("build")).toMatch(/taken out +1 /);
    const left = content();
    expect(left[0]?.map(({ url }) => url)).toEqual(
      expect.not.arrayContaining([expect.stringContaining("news.example/a")]),
    );
    expect(left[0]).toHaveLength(3);
    expect(sql("SELECT 1 FROM store.stories WHERE members > 1")).toEqual([]);
    run("build", "--fresh");
    expect(content()).toEqual(left);
  });
});
