import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../pipeline/root.ts";
import { type PairSide, relatePair } from "../../../pipeline/stages/cluster/pairs.ts";
import { modeltide } from "../../cli/program.ts";
import { model } from "./fixture.ts";

const read = (a: string, b: string, more: { a?: Partial<PairSide>; b?: Partial<PairSide> } = {}) =>
  relatePair(
    { title: a, published: "2024-05-10", source: "甲报", ...more.a },
    { title: b, published: "2024-05-10", source: "乙网", ...more.b },
    model,
  );

describe("two headlines", () => {
  it("are one where only signs, spaces and a tail differ", () => {
    expect(
      read("羊川发布 HaulMind 2 调度模型:拣货差错减少四成", "羊川发布HaulMind 2调度模型 拣货差错减少四成｜甲报独家"),
    ).toBe("reprint");
  });
  it("tell of one event where names and deed are the same and the words are not", () => {
    expect(read("羊川推出仓储调度模型 HaulMind 2", "HaulMind 2 来了!羊川的新模型要让仓库少出错")).toBe("same_event");
  });
  it("of one company about two things on one day are related at most", () => {
    expect(read("百度推出仓储调度模型 HaulMind 2", "百度第二季度营收持平,股价下跌")).not.toMatch(/reprint|same_event/);
  });
  it("of a recurring figure that differs are not one", () => {
    expect(read("调查:下月降息 25 个基点的概率为 85.9%", "调查:下月降息 25 个基点的概率为 54.3%")).not.toBe("reprint");
  });
  it("are read the same way whichever comes first", () => {
    const [a, b] = ["羊川推出仓储调度模型 HaulMind 2", "HaulMind 2 来了!羊川的新模型要让仓库少出错"];
    expect(read(a, b)).toBe(read(b, a));
  });
  it("know large numbers in either way of writing", () => {
    expect(read("羊川开源 3400 亿参数模型 HaulMind", "羊川开源340B参数模型HaulMind")).toBe("reprint");
  });
});

it("cluster-pairs answers line by line, and leaves out a line that is no pair with exit code 3", () => {
  const side = { title: "羊川发布 HaulMind 2 调度模型", text: "", published: "2024-05-10", source: "甲报" };
  const input = [JSON.stringify({ n: 7, a: side, b: { ...side, source: "乙网" } }), "{", JSON.stringify({ n: 8 })].join(
    "\n",
  );
  const { stdout, stderr, status } = modeltide(["cluster-pairs"], { input });
  expect(stdout).toBe('{"n":7,"relation":"reprint"}\n');
  expect(stderr).toMatch(/line 2[\s\S]*line 3/);
  expect(status).toBe(3);
});

const gold = join(packageRoot, "..", "shared", "gold", "pairs.jsonl");
describe.runIf(existsSync(gold))("on real pairs", () => {
  type Pair = { kind: string; relation: string; a: PairSide; b: PairSide };
  const pairs = existsSync(gold)
    ? readFileSync(gold, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Pair)
    : [];
  const f1 = (kind: string, relations: string[]) => {
    let [both, one] = [0, 0];
    for (const pair of pairs.filter((given) => given.kind === kind)) {
      const [want, got] = [pair.relation, relatePair(pair.a, pair.b, model)].map((value) => relations.includes(value));
      if (want && got) both++;
      else if (want || got) one++;
    }
    return (2 * both) / (2 * both + one);
  };

  it("the floors hold", () => {
    expect(f1("text", ["reprint"])).toBeGreaterThanOrEqual(0.98);
    expect(f1("title", ["reprint", "same_event"])).toBeGreaterThanOrEqual(0.9);
    expect(f1("title", ["reprint"])).toBeGreaterThanOrEqual(0.8);
  });
});
