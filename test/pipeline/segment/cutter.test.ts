import { join } from "node:path";
import fc from "fast-check";
import nodejieba from "nodejieba";
import { describe, expect, it } from "vitest";
import { loadArticles } from "../../../data/sample/server/articles.ts";
import { packageRoot } from "../../../pipeline/root.ts";
import { Cutter } from "../../../pipeline/stages/segment/cutter.ts";
import { exactLog } from "../../../pipeline/stages/segment/exact-log.ts";

const cutter = new Cutter();
const theirs = (text: string) => nodejieba.cut(text, true);

describe("cutting", () => {
  it("gives the words that nodejieba gives of every article of the bundled newsroom", async () => {
    const articles = [...(await loadArticles(join(packageRoot, "data", "sample"))).values()].flat();
    const texts = articles.map(({ title, paragraphs }) => [title, ...paragraphs].join("\n"));
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts) expect(cutter.cut(text)).toEqual(theirs(text));
  });

  it("gives the words that nodejieba gives of characters in any order", () => {
    const units = fc.constantFrom(
      ...[..."的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"],
    );
    const others = fc.constantFrom(
      "龘",
      "😀",
      "é",
      "，",
      "。",
      " ",
      "\t",
      "\n",
      "A",
      "z",
      "7",
      ".",
      "-",
      "％",
      "𠮷",
      "AA制",
    );
    const text = fc.array(fc.oneof({ weight: 4, arbitrary: units }, others), { maxLength: 40 });
    fc.assert(
      fc.property(text, (parts) => {
        expect(cutter.cut(parts.join(""))).toEqual(theirs(parts.join("")));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["关于墨西哥，十个掏心掏肺的建议", "two ways that are equally likely"],
    ["韩玉鉴赏和云计算、区块链", "words of the second file"],
    ["", "nothing"],
  ])("gives nodejieba's words of %j: %s", (text) => {
    expect(cutter.cut(text)).toEqual(theirs(text));
  });

  it("goes on behind a NUL", () => {
    expect(cutter.cut("开源\0权重")).toEqual(["开源", "\0", "权重"]);
  });

  it("cuts a long text after a short one, and a short one again", () => {
    const long = "人工智能改变世界，".repeat(3000);
    expect(cutter.cut(long).join("")).toBe(long);
    expect(cutter.cut("人工智能")).toEqual(theirs("人工智能"));
  });
});

describe("a logarithm", () => {
  it("is the nearest double, where Math.log may miss it", () => {
    // To twenty digits it is -15.426646744181431862, between two doubles that end on 431 and 433.
    expect(exactLog(12 / 60101983)).toBe(-15.426646744181431);
    expect(exactLog(0.5)).toBe(-Math.LN2);
    expect(exactLog(1)).toBe(0);
  });

  it("is never further from Math.log than its last bits", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1, noNaN: true }), (x) => {
        expect(Math.abs(exactLog(x) - Math.log(x))).toBeLessThanOrEqual(Math.abs(Math.log(x)) * 2 ** -51);
      }),
    );
  });
});
