import { describe, expect, it } from "vitest";
import { findNumbers } from "../../../pipeline/stages/tag/numbers/index.ts";

const DAY = "2023-06-16";
const numbersIn = (text: string, published: string | null = DAY) =>
  findNumbers({ id: "a", title: "", text, published, source: null });
const facts = (text: string) => numbersIn(text).map(({ what, value, unit }) => `${what} ${value} ${unit}`);

describe("numbers", () => {
  it.each([
    ["开源7B模型", ["parameters 7000000000 parameters"]],
    ["千亿参数的大模型", ["parameters 100000000000 parameters"]],
    ["参数规模达1.6T,激活48B", ["parameters 1600000000000 parameters", "active_parameters 48000000000 parameters"]],
    ["Foo3-235B-A22B", ["parameters 235000000000 parameters", "active_parameters 22000000000 parameters"]],
    ["支持128K上下文", ["context 128000 tokens"]],
    ["支持1Mtoken上下文", ["context 1000000 tokens"]],
    ["支持 2 个上下文窗口", []],
    ["可处理200万字超长上下文", ["context 2000000 characters"]],
    ["以15T tokens 训练而成", ["training_tokens 15000000000000 tokens"]],
    ["0.8元/千tokens", ["price 800 CNY/1M tokens"]],
    ["每百万 tokens 仅需 2 元", ["price 2 CNY/1M tokens"]],
    ["输入 3 美元/百万 tokens", ["price 3 USD/1M tokens"]],
    ["完成10亿元A轮融资", ["financing 1000000000 CNY"]],
    ["月活用户突破1亿", ["users 100000000 users"]],
    ["初始研发费用 100 万", ["fee 1000000 CNY"]],
    ["授权8块钱一个", ["fee 8 CNY"]],
  ])("reads %s", (text, expected) => {
    expect(facts(text)).toEqual(expected);
  });

  it.each(["估值860亿美元", "3B美元", "获数千万元融资", "GPT-4发布", "第3季度增长20%", "共有7个功能"])(
    "takes nothing from %s",
    (text) => {
      expect(facts(text)).toEqual([]);
    },
  );

  it("reads a claim with its comparison and what is counted", () => {
    const [claim] = numbersIn("过去三个月里,国内上线了超过 70 个通用大模型产品,其中不少已下线");
    expect(claim).toMatchObject({ what: "claim", value: 70, comparison: "more_than", of: "通用大模型产品" });
  });

  it("resolves a planned day against the item's day", () => {
    expect(numbersIn("计划在 6 月 19 日发布新模型")[0]?.value).toBe("2023-06-19");
    expect(numbersIn("将于1月5日推出")[0]?.value).toBe("2024-01-05");
    expect(numbersIn("下周三将发布")[0]?.value).toBe("2023-06-21");
  });

  it("invents no day: past days, impossible days and days without a year in an undated item are left out", () => {
    expect(facts("该模型已于6月10日发布")).toEqual([]);
    expect(facts("将于2月30日发布")).toEqual([]);
    expect(numbersIn("将于6月19日发布", null)).toEqual([]);
    expect(numbersIn("将于2024年6月19日发布", null)[0]?.value).toBe("2024-06-19");
  });

  it("gives positions in code points", () => {
    const [fact] = numbersIn("😀😀开源7B模型");
    expect(fact?.evidence).toMatchObject({ field: "text", start: 4, end: 6 });
  });

  it("stays bounded on hostile text", () => {
    const text = `${"1,111".repeat(20_000)}${"融资1亿元".repeat(5_000)}${"9".repeat(50_000)}`;
    expect(numbersIn(text).length).toBeLessThanOrEqual(60);
  });
});
