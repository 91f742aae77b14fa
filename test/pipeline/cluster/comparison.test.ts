import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Comparison, type WholeItem } from "../../../pipeline/stages/cluster/comparison.ts";
import { startComparison } from "../../../pipeline/stages/cluster/comparison-thread.ts";
import { FEATURES, headlineFeatures } from "../../../pipeline/stages/cluster/headlines.ts";
import { titleFeatures } from "../../../pipeline/stages/cluster/titles.ts";
import { article, item, model } from "./fixture.ts";

const whole = (id: string, day: string, title: string, text: string): WholeItem => ({
  ...item(id, { title, text }),
  day,
});
const old = whole("a", "2024-05-10", "羊川供货", article("羊川"));
const later = [
  whole("b", "2024-05-20", "仓储新闻", article("羊川").replace("十四", "十五")),
  whole("c", "2024-05-21", "茶馆旧账", article("茶馆")),
];
const last = [whole("d", "2024-05-30", "账本", article("茶馆"))];
const read = async (ids: string[]) => [old, ...later].filter(({ id }) => ids.includes(id));

describe("a comparison in a thread", () => {
  it("finds over several batches what one in this thread finds, with the known items that it asks for", async () => {
    const [kept] = (await new Comparison(model).compare([old], [], read)).sketches;
    const known = [{ id: "a", title: old.title, day: old.day, sketch: kept ?? null }];
    const here = new Comparison(model);
    const there = startComparison(model);
    try {
      for (const [batch, around] of [
        [later, known],
        [last, []],
      ] as const) {
        expect(await there.compare([...batch], [...around], read)).toEqual(
          await here.compare([...batch], [...around], read),
        );
      }
      const { edges } = await new Comparison(model).compare(later, known, read);
      expect(edges).toMatchObject([{ a: "a", b: "b", kind: "reprint" }]);
    } finally {
      await there.close();
    }
  });

  it("says what to do where the thread fails, and where it is asked again", async () => {
    const there = startComparison({ ...model, file: {} as typeof model.file });
    await expect(there.compare(later, [], read)).rejects.toThrow("Run the command again");
    await expect(there.compare(later, [], read)).rejects.toThrow("Run the command again");
  });
});

describe("the longest sequence that two headlines share", () => {
  const ofPair = (a: string, b: string) => {
    const [x, y] = [titleFeatures(a, model), titleFeatures(b, model)];
    const place = FEATURES.indexOf("sequence");
    const share =
      headlineFeatures({ title: x, day: 0, publisher: "" }, { title: y, day: 0, publisher: "" })[place] ?? 0;
    return Math.round(share * (Math.min(x.units.length, y.units.length) || 1));
  };
  const longest = (a: Uint16Array, b: Uint16Array): number => {
    const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    const at = (i: number, j: number) => table[i]?.[j] ?? 0;
    for (let i = 1; i <= a.length; i++) {
      for (let j = 1; j <= b.length; j++) {
        const best = a[i - 1] === b[j - 1] ? at(i - 1, j - 1) + 1 : Math.max(at(i - 1, j), at(i, j - 1));
        table[i]?.fill(best, j, j + 1);
      }
    }
    return at(a.length, b.length);
  };

  it("is as long as comparing all places with all says, also beyond 32 and 64 characters", () => {
    const headline = fc
      .array(fc.constantFrom(..."模型发布a1潮水"), { maxLength: 110, size: "max" })
      .map((characters) => characters.join(""));
    fc.assert(
      fc.property(headline, headline, (a, b) => {
        expect(ofPair(a, b)).toBe(longest(titleFeatures(a, model).units, titleFeatures(b, model).units));
      }),
    );
  });
});
