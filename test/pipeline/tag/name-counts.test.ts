import { describe, expect, it } from "vitest";
import { NameCounts, packNameCounts } from "../../../pipeline/stages/tag/name-counts.ts";

const counts = new NameCounts(
  packNameCounts(
    new Map([
      ["晨星", { items: 12, ai: 9, titles: 4 }],
      ["beta", { items: 70_000, ai: 20, titles: 3 }],
      ["once", { items: 1, ai: 1, titles: 1 }],
      ...Array.from({ length: 500 }, (_, at) => [`name${at}`, { items: at + 2, ai: at, titles: 1 }] as const),
    ]),
  ),
);

describe("counts of names", () => {
  it("give back what was counted", () => {
    expect(counts.of("晨星")).toEqual({ items: 12, ai: 9, titles: 4 });
    expect(counts.of("name499")).toEqual({ items: 501, ai: 499, titles: 1 });
  });

  it("end at what two bytes hold", () => {
    expect(counts.of("beta")).toEqual({ items: 65_535, ai: 20, titles: 3 });
  });

  it("know nothing of a name that stands in one item or none", () => {
    expect(counts.of("once")).toBeNull();
    expect(counts.of("nowhere")).toBeNull();
  });

  it("refuse bytes that are no rows", () => {
    expect(() => new NameCounts(Buffer.alloc(7))).toThrow("7 bytes");
  });
});
