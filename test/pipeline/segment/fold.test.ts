import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  foldName,
  foldUnit,
  hasPlainCase,
  isJoint,
  lowerCase,
  lowerUnit,
} from "../../../pipeline/stages/segment/fold.ts";
import { Pairs } from "../../../pipeline/stages/segment/pairs.ts";

/** Texts of the units that differ in case, width or kind of space, and of all others. */
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."AbZ09 -_·大模型，。“”Ａｂ　ÉßŒΣςİӁﬁ—\u{10400}") }),
  fc.string({ unit: "binary" }),
);

describe("folding", () => {
  it("lowers texts as the language does", () => {
    fc.assert(fc.property(texts, (text) => lowerCase(text) === text.toLowerCase()));
  });

  it("lowers texts of plain case unit by unit", () => {
    const lowered = (text: string) => String.fromCharCode(...[...units(text)].map(lowerUnit));
    fc.assert(fc.property(texts, (text) => !hasPlainCase(text) || lowered(text) === text.toLowerCase()));
    expect(hasPlainCase("GPT-4o 发布，“开源”！")).toBe(true);
    expect(hasPlainCase("ＧＰＴ")).toBe(false);
  });

  it("folds names unit by unit and leaves out what joins their parts", () => {
    const folded = (name: string) =>
      String.fromCharCode(...[...units(name)].map(foldUnit).filter((unit) => !isJoint(unit)));
    fc.assert(fc.property(texts, (name) => foldName(name) === folded(name)));
  });
});

describe("pairs of units", () => {
  it("knows every pair that was added, and turns most others away", () => {
    const pairs = new Pairs();
    const words = ["通义", "千问", "豆包", "gpt"];
    for (const word of words) pairs.add(word.charCodeAt(0), word.charCodeAt(1));
    for (const word of words) expect(pairs.has(word.charCodeAt(0), word.charCodeAt(1))).toBe(true);
    let passed = 0;
    for (let unit = 0x4e00; unit < 0x5e00; unit++) passed += Number(pairs.has(unit, 0x95ee));
    expect(passed).toBeLessThan(10);
  });
});

function* units(text: string): Generator<number> {
  for (let at = 0; at < text.length; at++) yield text.charCodeAt(at);
}
