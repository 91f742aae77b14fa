import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../../pipeline/errors.ts";
import { modeltide } from "../../cli/program.ts";

describe("people's corrections", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const data = ["--data", dir];
  const run = (...args: string[]) => modeltide([...args, ...data]);
  const tags = (field: string) =>
    JSON.parse(
      run("sql", `SELECT value, origin FROM store.tags WHERE field = '${field}' ORDER BY position`, "--json").stdout,
    );
  let before: unknown;
  let id = "";

  beforeAll(() => {
    const item = {
      id: "news-1",
      title: "百度发布文心一言，开放内测",
      text: "百度今日正式发布大模型文心一言。",
      published: "2023-03-16",
    };
    writeFileSync(join(dir, "items.jsonl"), JSON.stringify(item));
    expect(run("import", join(dir, "items.jsonl")).status).toBe(EXIT.done);
    expect(run("build").status).toBe(EXIT.done);
    before = tags("tier");
    id = JSON.parse(run("sql", "SELECT id FROM store.articles", "--json").stdout)[0].id;
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it("win over the tagger from the next build on, which says where they disagree", () => {
    expect(run("correct", id, "tier", "industry", "--why", "a test").status).toBe(EXIT.done);
    expect(run("correct", "news-1", "vendors", "腾讯|baidu").status).toBe(EXIT.done);
    const built = run("build");
    expect(built.stdout).toMatch(/corrected +2 .*tier general≠industry/);
    expect(tags("tier")).toEqual([{ value: "industry", origin: "review" }]);
    expect(tags("vendor").map(({ value }: { value: string }) => value)).toEqual(["tencent", "baidu"]);
  });

  it("survive a rebuild from the archive", () => {
    expect(run("build", "--fresh").status).toBe(EXIT.done);
    expect(tags("tier")).toEqual([{ value: "industry", origin: "review" }]);
  });

  it("can be taken back: the tagger's label returns, and the file keeps both lines", () => {
    expect(run("correct", id, "tier", "--undo").status).toBe(EXIT.done);
    run("build");
    expect(tags("tier")).toEqual(before);
    expect(readFileSync(join(dir, "reviews.csv"), "utf8").match(/,tier,/g)).toHaveLength(2);
  });

  it("are refused where value, field or article is not known", () => {
    for (const [args, message] of [
      [["correct", id, "tier", "huge"], /"huge" is no tier/],
      [["correct", id, "colour", "red"], /no field "colour"/],
      [["correct", "nobody", "tier", "general"], /no article "nobody"/],
      [["correct", id, "industries", "finance|nonsense"], /"nonsense" is no industry/],
    ] as const) {
      const result = run(...args);
      expect([result.status, result.stderr]).toEqual([EXIT.usage, expect.stringMatching(message)]);
    }
  });

  it("a malformed line of reviews.csv is named, and the published database stays", () => {
    const good = readFileSync(join(dir, "reviews.csv"), "utf8");
    writeFileSync(join(dir, "reviews.csv"), `${good}x,tier,,enormous,me,now,\n`);
    const result = run("build");
    expect([result.status, result.stderr]).toEqual([
      EXIT.usage,
      expect.stringMatching(/reviews\.csv:5: "enormous" is no tier/),
    ]);
    writeFileSync(join(dir, "reviews.csv"), good);
    expect(tags("tier")).toEqual(before);
  });
});
