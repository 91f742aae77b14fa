import fc from "fast-check";
import { expect, it } from "vitest";
import { type ClusterItem, clusterArticles } from "../../../pipeline/stages/cluster/index.ts";
import { minhash } from "../../../pipeline/stages/cluster/minhash.ts";
import { prepare } from "../../../pipeline/stages/cluster/prepare.ts";
import { article, item, model, TOPICS } from "./fixture.ts";

/** Items that are copies, cuts and joins of three texts, or headlines alone, on days around each other. */
const stream = fc.array(
  fc.record({
    topic: fc.constantFrom(...TOPICS),
    second: fc.option(fc.constantFrom(...TOPICS), { nil: null }),
    from: fc.integer({ min: 0, max: 3 }),
    lines: fc.integer({ min: 0, max: 5 }),
    day: fc.option(fc.integer({ min: 1, max: 28 }), { nil: null }),
    publisher: fc.constantFrom("甲报", "乙网", "丙刊"),
  }),
  { maxLength: 12 },
);
const itemsOf = (drawn: typeof stream extends fc.Arbitrary<infer T> ? T : never): ClusterItem[] =>
  drawn.map(({ topic, second, from, lines, day, publisher }, at) =>
    item(`i${at}`, {
      title: `${topic}开始供应调度模型,第${from}批客户公布`,
      text: [
        article(topic)
          .split("\n")
          .slice(from, from + lines)
          .join("\n"),
        second ? article(second) : "",
      ].join("\n"),
      day: day === null ? null : `2024-05-${String(day).padStart(2, "0")}`,
      publisher,
    }),
  );

it("stories and links do not depend on the order of the items", () => {
  fc.assert(
    fc.property(stream, fc.infiniteStream(fc.nat()), (drawn, keys) => {
      const items = itemsOf(drawn);
      const shuffled = items
        .map((entry) => ({ entry, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ entry }) => entry);
      expect(clusterArticles(shuffled, { model })).toEqual(clusterArticles(items, { model }));
    }),
    { numRuns: 60 },
  );
});

it("any text at all is taken, and every item is in one story", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ title: fc.string({ unit: "binary" }), text: fc.string({ unit: "binary" }) })),
      (drawn) => {
        const items = drawn.map((given, at) => item(String(at), given));
        const { stories } = clusterArticles(items, { model });
        expect(stories.flatMap(({ members }) => members)).toHaveLength(items.length);
      },
    ),
    { numRuns: 60 },
  );
});

it("equal bins of two signatures estimate how much the texts have in common", () => {
  const text = TOPICS.map(article).join("\n");
  const half = TOPICS.slice(0, 2).map(article).join("\n");
  const [a, b] = [text, half].map((given) =>
    prepare({ id: "x", title: "", text: given, day: null, publisher: "" }, model),
  );
  if (!a || !b) throw new Error("nothing prepared");
  const common = a.shingles.filter((hash) => b.shingles.includes(hash)).length;
  const jaccard = common / (a.shingles.length + b.shingles.length - common);
  const [x, y] = [minhash(a.hashes), minhash(b.hashes)];
  const equal = x.filter((bin, at) => bin === y[at]).length / x.length;
  expect(Math.abs(equal - jaccard)).toBeLessThan(0.15);
});
