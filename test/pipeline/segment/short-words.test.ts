import { describe, expect, it } from "vitest";
import { ShortWords } from "../../../pipeline/stages/segment/short-words.ts";

describe("numbers by short words", () => {
  it("are kept apart for words that begin alike, also when the table grows", () => {
    const words = new ShortWords(2);
    const all = Array.from({ length: 500 }, (_, n) => {
      const unit = String.fromCharCode(0x4e00 + n);
      return [`模${unit}`, `模型${unit}`, `模型${unit}大`];
    }).flat();
    for (const [n, word] of all.entries()) words.set(word, n);
    expect(all.map((word) => words.valueAt(words.find(word)))).toEqual(all.map((_, n) => n));
    expect(words.used.map((slot) => words.valueAt(slot))).toEqual(all.map((_, n) => n));
  });

  it("are gone after clearing, and a word that comes back begins at 0", () => {
    const words = new ShortWords(4);
    words.set("模型", 7);
    words.clear();
    expect(words.find("模型")).toBe(-1);
    expect(words.valueAt(words.claim("模型"))).toBe(0);
  });
});
