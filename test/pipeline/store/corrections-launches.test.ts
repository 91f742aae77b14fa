import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../../pipeline/errors.ts";
import { modeltide } from "../../cli/program.ts";

const item = (id: string, published: string, title: string, text: string) =>
  JSON.stringify({ id, title, text, published });
const ITEMS = [
  item("n1", "2023-03-16", "百度发布文心一言 9.1", "百度今日正式发布大模型文心一言 9.1，面向企业开放。"),
  item(
    "n2",
    "2023-03-18",
    "百度推出文心一言 9.1，开放企业测试",
    "文心一言 9.1 由百度推出，首批客户来自银行与港口，负责人讲了两年的准备。",
  ),
  item("n3", "2023-03-19", "百度发布文心一言 9.2", "百度发布大模型文心一言 9.2，速度更快，价格未变。"),
];

describe("corrections of launches and stories in a store", () => {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const run = (...args: string[]) => modeltide([...args, "--data", dir]);
  const ask = (query: string) => JSON.parse(run("sql", query, "--json").stdout);
  /** Articles by launch, as their own ids. */
  const launches = (): Record<string, string> =>
    Object.fromEntries(
      ask(`SELECT launch_id AS id, string_agg(external_id, ' ' ORDER BY external_id) AS items
           FROM store.launch_articles JOIN store.articles ON id = article_id GROUP BY ALL ORDER BY 1`).map(
        ({ id, items }: { id: string; items: string }) => [id, items],
      ),
    );
  let before: Record<string, string> = {};
  let [one = "", two = ""] = ["", ""];

  beforeAll(() => {
    writeFileSync(join(dir, "items.jsonl"), ITEMS.join("\n"));
    run("import", join(dir, "items.jsonl"));
    expect(run("build").status).toBe(EXIT.done);
    before = launches();
    [one = "", two = ""] = Object.keys(before);
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it("starts from two launches that the program told apart", () => {
    expect(Object.values(before)).toEqual(["n1 n2", "n3"]);
  });

  it("merge two launches; a build from nothing and labels made anew keep it", () => {
    expect(run("correct", two, "launch", `merge:${one}`, "--why", "one launch").status).toBe(EXIT.done);
    expect(run("build").status).toBe(EXIT.done);
    expect(launches()).toEqual({ [one]: "n1 n2 n3" });
    expect(run("build", "--fresh").status).toBe(EXIT.done);
    expect(launches()).toEqual({ [one]: "n1 n2 n3" });
    expect(run("correct", "n1", "event", "launch").status).toBe(EXIT.done);
    run("build");
    expect(launches()).toEqual({ [one]: "n1 n2 n3" });
  });

  it("are taken back by the id that they named, though no launch has it any more", () => {
    expect(run("correct", two, "launch", "--undo").status).toBe(EXIT.done);
    run("build");
    expect(launches()).toEqual(before);
  });

  it("split an article off", () => {
    expect(run("correct", "n2", "launch", `split:${one}`).status).toBe(EXIT.done);
    expect(run("build").stdout).not.toMatch(/left aside/);
    expect(Object.values(launches()).sort()).toEqual(["n1", "n2", "n3"]);
    expect(run("correct", "n2", "launch", "--undo").status).toBe(EXIT.done);
    run("build");
    expect(launches()).toEqual(before);
  });

  it("of stories merge, and are taken back", () => {
    const stories = () => ask("SELECT count(*)::INTEGER AS n FROM store.stories")[0].n;
    expect(stories()).toBe(3);
    expect(run("correct", "n3", "story", "merge:n1").status).toBe(EXIT.done);
    run("build", "--fresh");
    expect(stories()).toBe(2);
    run("correct", "n3", "story", "--undo");
    run("build");
    expect(stories()).toBe(3);
  });

  it("are refused by the command where launch or article is not known", () => {
    for (const [args, message] of [
      [["correct", two, "launch", "merge:no/such/1"], /no launch "no\/such\/1"/],
      [["correct", "no/such/1", "launch", `merge:${one}`], /no launch "no\/such\/1"/],
      [["correct", "nobody", "launch", `split:${one}`], /no article "nobody"/],
      [["correct", "n1", "story", "merge:nobody"], /no article "nobody"/],
      [["correct", two, "launch", "into the other"], /a launch is corrected by/],
    ] as const) {
      const result = run(...args);
      expect([result.status, result.stderr]).toEqual([EXIT.usage, expect.stringMatching(message)]);
    }
  });

  it("that name nothing known are told by the build, and cost only themselves", () => {
    const lines = [
      `no/such/1,launch,,merge:${one}`,
      "n1,launch,,split:no/such/2",
      "nobody,tier,,general",
      `${two},launch,,merge:${one}`,
    ];
    appendFileSync(join(dir, "reviews.csv"), lines.map((line) => `${line},me,2024-01-01,\n`).join(""));
    const built = run("build");
    expect(built.status).toBe(EXIT.done);
    expect(built.stdout).toMatch(
      /left aside +3 corrections.*nobody tier general.*no\/such\/1 launch.*n1 launch split:no\/such\/2/,
    );
    expect(launches()).toEqual({ [one]: "n1 n2 n3" });
  });
});
